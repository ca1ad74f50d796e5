/** Where a unit is, as far as this desk may know: on an incident, by its last position, or at its station. */

import { secondsSince } from "../core/format.js";
import { assignmentsOfUnit } from "./assignments.js";

const FALLBACK_SECONDS = 120;

/** How old a position of an agency may be before it is no longer where the unit is. */
export function staleAfter(agency, reference) {
  const table = reference.position_stale_seconds;
  const own = reference.agencyById.get(agency)?.position_stale_seconds;
  return own ?? (typeof table === "number" ? table : table?.[agency]) ?? FALLBACK_SECONDS;
}

/** `{ seconds, stale }` of the last position; null when there is none. */
export function fixOf(unit, { positions, reference, now }) {
  const fix = positions.get(unit.id);
  if (!fix) return null;
  const seconds = Math.max(0, secondsSince(fix.at, now));
  return { seconds, stale: seconds > staleAfter(unit.agency, reference) };
}

/** The assignment that the unit works on: the one that moved last. */
export function newestOf(board, unit) {
  return assignmentsOfUnit(board, unit).reduce(
    (newest, one) => (!newest || one.since > newest.since ? one : newest),
    null,
  );
}
