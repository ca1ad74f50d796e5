/** The reference answer of the server, with its rows ready to be found. */

export function indexed(reference) {
  return {
    ...reference,
    agencyById: new Map(reference.agencies.map((agency) => [agency.id, agency])),
    typeByCode: new Map(reference.incident_types.map((type) => [type.code, type])),
    dispositionByCode: new Map(reference.dispositions.map((row) => [row.code, row])),
    priorityByLevel: new Map(reference.priorities.map((row) => [row.level, row])),
  };
}
