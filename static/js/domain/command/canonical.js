/** A meaning written out in full, so that nothing about it is left to guess. Twin of commands/parsing/canonical.py. */

/** The command word and each slot that was read; presets go without saying. */
export function written(word, reading, slots) {
  const given = new Set(reading.spans.map(({ kind }) => kind));
  const parts = slots
    .filter(({ kind }) => given.has(READ_AS[kind] ?? kind))
    .flatMap(({ kind, name }) => (WRITE[kind] ?? plain)(reading, reading.values[name]));
  return [word, ...parts].join(" ");
}

const READ_AS = { units: "unit", on: "unit", target: "verb" };

const callSign = (reading, unit) => reading.index.units.get(unit).call_sign;
const numberOf = (reading, incident) => reading.index.incidents.get(incident).number;
const plain = (_reading, value) => [String(value)];

/** Units on different incidents: each of them is meant where it is. */
function writeOn(reading, on) {
  return new Set(on).size === 1 ? [numberOf(reading, on[0])] : [];
}

function writeTarget(reading) {
  const { incident, unit, text } = reading.values;
  if (incident !== undefined) return [numberOf(reading, incident)];
  return [unit !== undefined ? callSign(reading, unit) : text];
}

const WRITE = {
  units: (reading, units) => units.map((unit) => callSign(reading, unit)),
  incident: (reading, incident) => [numberOf(reading, incident)],
  on: writeOn,
  priority: (_reading, level) => [`P${level}`],
  agency: (reading, agency) => [reading.index.agencies.get(agency).names[0]],
  target: writeTarget,
};
