/** The words of units: what they do, how long, which kind. The city's own words come first. */

import { fill, gettext, nameOf, pgettext } from "../core/i18n.js";

export const UNIT_STATUS = {
  available_station: gettext("available at station"),
  available_mobile: gettext("available mobile"),
  returning: gettext("returning"),
  out_of_service: gettext("out of service"),
  alerted: gettext("alerted"),
  acknowledged: gettext("order acknowledged"),
  en_route: gettext("en route"),
  staging: gettext("staging"),
  on_scene: gettext("on scene"),
  patient: gettext("with patient"),
  transport: gettext("transporting"),
  at_hospital: gettext("at hospital"),
  clear: gettext("clear"),
};

/** What the keys and buttons say that move a unit. */
export const UNIT_ACT = {
  acknowledged: gettext("Order acknowledged"),
  en_route: gettext("En route"),
  on_scene: gettext("On scene"),
  patient: gettext("With patient"),
  transport: gettext("Transport"),
  at_hospital: gettext("At hospital"),
  staging: gettext("Staging"),
  clear: gettext("Clear"),
  check: gettext("All well"),
  override: gettext("Move all the same"),
  mayday: gettext("Mayday"),
  end_mayday: gettext("End the mayday"),
  duty: gettext("Set duty"),
  times: gettext("Say or correct a time"),
};

export const SERVICE = {
  mine: pgettext("units of my agency", "Mine"),
  all: pgettext("units of every agency", "All"),
  fire: gettext("Fire"),
  police: gettext("Police"),
  city: gettext("City"),
  coast_guard: gettext("Coast guard"),
  health: gettext("Health"),
  utility: gettext("Utilities"),
  other: gettext("Other"),
};

export const SORT = {
  status: gettext("status"),
  call_sign: gettext("call sign"),
  since: gettext("time in status"),
  kind: gettext("kind"),
};

export function statusName(status, reference) {
  return nameOf(reference.unitStatusByCode.get(status)) || UNIT_STATUS[status] || status;
}

const MOST_NAMES = 5;

/** "E1, E2, E3"; from the sixth on they are counted. */
export function namesOf(rows) {
  const names = rows.slice(0, MOST_NAMES).map(({ call_sign: name }) => name);
  const more = rows.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` +${more}` : ""}`;
}

export function kindName(kind, reference) {
  return nameOf(reference.kindByCode.get(kind)) || kind;
}

export function capabilityName(code, reference) {
  return nameOf(reference.capabilityByCode.get(code)) || code;
}

/** "est. 4 min": an estimate is called one. */
export function estimate(seconds) {
  if (seconds == null) return "";
  return fill(pgettext("estimated travel time", "est. %(n)s min"), {
    n: Math.max(1, Math.round(seconds / 60)),
  });
}
