/** How a unit looks on the map: outline by service, letters by kind, filling and colour by status. Pure. */

import { nameOf } from "../core/i18n.js";
import { fixOf } from "../domain/unit_place.js";
import { stateOf } from "../domain/unit_status.js";
import { serviceOf } from "../domain/units.js";

/** Outlines on a field of 20 × 20; each is told apart without its colour. */
export const OUTLINES = {
  fire: "M3 3h14v14H3Z",
  police: "M10 1.500 17.500 4v7c0 3.800-3 6.300-7.500 7.800C5.500 17.300 2.500 14.800 2.500 11V4Z",
  city: "M5.500 2.500h9L19 10l-4.500 7.500h-9L1 10Z",
  coast_guard: "M1.500 5h17L15 17H5Z",
  health: "M10 1.500A8.500 8.500 0 1 1 10 18.500 8.500 8.500 0 1 1 10 1.500Z",
  utility: "M10 .8 19.200 10 10 19.200.8 10Z",
  other: "M10 3a7 7 0 1 1 0 14 7 7 0 1 1 0-14Z",
};

/** How a status fills the outline: see unit_sprites.js. */
const FILLINGS = { free: "open", asked: "rings", busy: "full", there: "framed", away: "crossed" };

/** Seconds after which a position says its age, though it still counts. */
export const FRESH_SECONDS = 30;
const MINUTE = 60;
const HOUR = 3600;

/** Everything that the sign of `unit` shows; equal `key`s need no new drawing. Null without a position. */
export function lookOf(unit, { positions, reference, now, language }) {
  const fix = fixOf(unit, { positions, reference, now });
  if (!fix) return null;
  const { tone } = stateOf(unit.status);
  const service = serviceOf(unit, reference);
  const look = {
    outline: service in OUTLINES ? service : "other",
    letters: lettersOf(unit, reference, language),
    tone,
    filling: FILLINGS[tone] ?? "open",
    stale: fix.stale,
    emergency: unit.emergency,
  };
  return { ...look, key: Object.values(look).join(), age: ageOf(fix) };
}

/** "" while fresh, then "45 s", "12 m", "3 h": never drawn as if it were now. */
export function ageOf({ seconds, stale }) {
  if (!stale && seconds <= FRESH_SECONDS) return "";
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m`;
  return `${Math.floor(seconds / HOUR)} h`;
}

/** Two letters in Korean, one or two in Latin, of what the city calls this kind. */
export function lettersOf(unit, reference, language) {
  const name = nameOf(reference.kindByCode.get(unit.kind), language) || unit.kind;
  if (/^[\u3131-\ud7a3]/.test(name)) return name.slice(0, 2);
  const words = name.split(/[\s_-]+/);
  const letters = words.length > 1 ? words[0][0] + words[1][0] : name.slice(0, 2);
  return letters.charAt(0).toUpperCase() + letters.slice(1).toLowerCase();
}
