/**
 * Which acts are possible on an incident for my agency and my rights, and if not, why not.
 *
 * The server decides in the end; this only keeps the desk from offering what it would refuse.
 */

import { isHeld } from "./ageing.js";
import { isOpen } from "./board.js";
import { isFinished, trackOf } from "./tracks.js";

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

/** Who sees it by an agreement only reads. */
const partOf = (check) => (card, me, now) =>
  trackOf(card, me.agency) ? check(card, me, now) : WHY.noTrack;

const openOnly = partOf((card) => (isOpen(card) ? "" : WHY.closed));
const closedOnly = partOf((card) => (card.status === "closed" ? "" : WHY.open));
const always = partOf(() => "");

function myTrackIn(...states) {
  return (card, me) => {
    if (!isOpen(card)) return WHY.closed;
    const track = trackOf(card, me.agency);
    if (!track) return WHY.noTrack;
    return states.includes(track.state) ? "" : WHY.state;
  };
}

/** Whoever declined may send all the same: sending is taking part. */
function dispatchable(card, me) {
  if (!isOpen(card)) return WHY.closed;
  return trackOf(card, me.agency) ? "" : WHY.noTrack;
}

function holdable(card, _me, now) {
  if (!isOpen(card)) return WHY.closed;
  return isHeld(card, now) ? WHY.held : "";
}

function releasable(card, _me, now) {
  if (!isHeld(card, now)) return WHY.notHeld;
  return isOpen(card) ? "" : WHY.closed;
}

/** `verb` is what the server calls the right to it (`me.may`). */
const RULES = {
  acknowledge: { verb: "acknowledge", check: myTrackIn("waiting", "declined") },
  decline: { verb: "decline", check: myTrackIn("waiting", "acknowledged") },
  start: { verb: "start", check: myTrackIn("acknowledged", "done") },
  finish: { verb: "finish", check: myTrackIn("acknowledged", "working") },
  dispatch: { verb: "dispatch", check: dispatchable },
  share: { verb: "share", check: openOnly },
  priority: { verb: "change", check: openOnly },
  type: { verb: "change", check: openOnly },
  place: { verb: "change", check: openOnly },
  hold: { verb: "hold", check: partOf(holdable) },
  release: { verb: "hold", check: partOf(releasable) },
  note: { verb: "note", check: always },
  link: { verb: "link", check: always },
  unlink: { verb: "link", check: always },
  merge: { verb: "merge", check: openOnly },
  unmerge: { verb: "merge", check: partOf((card) => (card.status === "merged" ? "" : WHY.open)) },
  close: { verb: "close", check: openOnly },
  reopen: { verb: "reopen", check: closedOnly },
};

export const ACTS = Object.keys(RULES);

/** "" when `act` is possible, otherwise one of WHY. `me` is `{ agency, may: [verb…] }`, `now` in milliseconds. */
export function whyNot(act, card, me, now) {
  const rule = RULES[act];
  if (!me.may.includes(rule.verb)) return WHY.role;
  return rule.check(card, me, now);
}

export function isPossible(act, card, me, now) {
  return whyNot(act, card, me, now) === "";
}

/** My own part that closing finishes with it: it was taken up, and nobody else can say that it is done. */
export function finishesWith(card, me) {
  const track = trackOf(card, me.agency);
  return Boolean(track) && !isFinished(track) && isPossible("finish", card, me);
}

/** Closing needs every other track done or declined; otherwise a supervisor's override with a reason. */
export function needsOverride(card, me) {
  const mine = finishesWith(card, me) ? me.agency : null;
  return !card.tracks.every((track) => isFinished(track) || track.agency === mine);
}

export function mayOverride(me) {
  return me.may.includes("override");
}

const NEXT = {
  waiting: ["acknowledge"],
  acknowledged: ["dispatch", "start"],
  working: ["finish"],
};

/** The one act that the incident waits for from my agency, to be offered first; null when none. */
export function nextAct(card, me, now) {
  const acts = NEXT[trackOf(card, me.agency)?.state] ?? [];
  return acts.find((act) => isPossible(act, card, me, now)) ?? null;
}
