/** What an arriving entry about units is worth to my agency. domain/cues.js does it for incidents. */

import { trackOf } from "./tracks.js";

/** Kinds: sent (a unit to an incident of mine), unsafe (a check of my unit was missed), mayday. */
export function unitCueOf(entry, board, me) {
  if (entry.kind === "mayday.raised") return maydayCue(entry.data.mayday);
  if (entry.kind === "assignment.overdue") return overdueCue(entry.data.assignment, board, me);
  if (entry.kind !== "assignment.made" || entry.by?.user === me.user) return null;
  const { assignment } = entry.data;
  const card = board.incidents.get(assignment.incident);
  const track = card && trackOf(card, me.agency);
  if (!track || track.role === "informed") return null;
  return cue("sent", assignment, card, null);
}

/** A crew in danger is heard by everybody who sees it, whoever pressed the button. */
function maydayCue(mayday) {
  return { kind: "mayday", incident: mayday.incident, priority: -1, sound: "mayday", of: mayday };
}

function overdueCue(assignment, board, me) {
  const card = board.incidents.get(assignment.incident);
  return card && assignment.agency === me.agency
    ? cue("unsafe", assignment, card, "attention")
    : null;
}

function cue(kind, assignment, card, sound) {
  return { kind, incident: card.id, priority: card.priority, sound, of: assignment };
}
