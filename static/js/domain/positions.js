/**
 * Where units are, as pure functions over a map from unit id to fix.
 *
 * A fix is `{ lon, lat, heading, speed, at, accuracy, simulated }`: degrees, degrees from north,
 * km/h, the time of the position, metres. docs/live.md shows the frames.
 */

export const STALE_SECONDS = 120;

/** The positions after a frame: a full one replaces them all, any other brings what is newer. */
export function applyPositions(positions, { full, units }) {
  const after = full ? new Map() : new Map(positions);
  for (const [unit, lon, lat, heading, speed, at, accuracy, simulated] of units) {
    // A long poll may be answered by a process that looked a moment earlier than the last one.
    if (at < (after.get(unit)?.at ?? "")) continue;
    after.set(unit, { lon, lat, heading, speed, at, accuracy, simulated: simulated === 1 });
  }
  return after;
}

/** Seconds since the unit was there; `now` is the city's time in milliseconds. */
export function ageOf(fix, now) {
  return Math.max(0, (now - Date.parse(fix.at)) / 1000);
}

/** `limit` is what the unit's agency allows, in seconds. */
export function isStale(fix, now, limit = STALE_SECONDS) {
  return ageOf(fix, now) > limit;
}
