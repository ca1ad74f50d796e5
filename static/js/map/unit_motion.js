/** Between two positions a unit glides, so that the eye can follow it. Pure: positions in, a place out. */

/** Frames come once a second; a little longer hides that one may be late. */
export const GLIDE_MS = 1200;
/** Degrees that nobody drives between two frames: such a unit is simply there. */
const JUMP_DEGREES = 0.02;

/** The motion towards `to`, from wherever `motion` is now; without motion before, it stands there. */
export function towards(motion, to, now, { still = false } = {}) {
  if (!motion || still) return standing(to, now);
  if (motion.to.lon === to.lon && motion.to.lat === to.lat && motion.to.at === to.at) return motion;
  const from = placeOf(motion, now);
  if (Math.hypot(to.lon - from.lon, to.lat - from.lat) > JUMP_DEGREES) return standing(to, now);
  return { from, to, start: now, length: GLIDE_MS };
}

function standing(to, now) {
  return { from: to, to, start: now, length: 0 };
}

export function isMoving({ start, length }, now) {
  return now - start < length;
}

/** How much of the way is done at `now`, 0 to 1. */
export function shareOf({ start, length }, now) {
  return length ? Math.min(1, Math.max(0, (now - start) / length)) : 1;
}

/** `{ lon, lat, heading }` at `now`; heading null where nobody knows it. */
export function placeOf(motion, now) {
  const { from, to } = motion;
  const share = shareOf(motion, now);
  return {
    lon: from.lon + (to.lon - from.lon) * share,
    lat: from.lat + (to.lat - from.lat) * share,
    heading: turned(from.heading ?? null, to.heading ?? null, share),
  };
}

/** From one direction to another by the shorter way. */
export function turned(from, to, share) {
  if (to === null) return null;
  if (from === null) return to;
  const turn = ((to - from + 540) % 360) - 180;
  return (from + turn * share + 360) % 360;
}
