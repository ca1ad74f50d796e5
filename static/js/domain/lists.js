/** Which incidents stand in which list, and in what order. */

import { nameOf, shortOf } from "../core/i18n.js";
import { isHeld } from "./ageing.js";
import { openCards } from "./board.js";
import { fold } from "./hangul.js";
import { isToldOnly, trackOf } from "./tracks.js";

/** Worst priority first, then the one that stands longest. */
function worstFirst(a, b) {
  return a.priority - b.priority || byTime(a.filed_at, b.filed_at) || a.id - b.id;
}

/** ISO times of one server sort as text; parsing thousands of them at every stroke would be felt. */
function byTime(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What waits for my agency's word; held ones last, since somebody decided that they can wait. */
export function pendingOf(board, agency, now) {
  return openCards(board)
    .map((card) => ({ card, track: trackOf(card, agency), held: isHeld(card, now) }))
    .filter(({ track }) => track?.state === "waiting")
    .sort(byNeed)
    .map(({ card }) => card);
}

function byNeed(a, b) {
  return (
    Number(a.held) - Number(b.held) ||
    Number(isToldOnly(a.track)) - Number(isToldOnly(b.track)) ||
    a.card.priority - b.card.priority ||
    byTime(a.track.asked_at, b.track.asked_at)
  );
}

/** Open incidents, worst first, narrowed by the filter `{ text, scope: "all" | "mine" }`. */
export function activeOf(board, filter, { agency, reference }) {
  const wanted = needle(filter.text);
  return openCards(board)
    .filter((card) => filter.scope !== "mine" || trackOf(card, agency))
    .filter((card) => !wanted || haystack(card, reference).includes(wanted))
    .sort(worstFirst);
}

function needle(text) {
  return fold(text || "").trim();
}

/** Everything of a card that a dispatcher may type to find it, in both languages. */
function haystack(card, reference) {
  const type = reference.typeByCode.get(card.type);
  const agencies = card.tracks.map((track) => reference.agencyById.get(track.agency));
  const district = card.place.district;
  return fold(
    [
      card.number,
      card.type,
      `p${card.priority}`,
      nameOf(type, "ko"),
      nameOf(type, "en"),
      card.place.address,
      card.place.cross_street,
      nameOf(district, "ko"),
      nameOf(district, "en"),
      card.narrative,
      ...agencies.flatMap((agency) => [shortOf(agency, "ko"), shortOf(agency, "en")]),
    ].join(" "),
  );
}

/**
 * The order to draw so that no row moves under the hand.
 *
 * While `held`, every row that was shown keeps its place, even one that no longer belongs here (`gone`), and
 * new ones wait outside (they are counted and announced instead); afterwards the sorted order applies.
 */
export function steadyOrder(shown, sorted, held) {
  if (!held || !shown.length) return { ids: sorted, waiting: [], gone: new Set() };
  const known = new Set(shown);
  const present = new Set(sorted);
  return {
    ids: shown,
    waiting: sorted.filter((id) => !known.has(id)),
    gone: new Set(shown.filter((id) => !present.has(id))),
  };
}

/** The id `step` rows away from `selected`; the first or last row when nothing is selected. */
export function neighbour(ids, selected, step) {
  if (!ids.length) return null;
  const at = ids.indexOf(selected);
  if (at < 0) return step > 0 ? ids[0] : ids.at(-1);
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}
