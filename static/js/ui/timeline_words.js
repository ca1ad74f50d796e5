/** One line of the timeline for each kind of log entry, as plain text. */

import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";
import { priorityOf } from "../domain/priorities.js";
import { ESCALATION_LINES } from "./escalation_timeline_words.js";
import { UNIT_LINES, unitWordsOf } from "./unit_timeline_words.js";
import { CHANNEL, LINK_KIND, NOTE_LEVEL, TIME, TRACK_ROLE } from "./words.js";

const PROTECTED = new Set(["medical", "police"]);
const clockOf = (iso) =>
  new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/** A note whose text is not in the log: it is read on demand, and each look is recorded. */
export function isProtected({ kind, data }) {
  return kind === "note.added" && PROTECTED.has(data.note.level);
}

const agencyOf = (id, ref) => shortOf(ref.agencyById.get(id)) || gettext("an agency");
const typeOf = (code, ref) => nameOf(ref.typeByCode.get(code)) || code;
const trackAgency = (data, ref) => ({ agency: agencyOf(data.track.agency, ref) });

const LINES = {
  ...UNIT_LINES,
  ...ESCALATION_LINES,
  "incident.filed": ({ card }, ref) =>
    fill(gettext("Filed: %(type)s, %(priority)s"), {
      type: typeOf(card.type, ref),
      priority: priorityOf(card.priority).code,
    }),
  "incident.shared": () => gettext("Shared with your agency"),
  "incident.reopened": () => gettext("Reopened"),
  "incident.unmerged": () => gettext("Merge undone"),
  "report.attached": ({ report }) =>
    fill(gettext("%(channel)s attached"), { channel: CHANNEL[report.channel] ?? report.channel }),
  "report.amended": () => gettext("Report amended"),
  "track.added": (data, ref) =>
    fill(gettext("%(agency)s asked as %(role)s"), {
      ...trackAgency(data, ref),
      role: TRACK_ROLE[data.track.role],
    }),
  "track.acknowledged": (data, ref) =>
    fill(gettext("%(agency)s acknowledged"), trackAgency(data, ref)),
  "track.started": (data, ref) => fill(gettext("%(agency)s started work"), trackAgency(data, ref)),
  "track.finished": (data, ref) => fill(gettext("%(agency)s finished"), trackAgency(data, ref)),
  "track.declined": (data, ref) => fill(gettext("%(agency)s declined"), trackAgency(data, ref)),
  "track.reassigned": (data, ref) =>
    fill(gettext("%(agency)s is now %(role)s"), {
      ...trackAgency(data, ref),
      role: TRACK_ROLE[data.track.role],
    }),
  "track.overdue": (data, ref) =>
    fill(gettext("%(agency)s has not answered"), trackAgency(data, ref)),
  "incident.placed": ({ place }) =>
    fill(gettext("Place: %(address)s"), {
      address: place.address || gettext("a point on the map"),
    }),
  "incident.retyped": ({ type, was }, ref) =>
    fill(gettext("Type: %(was)s → %(type)s"), { was: typeOf(was, ref), type: typeOf(type, ref) }),
  "incident.reprioritised": ({ priority, was }) =>
    fill(gettext("Priority: %(was)s → %(priority)s"), {
      was: priorityOf(was).code,
      priority: priorityOf(priority).code,
    }),
  "incident.reclassified": ({ severity }) =>
    severity == null
      ? gettext("Not a disaster")
      : fill(gettext("Disaster severity: S%(severity)s"), { severity }),
  "incident.held": () => gettext("Put on hold"),
  "incident.released": () => gettext("Released from hold"),
  "note.added": ({ note }) => {
    const line = note.audience === "own" ? gettext("Note, own agency only") : gettext("Note");
    return PROTECTED.has(note.level) ? `${line} · ${NOTE_LEVEL[note.level]}` : line;
  },
  "emergency.opened": ({ access }) =>
    fill(gettext("Opened in an emergency by %(name)s, until %(time)s"), {
      name: access.name,
      time: clockOf(access.until),
    }),
  "emergency.ended": ({ access }) =>
    fill(gettext("Emergency access of %(name)s ended"), { name: access.name }),
  "link.added": ({ link }) =>
    fill(gettext("%(from)s %(kind)s %(to)s"), {
      from: link.from_number,
      kind: LINK_KIND[link.kind] ?? link.kind,
      to: link.to_number,
    }),
  "link.ended": () => gettext("Link removed"),
  "incident.merged": () => gettext("Merged into another incident"),
  "incident.absorbed": ({ number }) => fill(gettext("%(number)s merged into this one"), { number }),
  "incident.yielded": ({ number }) => fill(gettext("%(number)s was taken out again"), { number }),
  "incident.closed": ({ disposition }, ref) =>
    fill(gettext("Closed: %(disposition)s"), {
      disposition: nameOf(ref.dispositionByCode.get(disposition)) || disposition,
    }),
  "time.recorded": ({ code }) => fill(gettext("Time: %(what)s"), { what: TIME[code] ?? code }),
};

/** What happened, in one line; an unknown kind shows its own name rather than nothing. */
export function lineOf(entry, reference) {
  const { kind, data, at, units, told, agencies } = entry;
  return LINES[kind]?.(data, reference, { at, units, told, agencies }) ?? kind;
}

/** What somebody wrote with it: note text, narrative, reason. Empty when nobody wrote anything. */
export function wordsOf({ kind, data }) {
  if (kind === "note.added") return data.note.text;
  if (kind === "emergency.opened") return data.access.reason;
  if (kind === "incident.filed") return data.card.narrative;
  if (kind.startsWith("report.")) return data.report.narrative;
  if (kind === "incident.closed")
    return [data.note, data.override_reason].filter(Boolean).join(" · ");
  return unitWordsOf({ kind, data }) || data.track?.reason || data.reason || data.hold_reason || "";
}
