/** Is the engine of escalation at work? Judged by the age of its last tick and by nothing else. */

/** From here on a step may come late, so it is said in red. */
export const SILENT_SECONDS = 30;
/** The age is as of the last heartbeat; when those stop, nothing is known of the engine. */
const UNTOLD_SECONDS = 12;

/** What a heartbeat says, times in milliseconds; null from a server that says nothing of its engine. */
export function engineOf({ at, engine }) {
  if (!at || !engine) return null;
  const drivers = Object.entries(engine).map(([name, time]) => [name, Date.parse(time)]);
  return { toldAt: Date.parse(at), drivers };
}

/**
 * `{ state, seconds, silent }`: state is ok, partly (a driver is silent, another works), silent or unknown.
 *
 * `seconds` is the age of the newest tick; `silent` are the drivers that have stopped, with their age.
 */
export function engineState(engine, now) {
  if (!engine || now - engine.toldAt > UNTOLD_SECONDS * 1000) return unknown();
  const ages = engine.drivers.map(([name, at]) => ({ name, seconds: (now - at) / 1000 }));
  const silent = ages.filter(({ seconds }) => seconds >= SILENT_SECONDS);
  if (silent.length === ages.length) return stopped(silent);
  return { state: silent.length ? "partly" : "ok", seconds: newestAt(engine), silent };
}

const unknown = () => ({ state: "unknown", seconds: null, silent: [] });

/** No driver ever ran, or all are silent; the newest says for how long. */
function stopped(silent) {
  const seconds = silent.length ? Math.min(...silent.map((one) => one.seconds)) : null;
  return { state: "silent", seconds, silent };
}

/** Between two heartbeats the age would only seem to grow, so it is that of the last one. */
function newestAt({ toldAt, drivers }) {
  return Math.max(0, Math.min(...drivers.map(([, at]) => toldAt - at)) / 1000);
}
