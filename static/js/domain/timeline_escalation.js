/**
 * Escalation in the timeline: one line for each step, and below it one for each person who was told.
 *
 * How far a message got comes in many entries; they are folded into the line of the message.
 */

import { isAboutMessages, messagesIn, runOf } from "./messages.js";

/** When and why a run was planned is told where the next action stands; only these are news. */
const TOLD = new Set(["escalation.stepped", "escalation.blocked", "escalation.ended"]);

const isPlan = ({ kind }) => kind === "escalation.planned";

/** A run that ended because somebody took it over; otherwise the entry before it says why. */
const isTaken = ({ state }) => state === "answered" || state === "exhausted";

/** Entries as lines: those of escalation folded, every other as it is. */
export function folded(entries) {
  if (!entries.some((entry) => isAboutMessages(entry) || isPlan(entry) || TOLD.has(entry.kind)))
    return entries;
  const messages = messagesIn(entries);
  const steps = stepsIn(entries);
  return together(entries.flatMap((entry) => lineOf(entry, messages, steps)));
}

/** One rule that waits for several agencies takes their steps at once: that is one line. */
function together(lines) {
  const open = new Map();
  return lines.filter((line) => {
    const key = stepKey(line);
    const known = key && open.get(key);
    if (known) {
      known.told.push(...line.told);
      known.agencies.push(...line.agencies);
    } else if (key) open.set(key, line);
    return !known;
  });
}

function stepKey({ kind, at, data }) {
  if (kind !== "escalation.stepped") return "";
  const { loop, step, outcome, last_resort: last } = data.step;
  return JSON.stringify([at, data.run.rule, loop, step, outcome, last]);
}

/** Steps by run and moment: what is sent with a step is written in the same moment. */
function stepsIn(entries) {
  const steps = new Set();
  for (const { kind, at, data } of entries)
    if (kind === "escalation.stepped") steps.add(`${data.run.id} ${at}`);
  return steps;
}

function lineOf(entry, messages, steps) {
  const { kind, at } = entry;
  if (isPlan(entry)) return [];
  if (kind === "escalation.ended") return ended(entry);
  if (kind === "escalation.stepped") return [stepped(entry, messages)];
  if (!isAboutMessages(entry)) return [entry];
  const own = queuedIn(entry, messages).filter((one) => !steps.has(`${runOf(one)} ${at}`));
  return own.length ? [{ ...entry, told: own }] : [];
}

function stepped(entry, messages) {
  const { run } = entry.data;
  const agencies = run.agency == null ? [] : [run.agency];
  return { ...entry, agencies, told: toldBy(run.id, entry.at, messages) };
}

function ended(entry) {
  const runs = entry.data.runs.filter(isTaken);
  return runs.length ? [{ ...entry, data: { ...entry.data, runs } }] : [];
}

function toldBy(run, at, messages) {
  return [...messages.values()].filter((one) => one.at === at && runOf(one) === run);
}

/** What an entry queued, as it stands now; entries that only say how far it got queue nothing. */
function queuedIn({ seq, data }, messages) {
  const rows = data.messages ?? [];
  return rows.map(({ id }) => messages.get(id)).filter((one) => one?.seq === seq);
}

/**
 * For a glance: who was told because nobody acted, agency by agency, and who of them is on it.
 *
 * `[{ agency, people: [{ user, name, message }] }]`, each person once, with the newest message.
 */
export function toldByAgency(entries) {
  const messages = messagesIn(entries);
  const people = new Map();
  for (const { kind, at, data } of entries)
    if (kind === "escalation.stepped")
      for (const person of data.step.people ?? [])
        people.set(person.user, {
          ...person,
          message: messageTo(person, data.run.id, at, messages),
        });
  const groups = new Map();
  for (const person of people.values())
    groups.set(person.agency, [...(groups.get(person.agency) ?? []), person]);
  return [...groups].map(([agency, rows]) => ({ agency, people: rows }));
}

function messageTo({ user }, run, at, messages) {
  return toldBy(run, at, messages).find((one) => one.user === user) ?? null;
}
