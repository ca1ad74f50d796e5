/**
 * Which acts are possible on an incident for my agency and role, and if not, why not.
 *
 * The server decides in the end; this only keeps the desk from offering what it would refuse.
 */

import { isHeld } from "./ageing.js";
import { isOpen } from "./board.js";
import { isFinished, trackOf } from "./tracks.js";

const WORKING_ROLES = ["call_taker", "dispatcher", "supervisor", "agency_staff", "agency_admin", "city_admin"];
const DECIDING_ROLES = ["dispatcher", "supervisor", "agency_admin", "city_admin"];

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
  acknowledge: { roles: DECIDING_ROLES.concat("agency_staff"), check: myTrackIn("waiting", "declined") },
  decline: { roles: DECIDING_ROLES, check: myTrackIn("waiting", "acknowledged") },
  start: { roles: DECIDING_ROLES.concat("agency_staff"), check: myTrackIn("acknowledged", "done") },
  finish: { roles: DECIDING_ROLES.concat("agency_staff"), check: myTrackIn("acknowledged", "working") },
  share: { roles: DECIDING_ROLES, check: openOnly },
  priority: { roles: WORKING_ROLES, check: openOnly },
  type: { roles: WORKING_ROLES, check: openOnly },
  place: { roles: WORKING_ROLES, check: openOnly },
  hold: { roles: DECIDING_ROLES, check: holdable },
  release: { roles: DECIDING_ROLES, check: releasable },
  note: { roles: WORKING_ROLES, check: () => "" },
  link: { roles: WORKING_ROLES, check: () => "" },
  merge: { roles: DECIDING_ROLES, check: openOnly },
  unmerge: { roles: DECIDING_ROLES, check: (card) => (card.status === "merged" ? "" : WHY.open) },
  close: { roles: DECIDING_ROLES, check: openOnly },
  reopen: { roles: DECIDING_ROLES, check: closedOnly },
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
  return ["supervisor", "agency_admin", "city_admin"].includes(me.role);
}

const NEXT = { waiting: "acknowledge", acknowledged: "start", working: "finish" };

/** The one act that the incident waits for from my agency, to be offered first; null when none. */
export function nextAct(card, me, now) {
  const act = NEXT[trackOf(card, me.agency)?.state];
  return act && isPossible(act, card, me, now) ? act : null;
}
