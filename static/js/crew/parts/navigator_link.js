/** A link that opens the phone's own navigator at the scene. */

import { html, nothing } from "lit-html";
import { gettext } from "../../core/i18n.js";
import { sceneOf } from "../shown.js";

/** RFC 5870; `q` is what Android's navigators read, and names the place. */
export function geoLink({ lon, lat, address }) {
  const point = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  const label = address ? `(${address})` : "";
  return `geo:${point}?q=${encodeURIComponent(point + label)}`;
}

export function navigatorLink(picture, assignment) {
  const scene = sceneOf(picture, assignment);
  if (!scene) return nothing;
  return html`<a class="button tool" href=${geoLink(scene.card.place)}>${gettext("Route")}</a>`;
}
