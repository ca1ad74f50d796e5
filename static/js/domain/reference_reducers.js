/** What was learned once, as it changes: agencies, types of incident and targets. */

import { indexed } from "./reference.js";

const AGENCY = ["id", "slug", "kind", "name_ko", "name_en", "short_ko", "short_en", "colour"];

const TYPE = ["code", "name_ko", "name_en", "lead_kind", "support_kinds", "priority", "apco"];

const reducers = {
  "agency.changed": (known, { agency }) => placed(known, "agencies", agency, AGENCY, "id"),
  "incident_type.changed": (known, { type }) => placed(known, "incident_types", type, TYPE, "code"),
  "target.changed": (known, { target, what }) => aimed(known, target, what === "removed"),
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

/** The target of a priority, or of a type and a priority. */
function aimed(known, { type, priority, pending_seconds, response_seconds }, isRemoved) {
  if (type === null) {
    const set = (row) =>
      row.level === priority ? { ...row, pending_seconds, response_seconds } : row;
    return { ...known, priorities: known.priorities.map(set) };
  }
  const others = known.type_targets.filter((row) => row.type !== type || row.priority !== priority);
  const row = { type, priority, pending_seconds, response_seconds };
  return { ...known, type_targets: isRemoved ? others : [...others, row] };
}
