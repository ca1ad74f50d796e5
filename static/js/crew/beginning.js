/** Puts the phone to work: clock, outbox, live line, position. Returns how to end it. */

import { sitDown } from "../desk/sitting.js";
import { askOnSignOut } from "./leaving.js";
import { openLine } from "./line.js";
import { Locator } from "./locating.js";
import { Outbox } from "./outbox.js";
import { refresh, refreshSoon } from "./refreshing.js";
import { unlockOnGesture } from "./ringing.js";
import { after } from "./shown.js";

export function begin(phone) {
  phone.outbox = new Outbox({
    box: phone.box,
    api: phone.api,
    tell: () => phone.set({ acts: phone.box.acts(), held: phone.outbox.trouble }),
    took: (act) => phone.set({ picture: after(phone.state.picture, act) }),
    settled: () => refreshSoon(phone),
  });
  const standUp = sitDown(phone);
  const locator = new Locator(phone);
  const unfollow = phone.subscribe(
    ({ picture }) => picture.unit?.id !== locator.unit && locator.follow(),
  );
  const clock = setInterval(() => phone.set({ now: phone.clock() }), 1000);
  const forget = onReturn(() => {
    phone.outbox.hurry();
    refresh(phone);
  });
  askOnSignOut(phone, document.getElementById("logout-form"));
  unlockOnGesture(document, () => {});
  let closeLine = () => {};
  refresh(phone).then(() => {
    closeLine = openLine(phone);
    locator.follow();
    phone.outbox.hurry();
  });
  return () => {
    standUp();
    unfollow();
    locator.stop();
    clearInterval(clock);
    forget();
    phone.outbox.stop();
    closeLine();
  };
}

/** The signal or the person is back, or another tab kept something. */
function onReturn(act) {
  const seen = () => document.visibilityState === "visible" && act();
  window.addEventListener("online", act);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", act);
    document.removeEventListener("visibilitychange", seen);
  };
}
