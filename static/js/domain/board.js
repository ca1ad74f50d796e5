/**
 * The board: every incident this desk may see, as of one number of the city log.
 *
 * `snapshot + entries` gives the same open incidents as a fresh snapshot. Nothing here draws or fetches.
 */

import { cardReducers } from "./card_reducers.js";

export function emptyBoard() {
  return { seq: 0, incidents: new Map(), loaded: false, behind: false };
}

/** A board from the server's snapshot frame: `{ as_of, board: { incidents: [card…] } }`. */
export function fromSnapshot({ as_of, board }) {
  const incidents = new Map(board.incidents.map((card) => [card.id, card]));
  return { seq: as_of, incidents, loaded: true, behind: false };
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
  const incidents = new Map(board.incidents);
  for (const entry of entries) step(incidents, entry);
  return { ...board, incidents, seq: Math.max(board.seq, entries.at(-1).seq) };
}

function step(incidents, entry) {
  const reduce = cardReducers[entry.kind];
  if (!reduce || entry.subject.type !== "incident") return;
  const before = incidents.get(entry.subject.id);
  const after = reduce(before, entry.data);
  if (after && after !== before) incidents.set(after.id, { ...after, updated_at: entry.at });
}

/** Closed and merged incidents stay on the board to be looked at, but are no longer work. */
export function isOpen(card) {
  return card.status === "reported" || card.status === "open";
}

export function openCards(board) {
  return [...board.incidents.values()].filter(isOpen);
}
