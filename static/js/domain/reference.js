/** The reference answer of the server, with its rows ready to be found. */

const byCode = (rows = []) => new Map(rows.map((row) => [row.code, row]));
const byId = (rows = []) => new Map(rows.map((row) => [row.id, row]));

/** With what is offered no more: it still names what was done. */
export function indexed(reference) {
  return {
    ...reference,
    agencyById: byId([...(reference.former?.agencies ?? []), ...reference.agencies]),
    typeByCode: byCode([...(reference.former?.incident_types ?? []), ...reference.incident_types]),
    familyByCode: byCode(reference.families),
    dispositionByCode: byCode(reference.dispositions),
    priorityByLevel: new Map(reference.priorities.map((row) => [row.level, row])),
    kindByCode: byCode(reference.unit_kinds),
    capabilityByCode: byCode(reference.capabilities),
    unitStatusByCode: byCode(reference.unit_statuses),
    targetOf: targetsOf(reference),
    stationById: byId(reference.stations),
  };
}

/** `(type, priority)` → the row that says `pending_seconds` and `response_seconds`, or undefined. */
function targetsOf({ priorities, type_targets: own = [] }) {
  const city = new Map(priorities.map((row) => [row.level, row]));
  const byType = new Map(own.map((row) => [`${row.type} ${row.priority}`, row]));
  return (type, priority) => byType.get(`${type} ${priority}`) ?? city.get(priority);
}
