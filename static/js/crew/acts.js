/**
 * Acts of a crew as plain values: what the thumb said, when, and whether the server knows it. Pure.
 *
 * An act is `{ key, serial, kind, unit, at, fields, tried, refused }`. `key` is its Idempotency-Key for all
 * its life, `at` the time of the act, `tried` whether it was sent at least once, `refused` the server's "no"
 * with its reason; until then it waits.
 */

/** What each kind brings beside unit and time; anything else never leaves the phone. */
const FIELDS = {
  accept: ["assignment"],
  status: ["assignment", "status", "destination"],
  clear: ["assignment", "then", "reason"],
  note: ["assignment", "text", "audience"],
  check: ["assignment"],
  duty: ["duty", "reason"],
  mayday: ["lon", "lat"],
  undo: ["assignment"],
};

/** A new act. `at` is milliseconds of the city's clock, `serial` grows by one with each act of this phone. */
export function newAct(kind, { unit, at, key, serial, fields = {} }) {
  const kept = Object.entries(fields).filter(
    ([name, value]) => FIELDS[kind].includes(name) && value != null && value !== "",
  );
  return {
    key,
    serial,
    kind,
    unit,
    at: new Date(at).toISOString(),
    fields: Object.fromEntries(kept),
    tried: false,
    refused: null,
  };
}

/** The body of POST /api/crew/acts/. */
export function bodyOf({ kind, unit, at, fields }) {
  return { kind, unit, at, ...fields };
}

/** In the order in which they are sent: a mayday before all else, then as they were pressed. */
export function inOrder(acts) {
  return [...acts].sort((a, b) => urgency(a) - urgency(b) || a.serial - b.serial);
}

function urgency({ kind }) {
  return kind === "mayday" ? 0 : 1;
}

export function waiting(acts) {
  return inOrder(acts).filter((act) => !act.refused);
}

export function refused(acts) {
  return inOrder(acts).filter((act) => act.refused);
}

/** The number of the next act: beyond every act that is still here, and beyond the last one given. */
export function nextSerial(acts, last) {
  return Math.max(last, ...acts.map((act) => act.serial)) + 1;
}
