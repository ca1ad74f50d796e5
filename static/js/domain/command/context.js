/** What a line is read against, from the board: the same rows that the server would take. */

import { assignmentsOfUnit } from "../assignments.js";
import { isOpen } from "../board.js";

const FREE = new Set(["available_station", "available_mobile", "returning"]);

/** `opened` are incident ids, the last opened first; `card(id)` finds a card that is not on the board. */
export function contextOf({ board, reference, agency, opened, card }) {
  const incidents = incidentsOf(board, opened, card);
  return {
    agency,
    units: unitsOf(board, incidents),
    incidents: [...incidents.values()],
    last: opened,
    agencies: reference.agencies.map((row) => ({
      id: row.id,
      names: [row.slug, row.short_ko, row.short_en, row.name_ko, row.name_en],
    })),
    types: reference.incident_types.map(named),
    capabilities: (reference.capabilities ?? []).map(named),
  };
}

/** Open ones, and those that were opened at this desk. */
function incidentsOf(board, opened, card) {
  const found = new Map();
  for (const { id, number, priority, status } of board.incidents.values())
    if (isOpen({ status })) found.set(id, { id, number, priority });
  for (const one of opened.map(card))
    if (one) found.set(one.id, { id: one.id, number: one.number, priority: one.priority });
  return found;
}

function unitsOf(board, incidents) {
  return [...board.units.values()]
    .filter(({ active }) => active !== false)
    .map(({ id, call_sign, agency, status }) => ({
      id,
      call_sign,
      agency,
      free: FREE.has(status),
      incidents: assignmentsOfUnit(board, id)
        .map(({ incident }) => incident)
        .filter((incident) => incidents.has(incident))
        .sort((a, b) => a - b),
    }));
}

const named = ({ code, name_ko, name_en }) => ({ code, names: [code, name_ko, name_en] });
