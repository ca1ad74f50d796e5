/**
 * What a line is read against, made ready once for many lines. Twin of commands/parsing/index.py, which tells the
 * shapes of `words`, `verbs` and `context`.
 */

import { fold } from "./folding.js";
import { Names } from "./names.js";
import { Numbers } from "./numbers.js";

export function indexOf(words, verbs, context) {
  const { agency, units, incidents, agencies, types, capabilities, last } = context;
  return {
    agency,
    words: new Map(words.map((row) => [fold(row.word), row])),
    verbs: new Map(verbs.map((row) => [row.verb, row])),
    units: byId(units),
    incidents: byId(incidents),
    agencies: byId(agencies),
    types,
    capabilities,
    numbers: new Numbers(
      incidents.map(({ id, number }) => [id, number]),
      last,
    ),
    names: {
      unit: new Names(units.map((row) => [row.id, row.call_sign])),
      agency: named(agencies, "id"),
      type: named(types, "code"),
      capability: named(capabilities, "code"),
    },
  };
}

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

function named(rows, key) {
  return new Names(rows.flatMap((row) => row.names.map((name) => [row[key], name])));
}
