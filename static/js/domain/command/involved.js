/** How units and incidents are read. Twin of commands/parsing/involved.py. */

import { Trouble } from "./reading.js";
import { lacks, READ_SIMPLE, readText } from "./slots.js";

/** One unit or more, each of one's own agency and only once. */
function readUnits(reading, slot) {
  const found = [];
  reading.values[slot.name] = found;
  while (!reading.done) {
    const match = reading.index.names.unit.find(reading.tokens, reading.at);
    if (!match) break;
    takeUnit(reading, match, found);
  }
  reading.expect("units");
  if (found.length) return;
  throw reading.done ? reading.missing(slot) : reading.trouble("unknown_unit");
}

function takeUnit(reading, { keys, count }, found) {
  if (keys.length > 1) {
    reading.expect("units");
    throw reading.trouble("ambiguous_unit", count, { candidates: keys });
  }
  const { id, agency } = reading.index.units.get(keys[0]);
  if (agency !== reading.index.agency)
    throw reading.trouble("other_agency", count, { unit: id, agency });
  if (found.includes(id)) throw reading.trouble("twice", count, { unit: id });
  found.push(id);
  reading.take("unit", id, count);
}

/** An incident; where only a number is left that was taken for a unit, that number. */
function readIncident(reading, slot) {
  if (!reading.index.numbers.isOne(reading.word) && lastNumber(reading)) giveBack(reading);
  if (lacks(reading, slot)) return;
  reading.values[slot.name] = takeIncident(reading, reading.index.numbers.find(reading.word));
}

/** The last word, if it was taken for a unit after others and could be an incident; else "". */
function lastNumber(reading) {
  if ((reading.values.units ?? []).length < 2) return "";
  const { start, folded } = reading.tokens[reading.at - 1];
  const alone = start === reading.spans.at(-1).from;
  return alone && reading.index.numbers.isOne(folded) ? folded : "";
}

function giveBack(reading) {
  reading.giveBack();
  reading.values.units.pop();
}

function takeIncident(reading, found) {
  if (found.length === 1) {
    reading.take("incident", found[0]);
    return found[0];
  }
  reading.expect("incident");
  if (found.length) throw reading.trouble("ambiguous_incident", 1, { candidates: found });
  throw reading.trouble("unknown_incident");
}

/** The incident of each unit: the one that is named, or the only one that it is on. */
function readOn(reading, slot) {
  const { units } = reading.values;
  if (!reading.index.numbers.isOne(reading.word) && othersAreOn(reading, units)) giveBack(reading);
  const spans = reading.spans.filter(({ kind }) => kind === "unit");
  if (reading.index.numbers.isOne(reading.word)) {
    const named = namedIncident(reading, units);
    reading.values[slot.name] = units.map(() => named);
    return;
  }
  reading.expect("incident");
  reading.values[slot.name] = units.map((unit, nth) => onlyIncident(reading, unit, spans[nth]));
}

/** Whether the last unit's name is rather the number of an incident that the others are on. */
function othersAreOn(reading, units) {
  const on = units.slice(0, -1).map((unit) => reading.index.units.get(unit).incidents);
  const meant = reading.index.numbers.find(lastNumber(reading));
  return meant.some((one) => on.every((incidents) => incidents.includes(one)));
}

/** Of several that a number may mean, the one on which the units are. */
function namedIncident(reading, units) {
  const on = units.map((unit) => reading.index.units.get(unit).incidents);
  const found = reading.index.numbers.find(reading.word);
  const shared = found.filter((one) => on.every((incidents) => incidents.includes(one)));
  const named = takeIncident(reading, shared.length === 1 ? shared : found);
  const elsewhere = on.findIndex((incidents) => !incidents.includes(named));
  if (elsewhere >= 0)
    throw about(reading.spans.at(-1), "not_there", { unit: units[elsewhere], incident: named });
  return named;
}

function onlyIncident(reading, unit, span) {
  const known = reading.index.incidents;
  const on = reading.index.units.get(unit).incidents.filter((one) => known.has(one));
  if (!on.length) throw about(span, "not_assigned", { unit });
  if (on.length > 1) throw about(span, "which_incident", { unit, candidates: on });
  return on[0];
}

const about = ({ from, to }, code, more) => new Trouble(code, from, to, more);

/** For the map: an incident, a unit, or the words of a place. */
function readTarget(reading, slot) {
  if (lacks(reading, slot)) return;
  const numbers = reading.index.numbers.find(reading.word);
  const match = reading.index.names.unit.find(reading.tokens, reading.at);
  const left = reading.tokens.length - reading.at;
  if (numbers.length === 1 && left === 1) {
    [reading.values.incident] = numbers;
    reading.take("incident", numbers[0]);
  } else if (match?.count === left && match.keys.length === 1) {
    [reading.values.unit] = match.keys;
    reading.take("unit", match.keys[0], left);
  } else {
    reading.expect("target");
    readText(reading, { ...slot, name: "text" });
  }
}

export const READ = {
  ...READ_SIMPLE,
  units: readUnits,
  incident: readIncident,
  on: readOn,
  target: readTarget,
};
