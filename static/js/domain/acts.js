/**
 * Which acts are possible on an incident for my agency and role, and if not, why not.
 *
 * The server decides in the end; this only keeps the desk from offering what it would refuse.
 */

import { isHeld } from "./ageing.js";
import { isOpen } from "./board.js";
import { isFinished, trackOf } from "./tracks.js";

// As incidents/permissions.py says.
const DESK = ["call_taker", "dispatcher", "supervisor"];
const STAFF = [...DESK, "agency_staff", "agency_admin"];
const EVERYBODY = [...STAFF, "city_admin", "field_crew"];

/** Why an act is not possible; the words stand in ui/words.js. */
export const WHY = {
  role: "role",
  closed: "closed",
  open: "open",
  noTrack: "no_track",
  state: "state",
  held: "held",
  notHeld: "not_held",
};

const openOnly = (card) => (isOpen(card) ? "" : WHY.closed);
const closedOnly = (card) => (card.status === "closed" ? "" : WHY.open);

function myTrackIn(...states) {
  return (card, me) => {
    if (!isOpen(card)) return WHY.closed;
    const track = trackOf(card, me.agency);
    if (!track) return WHY.noTrack;
    return states.includes(track.state) ? "" : WHY.state;
  };
}

function holdable(card, _me, now) {
  if (!isOpen(card)) return WHY.closed;
  return isHeld(card, now) ? WHY.held : "";
}

function releasable(card, _me, now) {
  return isHeld(card, now) ? openOnly(card) : WHY.notHeld;
}

const RULES = {
  acknowledge: { roles: STAFF, check: myTrackIn("waiting", "declined") },
  decline: { roles: DESK, check: myTrackIn("waiting", "acknowledged") },
  start: { roles: STAFF, check: myTrackIn("acknowledged", "done") },
  finish: { roles: STAFF, check: myTrackIn("acknowledged", "working") },
  share: { roles: DESK, check: openOnly },
  priority: { roles: DESK, check: openOnly },
  type: { roles: DESK, check: openOnly },
  place: { roles: DESK, check: openOnly },
  hold: { roles: DESK, check: holdable },
  release: { roles: DESK, check: releasable },
  note: { roles: EVERYBODY, check: () => "" },
  link: { roles: DESK, check: () => "" },
  merge: { roles: DESK, check: openOnly },
  unmerge: { roles: DESK, check: (card) => (card.status === "merged" ? "" : WHY.open) },
  close: { roles: DESK, check: openOnly },
  reopen: { roles: DESK, check: closedOnly },
};

export const ACTS = Object.keys(RULES);

/** "" when `act` is possible, otherwise one of WHY. `me` is `{ agency, role }`, `now` in milliseconds. */
export function whyNot(act, card, me, now) {
  const rule = RULES[act];
  if (!rule.roles.includes(me.role)) return WHY.role;
  return rule.check(card, me, now);
}

export function isPossible(act, card, me, now) {
  return whyNot(act, card, me, now) === "";
}

/** Closing needs every track done or declined; otherwise a supervisor's override with a reason. */
export function needsOverride(card) {
  return !card.tracks.every(isFinished);
}

export function mayOverride(me) {
  return me.role === "supervisor";
}

const NEXT = { waiting: "acknowledge", acknowledged: "start", working: "finish" };

/** The one act that the incident waits for from my agency, to be offered first; null when none. */
export function nextAct(card, me, now) {
  const act = NEXT[trackOf(card, me.agency)?.state];
  return act && isPossible(act, card, me, now) ? act : null;
}

/** Whose role takes calls, and whose may read who called. */
export function mayFile(me) {
  return STAFF.includes(me.role) || me.role === "city_admin";
}

export function mayReadCallers(me) {
  return DESK.includes(me.role);
}
