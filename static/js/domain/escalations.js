/** What happens next on an incident when nobody acts, and if nothing does, why not. */

import { isHeld } from "./ageing.js";

/** The last seconds before a step, in which a countdown may be looked at. */
const SOON_SECONDS = 10;
/** A tick takes a moment; only what is later than this is late. */
const LATE_SECONDS = 5;

/** Why nothing is scheduled; the words stand in ui/escalation_words.js. */
export const WHY_NOTHING = {
  held: "held",
  blocked: "blocked",
  exhausted: "exhausted",
  noRule: "no_rule",
};

/** The steps that it was given have failed, or are all done. */
export function isTrouble(run) {
  return run.state === "blocked" || run.state === "exhausted";
}

const RETRIES = new Set(["supervisor", "agency_admin", "city_admin"]);

/** Only a fault is tried again, and by those who can tell what was wrong. */
export function mayRetry(run, { role }) {
  return run.state === "blocked" && RETRIES.has(role);
}

/** ISO times of one server sort as text. */
export function byDue(a, b) {
  if (a.due_at === b.due_at) return a.id - b.id;
  return (a.due_at ?? "") < (b.due_at ?? "") ? -1 : 1;
}

const troubleFirst = (a, b) => Number(isTrouble(b)) - Number(isTrouble(a)) || byDue(a, b);

const indexes = new WeakMap();

/** Incident → its runs; made once for each state of the board. */
function indexOf({ escalations }) {
  if (!indexes.has(escalations)) indexes.set(escalations, makeIndex(escalations.values()));
  return indexes.get(escalations);
}

function makeIndex(runs) {
  const index = new Map();
  for (const run of [...runs].sort(troubleFirst)) {
    const rows = index.get(run.incident);
    if (rows) rows.push(run);
    else index.set(run.incident, [run]);
  }
  return index;
}

const NONE = [];

/** The runs of an incident: blocked and exhausted ones first, then by when they are due. */
export function runsOf(board, incident) {
  return indexOf(board).get(incident) ?? NONE;
}

/**
 * `{ run, trouble }` where a step is to come, otherwise `{ run: null, why, trouble }`.
 *
 * `trouble` is a run that is blocked or exhausted, beside whatever else is scheduled.
 */
export function nextOf(board, card, now) {
  const runs = runsOf(board, card.id);
  const trouble = runs.find(isTrouble) ?? null;
  const run = runs.find(({ state }) => state === "active") ?? null;
  return run ? { run, trouble } : { run, why: whyNothing(card, trouble, now), trouble };
}

function whyNothing(card, trouble, now) {
  if (trouble) return WHY_NOTHING[trouble.state];
  return isHeld(card, now) ? WHY_NOTHING.held : WHY_NOTHING.noRule;
}

/** `{ seconds, level }`: seconds left (below zero when over) and calm, soon, due or late. */
export function countdown(run, now) {
  const seconds = (Date.parse(run.due_at) - now) / 1000;
  if (seconds > SOON_SECONDS) return { seconds, level: "calm" };
  if (seconds > 0) return { seconds, level: "soon" };
  return { seconds, level: seconds > -LATE_SECONDS ? "due" : "late" };
}

/** The whole board's runs, those in trouble first; `view` is `{ scope: "all" | "mine" | agency id }`. */
export function runsIn(board, { scope }, me) {
  const wanted = scope === "mine" ? me.agency : scope;
  return [...board.escalations.values()]
    .filter((run) => board.incidents.has(run.incident))
    .filter((run) => scope === "all" || isAbout(board, run, wanted))
    .sort(troubleFirst);
}

/** The run is about that agency; one that is about none concerns everybody on the incident. */
function isAbout(board, run, agency) {
  if (run.agency != null) return run.agency === agency;
  return board.incidents.get(run.incident).tracks.some((track) => track.agency === agency);
}

/** The agencies that runs are about, for the tabs: in the order of the reference. */
export function agenciesIn(board, reference) {
  const present = new Set([...board.escalations.values()].map(({ agency }) => agency));
  return reference.agencies.filter(({ id }) => present.has(id)).map(({ id }) => id);
}

/** How many need a person now, and how many go on by themselves. */
export function countsOf(board) {
  let trouble = 0;
  for (const run of board.escalations.values()) trouble += Number(isTrouble(run));
  return { trouble, running: board.escalations.size - trouble };
}
