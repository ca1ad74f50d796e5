/**
 * The board: every incident and unit that this desk may see, who is sent where, every mayday that has not
 * ended, every alarm that was raised and every running escalation, as of one number of the city log.
 *
 * `snapshot + entries` gives the same open incidents, summaries, units, assignments, maydays, alarms and escalations as
 * a fresh snapshot.
 * Nothing here draws or fetches.
 */

import { BoardEdit } from "./board_edit.js";
import { cardReducers } from "./card_reducers.js";
import { escalationReducers } from "./escalation_reducers.js";
import { summaryReducers } from "./summary_reducers.js";
import { unitReducers } from "./unit_reducers.js";

/** The parts of a board, each a Map by id. */
export const PARTS = [
  "incidents",
  "summaries",
  "units",
  "assignments",
  "maydays",
  "alarms",
  "escalations",
  "emergencies",
];

const partsOf = (rows) => Object.fromEntries(PARTS.map((part) => [part, byId(rows[part] ?? [])]));

/** `{incident: level}` as rows `{id, level}`; an incident that is not there is at level 1. */
const alarmRows = (alarms) =>
  Object.entries(alarms ?? {}).map(([id, level]) => ({ id: Number(id), level }));

function byId(rows) {
  return new Map(rows.map((row) => [row.id, row]));
}

export function emptyBoard() {
  return { seq: 0, ...partsOf({}), loaded: false, behind: false };
}

/** A board from the server's snapshot frame: `{ as_of, board: { incidents: [card…], units: […] … } }`. */
export function fromSnapshot({ as_of, board }) {
  const rows = { ...board, alarms: alarmRows(board.alarms) };
  return { seq: as_of, ...partsOf(rows), loaded: true, behind: false };
}

/**
 * Apply the entries of one frame that covers every number in (after, upto].
 *
 * A frame that was seen before changes nothing; one that begins beyond our number marks the board as behind.
 */
export function applyFrame(board, { after, upto, entries }) {
  if (upto <= board.seq) return board;
  if (after > board.seq) return { ...board, behind: true };
  const unseen = entries.filter((entry) => entry.seq > board.seq);
  return { ...applyEntries(board, unseen), seq: upto };
}

/** Apply one entry, whatever its number. */
export function applyEntry(board, entry) {
  return applyEntries(board, [entry]);
}

export function applyEntries(board, entries) {
  if (!entries.length) return board;
  const edit = new BoardEdit(board);
  for (const entry of entries) step(edit, entry);
  return edit.done({ seq: Math.max(board.seq, entries.at(-1).seq) });
}

function step(edit, entry) {
  if (entry.subject.type === "incident") changeCard(edit, entry);
  unitReducers[entry.kind]?.(edit, entry.data, entry.subject);
  escalationReducers[entry.kind]?.(edit, entry.data, entry.subject);
  summaryReducers[entry.kind]?.(edit, entry.data, entry.subject);
}

function changeCard(edit, { kind, subject, data, at }) {
  const before = edit.get("incidents", subject.id);
  const after = cardReducers[kind]?.(before, data);
  if (!after || after === before) return;
  // Being shown an incident is no news of it: its card says when there was some.
  edit.put("incidents", kind === "incident.shared" ? after : { ...after, updated_at: at });
}

/** Closed and merged incidents stay on the board to be looked at, but are no longer work. */
export function isOpen(card) {
  return card.status === "reported" || card.status === "open";
}

/** The alarm level of an incident, 1 until somebody raised it. */
export function alarmOf(board, incident) {
  return board.alarms.get(incident)?.level ?? 1;
}

/** Incidents of which this agency has a summary and no more, while they are open. */
export function openSummaries(board) {
  return [...board.summaries.values()].filter(isOpen);
}

export function openCards(board) {
  return [...board.incidents.values()].filter(isOpen);
}
