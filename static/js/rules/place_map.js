/** `<place-map>`: a map on which a click chooses a place; it says `pick` with `[lon, lat]`. */

import { openMap } from "../plans/opening.js";

class PlaceMap extends HTMLElement {
  async connectedCallback() {
    const place = document.createElement("div");
    place.className = "map-place";
    this.replaceChildren(place);
    this.map = await openMap(place, { onPick: (point) => this.#picked(point) });
  }

  #picked(point) {
    this.map?.setPin(point);
    this.dispatchEvent(new CustomEvent("pick", { detail: point }));
  }
}

customElements.define("place-map", PlaceMap);
