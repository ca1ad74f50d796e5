/** The address that a phone's own navigator opens. Pure. */

/** RFC 5870, with the `q` that Android's navigators read; phones of Apple have a scheme of their own. */
export function geoLink({ lon, lat, address }, { apple = false } = {}) {
  const point = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  if (apple) return `maps:?daddr=${point}`;
  const label = address ? `(${address})` : "";
  return `geo:${point}?q=${encodeURIComponent(point + label)}`;
}

export function isApple({ userAgent }) {
  return /iPhone|iPad|iPod/.test(userAgent);
}
