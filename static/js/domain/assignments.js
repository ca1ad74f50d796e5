/** Units on incidents: who is on which, in the order that they are read. */

/** An assignment ends with being clear; a unit that is sent again gets another one. */
export function isActive(assignment) {
  return assignment.status !== "clear" && !assignment.cleared_at;
}

/** The primary unit first, then as they were sent. */
export function inOrder(assignments) {
  return [...assignments].sort(
    (a, b) => Number(b.primary) - Number(a.primary) || byTime(a, b) || a.id - b.id,
  );
}

/** ISO times of one server sort as text. */
function byTime(a, b) {
  if (a.assigned_at === b.assigned_at) return 0;
  return a.assigned_at < b.assigned_at ? -1 : 1;
}

const indexes = new WeakMap();

/** Incident → assignments and unit → assignments; made once for each state of the board. */
function indexOf({ assignments }) {
  if (!indexes.has(assignments)) indexes.set(assignments, makeIndex(assignments.values()));
  return indexes.get(assignments);
}

function makeIndex(assignments) {
  const index = { incident: new Map(), unit: new Map() };
  for (const one of inOrder(assignments)) {
    for (const by of ["incident", "unit"]) {
      const rows = index[by].get(one[by]);
      if (rows) rows.push(one);
      else index[by].set(one[by], [one]);
    }
  }
  return index;
}

const NONE = [];

/** Who is on the incident now, the primary unit first. */
export function assignmentsOf(board, incident) {
  return indexOf(board).incident.get(incident) ?? NONE;
}

/** Where the unit is sent, as far as this desk may know. */
export function assignmentsOfUnit(board, unit) {
  return indexOf(board).unit.get(unit) ?? NONE;
}
