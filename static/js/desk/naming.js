/** Asks who stands behind the next steps: soon after something was planned, and now and then by itself. */

import { Problem } from "../core/api.js";
import { unnamed, withNames } from "../domain/whom.js";

const SOON_MS = 700;
/** A storm of plans is one question every so often. */
const REST_MS = 2500;
/** Duty changes hands at its own times. */
const AGAIN_MS = 60_000;

const timers = new WeakMap();

/** Once a second from the desk's clock: ask when names are lacking, or the last answer has grown old. */
export function nameSoon(desk) {
  const { board, whom, now } = desk.state;
  if (!board.loaded || timers.has(desk)) return;
  const isOld = now - whom.at > AGAIN_MS && board.escalations.size;
  if (!isOld && !unnamed(board, whom.names).length) return;
  timers.set(
    desk,
    setTimeout(() => ask(desk), SOON_MS),
  );
}

async function ask(desk) {
  try {
    const { results } = await desk.api.get("/api/escalations/");
    const { board, now } = desk.state;
    desk.set({ whom: { names: withNames(board, results), at: now } });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    // Without names the capacity stands there; asked again with the next minute.
    desk.set({ whom: { ...desk.state.whom, at: desk.state.now } });
  } finally {
    setTimeout(() => timers.delete(desk), REST_MS);
  }
}
