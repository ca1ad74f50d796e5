/** What an arriving entry is worth to my agency: a sound, a line in the live region, a mark on the row. */

import { isOpen } from "./board.js";
import { trackOf } from "./tracks.js";

/**
 * `{ kind, incident, priority, sound }` or null. `before` is the card as it was, `after` as it is.
 *
 * Kinds: asked (my agency must answer), raised, overdue (somebody I asked is silent), declined, opened
 * (somebody reads it in an emergency), news.
 * One's own acts make no cue.
 */
export function cueOf(entry, before, after, me) {
  if (!after || entry.by?.user === me.user) return null;
  const kind = kindOf(entry, before, after, me);
  if (!kind) return null;
  const access = kind === "opened" ? { access: entry.data.access } : {};
  const sound = soundOf(kind, after);
  return { kind, incident: after.id, priority: after.priority, sound, ...access };
}

function kindOf(entry, before, after, me) {
  if (entry.kind === "emergency.opened") return "opened";
  if (asksMe(before, after, me)) return "asked";
  if (entry.kind === "track.overdue" && isMyConcern(entry, after, me)) return "overdue";
  if (entry.kind === "track.declined" && isMyConcern(entry, after, me)) return "declined";
  if (entry.kind === "incident.reprioritised" && after.priority < entry.data.was) return "raised";
  return !before && isOpen(after) ? "news" : null;
}

function asksMe(before, after, me) {
  const mine = trackOf(after, me.agency);
  const was = before && trackOf(before, me.agency);
  return isOpen(after) && mine?.state === "waiting" && was?.state !== "waiting";
}

/** The sender of a hand-over hears about silence and refusal; so does whoever was asked and is silent. */
function isMyConcern(entry, after, me) {
  const { asked_by: asker, agency } = entry.data.track;
  return asker === me.agency || agency === me.agency || (!asker && after.filed_by === me.agency);
}

/** Only what is urgent makes a noise: the sound's name, or null. */
function soundOf(kind, card) {
  if (kind === "news") return null;
  if (kind === "overdue" || kind === "declined" || kind === "opened") return "attention";
  return `p${card.priority}`;
}
