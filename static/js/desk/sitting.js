/**
 * Who sits in this browser. Its tabs share one session, so a sign-in or another agency in one tab is one in all.
 *
 * The desk that was opened last writes its name here; a desk of somebody else then stops and begins anew.
 */

const KEY = "safety-net.sitting";

const nameOf = ({ user, agency }) => `${user}.${agency}`;

/** Say who sits here now, and hear of it when that changes. Returns how to stop. */
export function sitDown(desk, around = globalThis) {
  const mine = nameOf(desk.state.me);
  try {
    around.localStorage.setItem(KEY, mine);
  } catch (error) {
    // Without a storage there are the live line's words on who we are.
    if (!(error instanceof DOMException)) throw error;
  }
  const hear = ({ key, newValue }) => key === KEY && newValue && newValue !== mine && leave(desk);
  around.addEventListener("storage", hear);
  return () => around.removeEventListener("storage", hear);
}

/** Send nothing more in the name of whoever sat here, and let the server say who sits here now. */
export function leave(desk) {
  if (desk.stopped) return;
  desk.stopped = true;
  desk.reload();
}

export const isSamePlace = (me, viewer) => nameOf(me) === nameOf(viewer);
