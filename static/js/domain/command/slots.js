/** How each kind of slot but units and incidents is read. Twin of commands/parsing/slots.py. */

const MINUTES = /^([0-9]{1,4})(?:m|min|분)?$/;
const PRIORITY = /^p?([0-9])$/;
const NUMBER = /^([0-9]{1,3})$/;
const LONGEST_MINUTES = 720;
const LOWEST_PRIORITY = 4;
const MOST_BACKUP = 20;

/** Whether nothing is left to read; an error where the slot needs something. */
export function lacks(reading, slot) {
  if (!reading.done) return false;
  reading.expect(slot.kind);
  if (!mayLack(reading, slot)) throw reading.missing(slot);
  return true;
}

function mayLack(reading, slot) {
  return slot.optional || slot.name in reading.values;
}

/** All that is left, as it was typed. */
export function readText(reading, slot) {
  if (lacks(reading, slot)) return;
  const { rest } = reading;
  const count = reading.tokens.length - reading.at;
  if (rest.length > slot.longest)
    throw reading.trouble("too_long", count, { longest: slot.longest });
  const text = rest.join("");
  reading.values[slot.name] = text;
  reading.take("text", text, count);
}

/** A reader of a whole number from `least` to `most`; `code` names what is wrong otherwise. */
function number(pattern, code, least, most) {
  return (reading, slot) => {
    if (lacks(reading, slot)) return;
    const typed = pattern.exec(reading.word);
    if (!typed && mayLack(reading, slot)) return;
    const meant = typed ? Number(typed[1]) : Number.NaN;
    if (!(meant >= least && meant <= most)) throw reading.trouble(code, 1, { least, most });
    reading.values[slot.name] = meant;
    reading.take(slot.kind, meant);
  };
}

/** An agency, a type of incident, a capability: one of a list with names. */
function readNamed(reading, slot) {
  if (lacks(reading, slot)) return;
  const { kind } = slot;
  const match = reading.index.names[kind].find(reading.tokens, reading.at);
  if (match?.keys.length === 1) {
    [reading.values[slot.name]] = match.keys;
    reading.take(kind, match.keys[0], match.count);
    return;
  }
  reading.expect(kind);
  if (mayLack(reading, slot)) return;
  if (!match) throw reading.trouble(`unknown_${kind}`);
  throw reading.trouble(`ambiguous_${kind}`, match.count, { candidates: match.keys });
}

export const READ_SIMPLE = {
  text: readText,
  minutes: number(MINUTES, "bad_minutes", 1, LONGEST_MINUTES),
  priority: number(PRIORITY, "bad_priority", 0, LOWEST_PRIORITY),
  number: number(NUMBER, "bad_number", 1, MOST_BACKUP),
  agency: readNamed,
  type: readNamed,
  capability: readNamed,
};
