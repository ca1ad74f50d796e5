/** What a line means, and what is wrong with it, in words. commands/wording.py says the latter alike. */

import { shortNumber } from "../core/format.js";
import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";
import { TRACK_ROLE } from "./words.js";

const SLOT = {
  verb: gettext("a command"),
  units: gettext("a unit"),
  on: gettext("an incident"),
  incident: gettext("an incident"),
  minutes: gettext("minutes"),
  reason: gettext("a reason"),
  text: gettext("a text"),
  priority: gettext("a priority"),
  number: gettext("a number"),
  capability: gettext("what kind of help"),
  agency: gettext("an agency"),
  target: gettext("a place, incident or unit"),
};

const ERROR = {
  missing: gettext("Still needed: %(slot)s."),
  unknown_word: gettext("There is no such command."),
  too_much: gettext("This is more than the command takes."),
  unknown_unit: gettext("There is no such unit."),
  ambiguous_unit: gettext("This may be %(candidates)s."),
  other_agency: gettext("%(unit)s belongs to another agency."),
  twice: gettext("%(unit)s is named twice."),
  unknown_incident: gettext("There is no such incident."),
  ambiguous_incident: gettext("This may be %(candidates)s."),
  not_assigned: gettext("%(unit)s is on no incident."),
  which_incident: gettext("%(unit)s is on %(candidates)s: say which."),
  not_there: gettext("%(unit)s is not on %(incident)s."),
  too_long: gettext("No more than %(longest)s characters."),
  bad_minutes: gettext("Minutes are a number from %(least)s to %(most)s."),
  bad_priority: gettext("A priority is a number from %(least)s to %(most)s."),
  bad_number: gettext("This must be a number from %(least)s to %(most)s."),
  unknown_agency: gettext("There is no such agency."),
  ambiguous_agency: gettext("This may be %(candidates)s."),
  unknown_type: gettext("There is no such type."),
  ambiguous_type: gettext("This may be %(candidates)s."),
  unknown_capability: gettext("There is no such help."),
  ambiguous_capability: gettext("This may be %(candidates)s."),
};
const MOST_NAMED = 6;

export function errorText(error, index) {
  const values = { ...error };
  if (error.slot) values.slot = SLOT[error.slot];
  if (error.unit != null) values.unit = index.units.get(error.unit).call_sign;
  if (error.incident != null) values.incident = index.incidents.get(error.incident).number;
  if (error.candidates)
    values.candidates = error.candidates
      .slice(0, MOST_NAMED)
      .map((one) => candidate(one, error.code, index))
      .join(", ");
  return fill(ERROR[error.code], values);
}

function candidate(one, code, index) {
  if (code.endsWith("_incident")) return index.incidents.get(one).number;
  if (code.endsWith("_unit")) return index.units.get(one).call_sign;
  if (code.endsWith("_agency")) return index.agencies.get(one).names[0];
  return one;
}

/** "0042 structure fire, Mill Bridge". */
export function incidentText(desk, id) {
  const card = desk.card(id);
  if (!card) return "";
  const type = nameOf(desk.state.reference.typeByCode.get(card.type)) || card.type;
  const place = card.place.address || nameOf(card.place.district);
  return [`${shortNumber(card.number)} ${type}`, place].filter(Boolean).join(", ");
}

/** What the line would do, as a sentence; units and incident are named. */
export function meaningText(desk, { verb, values }, index) {
  const named = {
    ...values,
    units: (values.units ?? []).map((unit) => index.units.get(unit).call_sign).join(", "),
    incident: incidents(desk, values),
    status: statusText(desk, values.status ?? values.duty ?? values.then),
    agency: agencyText(desk, values.agency),
    role: TRACK_ROLE[values.role],
    type: typeText(desk, values.type),
    capability: nameOf(desk.state.reference.capabilityByCode?.get(values.capability)),
    target: targetText(desk, values, index),
  };
  const words = [SAYING[verb], ...more(verb, values)].filter(Boolean).join(" ");
  return fill(words, named).trim();
}

const SAYING = {
  new: gettext("New call %(type)s"),
  send: gettext("Send %(units)s to %(incident)s: %(status)s"),
  move: gettext("%(units)s: %(status)s, on %(incident)s"),
  carry: gettext("%(units)s: %(status)s, on %(incident)s"),
  clear: gettext("Clear %(units)s from %(incident)s, then %(status)s"),
  available: gettext("%(units)s: %(status)s"),
  out_of_service: gettext("%(units)s: out of service"),
  acknowledge: gettext("Acknowledge %(incident)s"),
  hold: gettext("Hold %(incident)s for %(minutes)s min"),
  note: gettext("Note on %(incident)s"),
  priority: gettext("%(incident)s becomes P%(priority)s"),
  backup: gettext("Ask for backup on %(incident)s: %(number)s × %(capability)s"),
  transfer: gettext("Ask %(agency)s to join %(incident)s: %(role)s"),
  map: gettext("Show on the map: %(target)s"),
  find: gettext("Find incidents with"),
};

/** The free words of a line, as they were typed. */
function more(verb, values) {
  if (verb === "map") return [];
  const names = ["reason", "note", "text", "place", "destination"];
  return names.filter((name) => values[name]).map((name) => `“%(${name})s”`);
}

function incidents(desk, { incident, on }) {
  const ids = incident == null ? [...new Set(on ?? [])] : [incident];
  return ids.map((id) => incidentText(desk, id)).join(" · ");
}

function statusText(desk, status) {
  return nameOf(desk.state.reference.unitStatusByCode?.get(status)) || status || "";
}

function agencyText(desk, agency) {
  return shortOf(desk.state.reference.agencyById.get(agency));
}

function typeText(desk, type) {
  return nameOf(desk.state.reference.typeByCode.get(type)) || type || "";
}

function targetText(desk, { incident, unit, text }, index) {
  if (incident != null) return incidentText(desk, incident);
  return unit != null ? index.units.get(unit).call_sign : (text ?? "");
}

/** Why a command was refused; units that are elsewhere are named, with who sent them. */
export function refusalText({ code, message, body }) {
  const units = Array.isArray(body?.units) ? body.units : [];
  const named = units.map(({ call_sign, number, assigned_by, reason }) => {
    const where = number ? ` → ${shortNumber(number)}` : "";
    const who = assigned_by ? ` (${assigned_by})` : "";
    return `${call_sign}${where}${who}${reason ? `: ${reason}` : ""}`;
  });
  const hint = code === "unit_engaged" ? gettext("Ctrl+Enter sends it there as well.") : "";
  return [message, named.join(", "), hint].filter(Boolean).join(" ");
}

/** What a completion stands for, beside its text. */
export function completionText(desk, { kind, key }, index) {
  const find = {
    verb: () => verbText(desk, key),
    unit: () => statusText(desk, desk.state.board.units.get(key)?.status),
    incident: () => incidentText(desk, key),
    agency: () => nameOf(desk.state.reference.agencyById.get(key)),
    type: () => typeText(desk, key),
    capability: () => nameOf(desk.state.reference.capabilityByCode?.get(key)),
    priority: () => nameOf(desk.state.reference.priorityByLevel.get(key)),
  };
  return find[kind]?.(index) ?? "";
}

/** A word's meaning and what follows it: "Send … alerted: unit, incident". */
export function verbText(desk, { verb, preset }) {
  const status = statusText(desk, preset.status ?? preset.duty);
  const role = preset.role ? TRACK_ROLE[preset.role] : "";
  return [VERB[verb], status || role].filter(Boolean).join(": ");
}

const VERB = {
  new: gettext("new call"),
  send: gettext("send units"),
  move: gettext("unit status"),
  carry: gettext("unit status"),
  clear: gettext("clear units"),
  available: gettext("units available"),
  out_of_service: gettext("units out of service"),
  acknowledge: gettext("acknowledge"),
  hold: gettext("hold"),
  note: gettext("note"),
  priority: gettext("priority"),
  backup: gettext("ask for backup"),
  transfer: gettext("share with an agency"),
  map: gettext("show on the map"),
  find: gettext("find"),
};
