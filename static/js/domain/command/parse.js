/** From a line to its meaning, or to the word that cannot be meant. Twin of commands/parsing/parse.py. */

import { written } from "./canonical.js";
import { READ } from "./involved.js";
import { Reading, Trouble } from "./reading.js";

const SIGNS = new Set("!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~");

/**
 * `{ line, meaning, errors, spans, expects }`; never throws.
 *
 * `meaning` is `{ verb, values, canonical }`, or null beside an error `{ code, from, to, … }`. Offsets count code
 * points of the composed `line`. `index` comes from index.js.
 */
export function parse(line, index) {
  const reading = new Reading(line, index);
  const found = { line: reading.letters.join(""), meaning: null, errors: [] };
  try {
    found.meaning = meaningOf(reading);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    found.errors.push(trouble.error);
  }
  return { ...found, spans: reading.spans, expects: reading.expects };
}

function meaningOf(reading) {
  const row = commandWord(reading);
  Object.assign(reading.values, row.preset);
  const { slots } = reading.index.verbs.get(row.verb);
  for (const slot of slots) READ[slot.kind](reading, slot);
  if (!reading.done) throw reading.trouble("too_much", reading.tokens.length - reading.at);
  checkLowering(reading, row.verb);
  return { verb: row.verb, values: reading.values, canonical: written(row.word, reading, slots) };
}

/** The first word, or the sign that the line begins with: "?bridge" is "? bridge". */
function commandWord(reading) {
  if (reading.done) {
    reading.expect("verb");
    const end = reading.letters.length;
    throw new Trouble("missing", end, end, { slot: "verb" });
  }
  const row = reading.index.words.get(reading.word) ?? sign(reading);
  if (!row || !reading.index.verbs.has(row.verb)) {
    reading.expect("verb");
    throw reading.trouble("unknown_word");
  }
  reading.take("verb", row.verb);
  return row;
}

/** Split a word at the sign that it begins with, if that is a command. */
function sign(reading) {
  const [{ start, end, folded }, ...others] = reading.tokens;
  const first = folded[0];
  if (!SIGNS.has(first) || !reading.index.words.has(first)) return null;
  reading.tokens = [
    { start, end: start + 1, folded: first },
    { start: start + 1, end, folded: folded.slice(1) },
    ...others,
  ];
  return reading.index.words.get(first);
}

function checkLowering(reading, verb) {
  if (verb !== "priority" || reading.values.reason) return;
  const incident = reading.index.incidents.get(reading.values.incident);
  if (reading.values.priority > incident.priority) {
    reading.expect("text");
    throw reading.missing({ name: "reason" });
  }
}
