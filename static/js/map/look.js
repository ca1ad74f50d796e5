/** How an incident looks on the map: shape and colour by priority, filling by who has answered. */

import { shortNumber } from "../core/format.js";
import { priorityOf } from "../domain/priorities.js";
import { unanswered } from "../domain/tracks.js";

/**
 * Who has answered: "none" (hollow), "some" (filled), "working" (filled, with a ring).
 * An agency that is only informed is not asked, so it does not count.
 */
export function answerOf(card) {
  const asked = card.tracks.filter((track) => track.role !== "informed");
  if (asked.some((track) => track.state === "working")) return "working";
  const heard = asked.length - unanswered(card).length;
  return asked.length && heard === 0 ? "none" : "some";
}

/** Everything that the sign of `card` shows; equal looks need no new drawing. */
export function lookOf(card) {
  const { code, shape, token } = priorityOf(card.priority);
  return {
    code,
    shape,
    token,
    level: card.priority,
    answer: answerOf(card),
    overdue: unanswered(card).some((track) => track.overdue),
    exercise: card.exercise,
    number: spokenNumber(card.number),
  };
}

/** "20261122-0042" as "42": what people say when they mean one of today's. */
export function spokenNumber(number) {
  return shortNumber(number).replace(/^0+(?=\d)/, "");
}
