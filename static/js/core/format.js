/** Numbers, durations and times as the desk writes them. */

/** Seconds as `0:42`, `12:07`, `1:03:22`, and from two days on as `3 d`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 172_800) return `${Math.floor(whole / 86_400)} d`;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = two(whole % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function two(number) {
  return String(number).padStart(2, "0");
}

/** Seconds between an ISO time and now (milliseconds); null when there is no time. */
export function secondsSince(iso, now) {
  if (!iso) return null;
  return (now - Date.parse(iso)) / 1000;
}

const clocks = new Map();

function clock(zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  if (!clocks.has(key)) {
    clocks.set(
      key,
      new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options }),
    );
  }
  return clocks.get(key);
}

/** `14:03:20` in the city's zone. */
export function timeOfDay(time, zone) {
  return clock(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(
    new Date(time),
  );
}

/** `2026-11-22` in the city's zone. */
export function dayOf(time, zone) {
  const parts = clock(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(
    new Date(time),
  );
  const part = (type) => parts.find((each) => each.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The time of day, with its day in front when that is not today. */
export function moment(iso, now, zone) {
  const day = dayOf(iso, zone);
  const time = timeOfDay(iso, zone);
  return day === dayOf(now, zone) ? time : `${day.slice(5)} ${time}`;
}

/** Metres as `80 m` or `1.2 km`. */
export function distance(metres) {
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`;
}

/** `37.45632, 126.70521`: latitude first, as people read it aloud. */
export function coordinates(place) {
  if (place?.lon == null || place?.lat == null) return "";
  return `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`;
}

/** The last part of an incident number, as lists show it: `0042`. */
export function shortNumber(number) {
  return number.split("-").at(-1);
}
