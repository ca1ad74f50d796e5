/** Times on the wall of the city, whatever zone the browser is in. */

import { dayOf, timeOfDay } from "../core/format.js";

const DAY = 86_400_000;

/** The moment (ms) at which the clock of `zone` shows `day` ("2026-11-22") and `time` ("03:00", "03:00:20"). */
export function atWallTime(day, time, zone) {
  const wanted = Date.parse(`${day}T${time.padEnd(8, ":00")}Z`);
  let moment = wanted;
  // The offset at the first guess may be that of the other side of a change of clocks.
  for (let again = 0; again < 2; again += 1) moment -= shownAt(moment, zone) - wanted;
  return moment;
}

function shownAt(moment, zone) {
  return Date.parse(`${dayOf(moment, zone)}T${timeOfDay(moment, zone)}Z`);
}

/** The next time after `now` (ms) at which the clock of `zone` shows `time`. */
export function nextWallTime(time, zone, now) {
  const today = atWallTime(dayOf(now, zone), time, zone);
  return today > now ? today : atWallTime(dayOf(now + DAY, zone), time, zone);
}
