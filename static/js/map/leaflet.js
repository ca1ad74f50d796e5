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

/**
 * Lets go of the tiles of the last zoom at once. Leaflet keeps them, enlarged, until new ones are
 * there: right for streets, wrong for signs.
 */
export function withoutGhosts(layer) {
  return Object.assign(layer, { _retainParent: () => false, _retainChildren: () => {} });
}
