/** What was learned once, as it changes: agencies that come, go and are called otherwise. */

import { indexed } from "./reference.js";

const AGENCY = ["id", "slug", "kind", "name_ko", "name_en", "short_ko", "short_en", "colour"];

const reducers = {
  "agency.changed": (known, { agency }) => placed(known, "agencies", agency, AGENCY, "id"),
};

/** The reference after these entries; the same one where none of them is about it. */
export function applyToReference(reference, entries) {
  const after = entries.reduce(
    (known, { kind, data }) => reducers[kind]?.(known, data) ?? known,
    reference,
  );
  return after === reference ? reference : indexed(after);
}

/** The row among those that are offered, or among the former ones, and nowhere else. */
function placed(known, list, card, fields, key) {
  const row = Object.fromEntries(fields.map((field) => [field, card[field]]));
  const others = (rows) => rows.filter((one) => one[key] !== row[key]);
  const former = others(known.former[list]);
  const offered = others(known[list]);
  (card.active ? offered : former).push(row);
  const inOrder = (rows) => rows.sort((a, b) => (a[key] < b[key] ? -1 : 1));
  return {
    ...known,
    [list]: inOrder(offered),
    former: { ...known.former, [list]: inOrder(former) },
  };
}
