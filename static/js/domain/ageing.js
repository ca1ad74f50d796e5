/** How long something waits, and how worrying that is: calm, due (half the limit gone) or late. */

import { secondsSince } from "../core/format.js";
import { isOpen } from "./board.js";
import { trackOf } from "./tracks.js";

/** The city's limit in seconds before a waiting incident is late; null when it has none. */
export function limitFor({ type, priority }, reference) {
  return reference.targetOf(type, priority)?.pending_seconds ?? null;
}

export function levelOf(seconds, limit) {
  if (limit == null || seconds == null) return "calm";
  if (seconds >= limit) return "late";
  return seconds >= limit / 2 ? "due" : "calm";
}

/** The ageing clock of an incident that waits for `agency`: `{ seconds, limit, level, over }`, or null. */
export function waitOf(card, agency, reference, now) {
  const track = trackOf(card, agency);
  if (track?.state !== "waiting" || !isOpen(card)) return null;
  const seconds = Math.max(0, secondsSince(track.asked_at, now));
  const limit = limitFor(card, reference);
  return {
    seconds,
    limit,
    level: levelOf(seconds, limit),
    over: limit == null ? 0 : seconds - limit,
  };
}

export function isHeld(card, now) {
  return Boolean(card.held_until) && Date.parse(card.held_until) > now;
}
