/** A drawn area as text: a corner a line, latitude first, and a blank line before another piece. */

/** `[[[lon, lat], …], …]`; lines that are no corner are passed over, the server names them. */
export function readCorners(text) {
  const pieces = text
    .trim()
    .split(/\n\s*\n/)
    .map((piece) => piece.split("\n").map(corner).filter(Boolean));
  return pieces.filter((piece) => piece.length);
}

function corner(line) {
  const parts = line.split(/[\s,]+/).filter(Boolean);
  const [lat, lon] = parts.map(Number);
  return parts.length === 2 && Number.isFinite(lat) && Number.isFinite(lon) ? [lon, lat] : null;
}

/** The text with one more corner at its end. */
export function withCorner(text, [lon, lat]) {
  const line = `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
  return text.trim() ? `${text.trimEnd()}\n${line}` : line;
}

/** The text without its last corner. */
export function withoutLast(text) {
  return text.trimEnd().split("\n").slice(0, -1).join("\n").trimEnd();
}
