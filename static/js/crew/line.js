/** Joins the live line to the phone: an entry that concerns it makes it ask anew; the badge says how old it is. */

import { openLive } from "../core/live.js";
import { isSamePlace, leave } from "../desk/sitting.js";
import { concerns } from "./news.js";
import { refresh, refreshSoon } from "./refreshing.js";

/** Begins where the picture ends, so that no board of the whole city comes to a phone. Returns how to close it. */
export function openLine(phone) {
  const line = openLive(
    {
      onSnapshot: () => refreshSoon(phone),
      onEntries: ({ entries }) => hear(phone, entries),
      onViewer: (viewer) => meet(phone, viewer),
      onBadge: (badge) => showBadge(phone, badge),
      onEnd: (code) => phone.set({ live: { state: "ended", seconds: 0, code } }),
    },
    globalThis,
    phone.state.picture.as_of,
  );
  return () => line.close();
}

function hear(phone, entries) {
  if (entries.some((entry) => concerns(phone.state.picture, entry))) refreshSoon(phone);
}

function meet(phone, viewer) {
  if (!isSamePlace(phone.state.me, viewer)) return leave(phone);
  if (phone.state.me.role !== viewer.role) phone.set({ me: { ...phone.state.me, ...viewer } });
}

/** Back after a silence: what was said meanwhile goes out, what happened meanwhile comes in. */
function showBadge(phone, { state, seconds }) {
  const was = phone.state.live;
  if (was.state === "ended" || (was.state === state && state === "live")) return;
  phone.set({ live: { state, seconds } });
  if (state !== "live" || was.state === "connecting") return;
  phone.outbox.hurry();
  refresh(phone);
}
