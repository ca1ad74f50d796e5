/** The drawn area of a rule: GeoJSON, and the corners that people read and write. */

import { readCorners } from "./corners.js";

/** As `readCorners` reads it; holes are not written. */
export function cornersOf(area) {
  if (!area) return "";
  const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
  return polygons.map(([ring]) => ring.slice(0, -1).map(corner).join("\n")).join("\n\n");
}

function corner([lon, lat]) {
  return `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
}

/** GeoJSON of what was written; null for nothing. */
export function areaOf(text) {
  const pieces = readCorners(text);
  if (!pieces.length) return null;
  const coordinates = pieces.map((ring) => [[...ring, ring[0]]]);
  return { type: "MultiPolygon", coordinates };
}
