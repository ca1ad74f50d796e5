/** A link that opens the phone's own navigator at the scene. */

import { html, nothing } from "lit-html";
import { gettext } from "../../core/i18n.js";
import { sceneOf } from "../shown.js";
import { geoLink, isApple } from "./geo_link.js";

export function navigatorLink(picture, assignment) {
  const scene = sceneOf(picture, assignment);
  if (!scene) return nothing;
  return html`<a class="button tool" href=${geoLink(scene.card.place, { apple: isApple(navigator) })}>${gettext("Route")}</a>`;
}
