/** What a unit may be doing: order, mark and the moves between them. docs/domain.md; dispatch/states.py. */

/**
 * `mark` is the sign beside the words (ui/unit_marks.js), `tone` its colour, `order` the place in a list
 * that shows the available first.
 */
export const UNIT_STATES = {
  available_station: { mark: "home", tone: "free", order: 0 },
  available_mobile: { mark: "ring", tone: "free", order: 1 },
  returning: { mark: "left", tone: "free", order: 2 },
  clear: { mark: "tick", tone: "free", order: 3 },
  staging: { mark: "pause", tone: "busy", order: 4 },
  alerted: { mark: "bell", tone: "asked", order: 5 },
  acknowledged: { mark: "tick", tone: "busy", order: 6 },
  en_route: { mark: "right", tone: "busy", order: 7 },
  on_scene: { mark: "filled", tone: "there", order: 8 },
  patient: { mark: "plus", tone: "there", order: 9 },
  transport: { mark: "double", tone: "busy", order: 10 },
  at_hospital: { mark: "hospital", tone: "there", order: 11 },
  out_of_service: { mark: "cross", tone: "away", order: 12 },
};

const UNKNOWN = { mark: "ring", tone: "away", order: 13 };

export function stateOf(status) {
  return UNIT_STATES[status] ?? UNKNOWN;
}

/** The server decides in the end; this only keeps the desk from offering what it would refuse. */
export const UNIT_MOVES = {
  alerted: ["acknowledged", "en_route", "staging", "on_scene", "clear"],
  acknowledged: ["en_route", "staging", "on_scene", "clear"],
  en_route: ["staging", "on_scene", "clear"],
  staging: ["en_route", "on_scene", "clear"],
  on_scene: ["staging", "patient", "transport", "clear"],
  patient: ["on_scene", "transport", "clear"],
  transport: ["at_hospital"],
  at_hospital: ["transport", "clear"],
};

export function mayMove(from, to) {
  return (UNIT_MOVES[from] ?? []).includes(to);
}

/** What usually comes next; a radio call rarely stops at "acknowledged". */
const NEXT = {
  alerted: "en_route",
  acknowledged: "en_route",
  en_route: "on_scene",
  staging: "on_scene",
  on_scene: "clear",
  patient: "transport",
  transport: "at_hospital",
  at_hospital: "clear",
};

export function usualNext(status) {
  return NEXT[status] ?? "";
}

const FREE = new Set(["available_station", "available_mobile", "returning"]);

/** Can it be sent without taking it away from somebody? */
export function isFree(unit) {
  return !unit.incidents && FREE.has(unit.duty) && !unit.emergency;
}

export function isInService(unit) {
  return unit.duty !== "out_of_service" || unit.incidents > 0;
}

/** What a unit may do next when it is free again. */
export const FREED = ["returning", "available_station", "available_mobile"];

export const DUTY_MOVES = {
  available_station: ["available_mobile", "out_of_service"],
  available_mobile: ["available_station", "returning", "out_of_service"],
  returning: ["available_station", "available_mobile", "out_of_service"],
  out_of_service: ["available_station", "available_mobile"],
};

/** The duties that a free unit may change to. */
export function dutiesFor(unit) {
  return DUTY_MOVES[unit.duty] ?? [];
}
