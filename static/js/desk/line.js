/** Joins the live line to the desk: frames to the board, the badge to the header, its end to a plain word. */

import { openLive } from "../core/live.js";
import { receiveEntries, receiveSnapshot, setClock } from "./receiving.js";

/** Open the line. Returns how to close it. */
export function openLine(desk) {
  const line = openLive({
    onSnapshot: (frame) => receiveSnapshot(desk, frame),
    onEntries: (frame) => receiveEntries(desk, frame),
    onHeartbeat: ({ at }) => at && setClock(desk, at),
    onViewer: ({ agency, role }) => desk.set({ me: { ...desk.state.me, agency, role } }),
    onBadge: (badge) => showBadge(desk, badge),
    onEnd: (code) => desk.set({ live: { state: "ended", seconds: 0, code } }),
  });
  return () => line.close();
}

/** Every second while something is wrong, otherwise only when the state changes. */
function showBadge(desk, { state, seconds }) {
  const was = desk.state.live;
  if (was.state === "ended" || (was.state === state && state === "live")) return;
  desk.set({ live: { state, seconds } });
}
