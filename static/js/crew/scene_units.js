/** What the map of the scene shows of units: oneself, by the phone's own position. Pure. */

export function unitsOf({ unit }) {
  return unit ? [unit] : [];
}

/** Unit id → where it is, as map/units.js takes it. */
export function positionsOf({ place }, { unit }) {
  if (!unit || !place.fix) return new Map();
  const { lon, lat, heading, speed_kmh: speed, at } = place.fix;
  return new Map([[unit.id, { lon, lat, heading, speed, at, stale: place.status !== "on" }]]);
}
