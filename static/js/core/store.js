/**
 * Where a client of the live channel stands, as pure functions; docs/live.md is the protocol.
 *
 * A store is `{ seq, viewer, heartbeat, positionsAt }`: the last number of the city log that was
 * handed on (null before the first snapshot), whom the server sees in us, how often it promised to
 * speak, and the time of the last positions ("" before them). Positions never move `seq`.
 */

export const PROTOCOL = 1;
const GRACE_SECONDS = 2.5;
const OFFLINE_SECONDS = 15;
const SLOWEST_MS = 30_000;

/** What a frame asks of the client; `apply` returns one of these beside the new store. */
export const TODO = {
  nothing: "nothing",
  start: "start", // say where we stand
  snapshot: "snapshot", // the frame replaces everything
  entries: "entries", // the frame adds to what there is
  positions: "positions", // beside the log: where units are
  again: "again", // there is a gap: come back with the cursor
  end: "end", // do not come back
};

export function emptyStore(seq = null) {
  return { seq, viewer: null, heartbeat: 3, positionsAt: "" };
}

/** `{ store, todo }` after a frame. The caller hands the frame on, then keeps the new store. */
export function apply(store, frame) {
  const handle = HANDLERS[frame.type];
  return handle ? handle(store, frame) : { store, todo: TODO.nothing };
}

const HANDLERS = {
  hello: applyHello,
  snapshot: (store, frame) => ({ store: { ...store, seq: frame.as_of }, todo: TODO.snapshot }),
  entries: applyEntries,
  positions: applyPositions,
  heartbeat: applyHeartbeat,
  bye: (store, frame) => ({ store, todo: frame.retry ? TODO.again : TODO.end }),
};

/** Somebody else may see something else: what we have is then no longer a beginning. */
function applyHello(store, { protocol, viewer, heartbeat }) {
  if (protocol !== PROTOCOL) return { store, todo: TODO.end };
  const isOther = store.viewer !== null && !isSame(store.viewer, viewer);
  const kept = isOther ? emptyStore() : store;
  const next = { ...kept, viewer, heartbeat: heartbeat ?? store.heartbeat };
  return { store: next, todo: TODO.start };
}

export function isSame(one, other) {
  return one.user === other.user && one.agency === other.agency && one.role === other.role;
}

/** A frame covers every number in (after, upto], so anything but `after === seq` is a fault. */
function applyEntries(store, { after, upto }) {
  if (store.seq !== null && upto <= store.seq) return { store, todo: TODO.nothing };
  if (after !== store.seq) return { store, todo: TODO.again };
  return { store: { ...store, seq: upto }, todo: TODO.entries };
}

/** Only the newest counts, so a frame that was lost is no gap. */
function applyPositions(store, { at }) {
  return { store: { ...store, positionsAt: at }, todo: TODO.positions };
}

/** The server hands out entries before it tells of them, so a head beyond ours is a hole. */
function applyHeartbeat(store, { head }) {
  const behind = store.seq !== null && head > store.seq;
  return { store, todo: behind ? TODO.again : TODO.nothing };
}

/**
 * `{ state, seconds }` for the badge, by the age of the last frame and nothing else: an open socket
 * says little about whether anything comes through it.
 */
export function badge({ heardAt, now, interval, isLoaded }) {
  const seconds = Math.max(0, (now - heardAt) / 1000);
  if (seconds > OFFLINE_SECONDS) return { state: "offline", seconds };
  if (seconds > interval + GRACE_SECONDS) return { state: "delayed", seconds };
  return { state: isLoaded ? "live" : "connecting", seconds };
}

/** Silence after which the line is taken for dead, in milliseconds. */
export function deadAfter(interval) {
  return (interval * 3 + 1) * 1000;
}

/** Milliseconds to wait before attempt number `tries` (0, 1, …); `random` is in [0, 1). */
export function pauseBefore(tries, random) {
  const longest = Math.min(SLOWEST_MS, 500 * 2 ** tries);
  return longest * (0.5 + random / 2);
}
