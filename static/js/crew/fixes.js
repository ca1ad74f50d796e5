/** Which positions of the phone are worth sending. Pure. */

const METRES = 15;
const LEAST_SECONDS = 5;
const MOST_SECONDS = 30;
const KEPT = 60;
const PER_RADIAN = 6_371_000;
const RADIAN = Math.PI / 180;

/** What the server takes, of the browser's GeolocationPosition; `offset` corrects the phone's clock. */
export function fixOf({ coords, timestamp }, offset = 0) {
  const { longitude, latitude, accuracy, heading, speed } = coords;
  return {
    at: new Date(timestamp + offset).toISOString(),
    lon: round(longitude, 6),
    lat: round(latitude, 6),
    accuracy_m: isNumber(accuracy) ? round(accuracy, 1) : null,
    // A phone that stands still has no direction, and says NaN.
    heading: isNumber(heading) ? round(heading, 0) % 360 : null,
    speed_kmh: isNumber(speed) ? round(speed * 3.6, 1) : null,
  };
}

/** Moved far enough since the last one that counts, or long enough ago. */
export function isNews(fix, last) {
  if (!last) return true;
  const seconds = (Date.parse(fix.at) - Date.parse(last.at)) / 1000;
  if (seconds < LEAST_SECONDS) return false;
  return seconds >= MOST_SECONDS || metresBetween(fix, last) >= METRES;
}

/** Positions that wait for a signal: the newest few; older ones are of no use to anybody. */
export function withFix(fixes, fix) {
  return [...fixes, fix].slice(-KEPT);
}

export function metresBetween(a, b) {
  const north = (a.lat - b.lat) * RADIAN * PER_RADIAN;
  const east = (a.lon - b.lon) * RADIAN * PER_RADIAN * Math.cos(a.lat * RADIAN);
  return Math.hypot(north, east);
}

const isNumber = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;

function round(value, digits) {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
