/**
 * The only file that names Leaflet and the painter of vector tiles: a new version of either is
 * this file's problem. Both are classic scripts that the page loads before any module runs
 * (templates/console/map_head.html).
 */

export const L = globalThis.L;
export const painter = globalThis.protomapsL;

/** Throws when the page has not loaded both; the desk then goes on without a map. */
export function needLibraries() {
  if (!L || !painter) throw new Error("Leaflet or the painter of vector tiles was not loaded");
}
