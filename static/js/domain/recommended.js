/**
 * What the desk makes of a recommendation: rows in the order they are numbered, grouped by what is needed.
 *
 * `answer` is that of GET /api/incidents/{id}/recommendation/.
 */

/** How many rows a digit reaches. */
export const NUMBERED = 9;

/**
 * `[{ requirement, rows: [{ …unit, nth }] }]`; `nth` counts from 1 over all groups, the last group may have no
 * requirement. An agency that could help without any unit named is a row `{ ask: true, agency, nth }`.
 */
export function groupsOf(answer, kindOf) {
  const groups = [...answer.requirements, null].map((requirement) => ({ requirement, rows: [] }));
  for (const row of answer.units)
    groups
      .find(({ requirement }) => !requirement || meets(requirement, row, kindOf))
      .rows.push(row);
  for (const { requirement, rows } of groups) rows.push(...askedBy(requirement, rows));
  let nth = 0;
  for (const group of groups) group.rows = group.rows.map((row) => ({ ...row, nth: ++nth }));
  return groups.filter(({ requirement, rows }) => requirement || rows.length);
}

function askedBy(requirement, rows) {
  const named = new Set(rows.map(({ agency }) => agency));
  const others = (requirement?.ask ?? []).filter((agency) => !named.has(agency));
  return others.map((agency) => ({ ask: true, mine: false, unit: null, agency }));
}

function meets({ capability, agency, agency_kind: kind }, row, kindOf) {
  if (row.for !== capability) return false;
  if (agency != null && row.agency !== agency) return false;
  return !kind || kindOf(row.agency) === kind;
}

/** What is chosen at first: every unit of my own that is recommended and that nobody has. */
export function firstChoice(answer) {
  return answer.units.filter(({ mine, engaged }) => mine && !engaged).map(({ unit }) => unit);
}

/** Toggle one id in a list without changing the list that was. */
export function toggled(list, id) {
  return list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
}

/** The level `step` away among those that the plan has. */
export function stepLevel(levels, level, step) {
  const at = levels.indexOf(level);
  return levels[Math.min(levels.length - 1, Math.max(0, at + step))] ?? level;
}
