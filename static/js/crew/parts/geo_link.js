/** The address that a phone's own navigator opens. Pure. */

/** RFC 5870; `q` is what Android's navigators read, and names the place. */
export function geoLink({ lon, lat, address }) {
  const point = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  const label = address ? `(${address})` : "";
  return `geo:${point}?q=${encodeURIComponent(point + label)}`;
}
