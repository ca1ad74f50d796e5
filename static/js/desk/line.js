/** Joins the live line to the desk: frames to the board, the badge to the header, its end to a plain word. */

import { openLive } from "../core/live.js";
import { engineOf } from "../domain/engine.js";
import { notify } from "./noticing.js";
import { receiveEntries, receivePositions, receiveSnapshot, setClock } from "./receiving.js";
import { isSamePlace, leave } from "./sitting.js";

/** Open the line. Returns how to close it. */
export function openLine(desk) {
  const line = openLive({
    onSnapshot: (frame) => receiveSnapshot(desk, frame),
    onEntries: (frame) => receiveEntries(desk, frame),
    onPositions: (frame) => receivePositions(desk, frame),
    onHeartbeat: (frame) => hearBeat(desk, frame),
    onViewer: (viewer) => meet(desk, viewer),
    onBadge: (badge) => showBadge(desk, badge),
    onEnd: (code) => desk.set({ live: { state: "ended", seconds: 0, code } }),
  });
  return () => line.close();
}

/** The server sees somebody else in us than at first: begin anew; with another role only the rights differ. */
export async function meet(desk, viewer) {
  const { me } = desk.state;
  if (!isSamePlace(me, viewer)) return leave(desk);
  if (me.role === viewer.role) return;
  try {
    const { me: now } = await desk.api.get("/api/reference/");
    if (!isSamePlace(me, now)) return leave(desk);
    desk.set({ me: now });
  } catch (problem) {
    notify(desk, problem.message, "bad");
  }
}

/** Between two entries the server still says what time it is, and whether the engine is at work. */
function hearBeat(desk, frame) {
  if (frame.at) setClock(desk, frame.at);
  desk.set({ engine: engineOf(frame) });
}

/** Every second while something is wrong, otherwise only when the state changes. */
function showBadge(desk, { state, seconds }) {
  const was = desk.state.live;
  if (was.state === "ended" || (was.state === state && state === "live")) return;
  desk.set({ live: { state, seconds } });
}
