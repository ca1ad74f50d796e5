/** Signing out: nothing of a call stays in this browser, unless somebody says that it shall. */

import { unsentCalls } from "./calls.js";

/** Ask first where something is unsent; otherwise the form goes as it is. */
export function askOnSignOut(desk, form) {
  form?.addEventListener("submit", (event) => {
    if (!unsentCalls(desk).length) return forget(desk);
    event.preventDefault();
    desk.set({ leaving: true, help: false });
  });
}

/** Sign out for good: `keep` leaves what is unsent for the next time. */
export function signOut(desk, form, { keep }) {
  if (keep) desk.stopped = true;
  else forget(desk);
  form.submit();
}

export function stay(desk) {
  desk.set({ leaving: false });
}

function forget(desk) {
  desk.stopped = true;
  desk.storage.remove("calls");
}
