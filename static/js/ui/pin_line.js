/** Where the pin stands, apart from the typed address, and whether the two vouch for each other. */

import { html } from "lit-html";
import { coordinates } from "../core/format.js";
import { gettext } from "../core/i18n.js";
import { startPicking } from "../desk/picking.js";
import { hasPin } from "../domain/draft.js";
import { keycap } from "./key_table.js";
import { icon } from "./symbols.js";

export function pinLine(desk, place) {
  const [tone, text] = saying(place);
  const picking = desk.state.picking;
  return html`<p class="pin-line ${tone}">
    ${icon("pin")} <span class="pin-text">${text}</span>
    <button type="button" class="button quiet small" aria-pressed=${String(Boolean(picking))}
      @click=${() => startPicking(desk)}>${picking ? gettext("Click on the map …") : gettext("Map")} <kbd>${keycap("pick")}</kbd></button>
  </p>`;
}

function saying(place) {
  if (!hasPin(place))
    return [
      "none",
      place.address
        ? gettext("No pin yet: choose a place or set it on the map")
        : gettext("No pin yet"),
    ];
  if (place.verified) return ["good", `${coordinates(place)} · ${gettext("verified")}`];
  return ["warn", `${coordinates(place)} · ${gettext("address unverified")}`];
}
