/** One line of the timeline for each kind of entry about units. ui/timeline_words.js holds the others. */

import { duration } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { namesOf, statusName } from "./unit_words.js";

/** One unit, or all that did the same at once. */
const who = ({ assignment }, { units = [assignment] } = {}) => ({ unit: namesOf(units) });
const named = (data, ref, more) => ({
  ...who(data, more),
  status: statusName(data.assignment.status, ref),
});

function moved(data, ref, more) {
  const words = { ...named(data, ref, more), was: statusName(data.was, ref) };
  const line = fill(gettext("%(unit)s: %(was)s → %(status)s"), words);
  const { destination } = data.assignment;
  return destination ? `${line}, ${destination}` : line;
}

/** A unit that left with a merge goes on at once, so nothing is said of what it does next. */
function cleared(data, ref, more) {
  const words = { ...who(data, more), next: statusName(data.then, ref) };
  return data.then
    ? fill(gettext("%(unit)s clear, then %(next)s"), words)
    : fill(gettext("%(unit)s clear"), words);
}

function sent(data, _ref, more) {
  const { also, moved_from: from, assignment } = data;
  const words = { ...who(data, more), level: assignment.alarm_level };
  if (from) return fill(gettext("%(unit)s came with the merged incident"), words);
  if (also) return fill(gettext("%(unit)s sent, though on another incident"), words);
  if (words.level > 1) return fill(gettext("%(unit)s sent, alarm %(level)s"), words);
  return fill(gettext("%(unit)s sent"), words);
}

function timed({ call_sign: unit, status, at }, ref, { at: recorded }) {
  const ago = duration((Date.parse(recorded) - Date.parse(at)) / 1000);
  const words = { unit, status: statusName(status, ref), ago };
  return fill(gettext("%(unit)s: %(status)s, %(ago)s before this was recorded"), words);
}

export const UNIT_LINES = {
  "assignment.made": sent,
  "assignment.moved": moved,
  "assignment.cleared": cleared,
  "assignment.undone": (data, ref) =>
    fill(gettext("%(unit)s: taken back, %(status)s"), named(data, ref)),
  "assignment.primary": (data) => fill(gettext("%(unit)s is the primary unit"), who(data)),
  "assignment.checked": (data) => fill(gettext("%(unit)s: all well"), who(data)),
  "assignment.overdue": (data) => fill(gettext("%(unit)s: safety check missed"), who(data)),
  "assignment.timed": timed,
  "assignments.shared": ({ assignments }) =>
    fill(gettext("Units there already: %(units)s"), {
      units: namesOf(assignments),
    }),
  "incident.alarm_raised": ({ level, was }) =>
    level === was
      ? fill(gettext("Alarm %(level)s"), { level })
      : fill(gettext("Alarm raised: %(was)s → %(level)s"), { was, level }),
  "mayday.raised": ({ mayday }) => fill(gettext("MAYDAY: %(unit)s"), { unit: mayday.call_sign }),
  "mayday.acknowledged": ({ mayday }) =>
    fill(gettext("Mayday of %(unit)s acknowledged by %(name)s"), {
      unit: mayday.call_sign,
      name: mayday.acknowledged_by,
    }),
  "mayday.ended": ({ mayday }) =>
    fill(gettext("Mayday of %(unit)s ended"), { unit: mayday.call_sign }),
};

/** What somebody wrote with it; "" when nobody wrote anything. */
export function unitWordsOf({ kind, data }) {
  if (kind === "assignment.cleared") return data.assignment.clear_reason;
  return kind === "mayday.ended" ? data.mayday.end_reason : "";
}
