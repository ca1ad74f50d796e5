/** What the word at the cursor could become. Only browsers complete, so this has no twin on the server. */

import { compose, fold, isSpace, squash } from "./folding.js";
import { squashedName } from "./names.js";
import { parse } from "./parse.js";

const MOST = 8;

/** A word that is understood may still grow: "E 5" is a unit, and so is "E 51". */
const GROWS = {
  verb: "verb",
  unit: "units",
  incident: "incident",
  agency: "agency",
  type: "type",
  capability: "capability",
};

/**
 * `[{ kind, key, text, from, to }]`, the likeliest first: `text` may stand from code point `from` to `to` of the
 * composed line `before` the cursor. `key` is an id, a code, or a row of words.
 */
export function complete(before, index) {
  const read = parse(before, index);
  const letters = Array.from(compose(before));
  const to = letters.length;
  const offers = [...grown(read, to), ...expected(read, letters)].flatMap(({ kind, from }) => {
    const fragment = letters.slice(from).join("");
    return candidates(kind, fragment, index, read).map((found) => ({ ...found, from, to }));
  });
  return distinct(offers.filter(({ text, from }) => text !== letters.slice(from).join("")));
}

function grown({ spans }, end) {
  const last = spans.at(-1);
  const kind = last?.to === end && GROWS[last.kind];
  return kind ? [{ kind, from: last.from }] : [];
}

/** Where nothing stands between the last word and what may come, a space is needed first. */
function expected({ expects, errors: [error] }, letters) {
  const open = !letters.length || isSpace(letters.at(-1));
  const possible = expects.filter(({ from }) => open || from < letters.length);
  // Where it is asked which incident, that comes before yet another unit.
  return error?.code === "which_incident" ? possible.toReversed() : possible;
}

function distinct(offers) {
  const seen = new Set();
  return offers
    .filter(({ kind, key, text }) => {
      const mark = `${kind} ${key} ${text}`;
      return !seen.has(mark) && seen.add(mark);
    })
    .slice(0, MOST);
}

function candidates(kind, fragment, index, read) {
  const find = FIND[kind];
  return find ? find(squash(fold(fragment)), index, read) : [];
}

function verbs(wanted, index) {
  return [...index.words.entries()]
    .filter(([folded]) => squash(folded).startsWith(wanted))
    .map(([, row]) => ({ kind: "verb", key: row, text: row.word }));
}

/** Names that begin so come first, then the free ones; those that stand in the line already are left out. */
function units(wanted, index, { spans }) {
  const taken = new Set(spans.filter(({ kind }) => kind === "unit").map(({ meant }) => meant));
  const ranked = [];
  for (const unit of index.units.values()) {
    const place = squashedName(unit.call_sign).indexOf(wanted);
    if (place >= 0 && unit.agency === index.agency && !taken.has(unit.id))
      ranked.push({ unit, rank: (place && 2) + busy(unit) });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || a.unit.id - b.unit.id)
    .slice(0, MOST)
    .map(({ unit }) => ({ kind: "unit", key: unit.id, text: unit.call_sign }));
}

const busy = ({ free = true }) => Number(!free);

/** The incidents that a unit of the line is on, where that is asked; otherwise all, the last opened first. */
function incidents(wanted, index, read) {
  const rows = narrowed(index, read);
  const digits = wanted.replace(/^#/, "").replace(/^0+/, "");
  return rows
    .filter(({ number }) => squashedName(number).includes(digits))
    .map((row) => ({ row, rank: rankOf(row, digits, index) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ row }) => ({ kind: "incident", key: row.id, text: shortest(row, index) }));
}

function narrowed(index, { spans, errors: [error] }) {
  const asked = error?.candidates && /_incident$/.test(error.code) ? error.candidates : null;
  if (asked) return asked.map((id) => index.incidents.get(id));
  const [verb, ...others] = spans;
  const slots = index.verbs.get(verb?.meant)?.slots ?? [];
  if (!slots.some(({ kind }) => kind === "on")) return [...index.incidents.values()];
  const named = others.filter(({ kind }) => kind === "unit");
  const on = new Set(named.flatMap(({ meant }) => index.units.get(meant).incidents));
  return [...index.incidents.values()].filter(({ id }) => on.has(id));
}

function rankOf({ id, number }, digits, { numbers }) {
  const opened = numbers.placeOf(id);
  const count = number.split("-").at(-1).replace(/^0+/, "");
  const far = count === digits ? 0 : count.startsWith(digits) ? 1 : 2;
  return far * 1000 + (opened < 0 ? 999 : opened);
}

/** The count alone where that is enough. */
function shortest({ id, number }, { numbers }) {
  const count = number.split("-").at(-1);
  const [only, ...others] = numbers.find(count);
  return only === id && !others.length ? count : number;
}

function named(kind, rows, wanted) {
  return rows.flatMap((row) => {
    const fits = row.names.find((name) => name && squashedName(name).startsWith(wanted));
    return fits ? [{ kind, key: row.id ?? row.code, text: fits }] : [];
  });
}

const FIND = {
  verb: verbs,
  units,
  incident: incidents,
  target: (wanted, index, read) => [
    ...incidents(wanted, index, read).slice(0, MOST / 2),
    ...units(wanted, index, read),
  ],
  agency: (wanted, index) => named("agency", [...index.agencies.values()], wanted),
  type: (wanted, { types }) => named("type", types, wanted),
  capability: (wanted, { capabilities }) => named("capability", capabilities, wanted),
  priority: (wanted) =>
    [0, 1, 2, 3, 4]
      .map((level) => ({ kind: "priority", key: level, text: `P${level}` }))
      .filter(({ text }) => text.toLowerCase().startsWith(wanted)),
};

/** The line with a completion put in, and where the cursor then is; `line` as typed, cursor in UTF-16 units. */
export function inserted(line, cursor, { text, from }) {
  const head = Array.from(compose(line.slice(0, cursor)))
    .slice(0, from)
    .join("");
  const tail = line.slice(cursor);
  const gap = tail.startsWith(" ") ? "" : " ";
  const start = `${head}${text}`;
  return { line: `${start}${gap}${tail}`, cursor: start.length + 1 };
}
