/** An area that is being drawn: its pieces over the base map. */

import { L } from "./leaflet.js";

export class AreaSign {
  #shapes = L.featureGroup();

  constructor(map) {
    this.#shapes.addTo(map);
  }

  /** Draw `[[[lon, lat], …], …]`; two corners are a line, one is a point. */
  show(pieces) {
    this.#shapes.clearLayers();
    for (const piece of pieces) {
      const corners = piece.map(([lon, lat]) => [lat, lon]);
      this.#shapes.addLayer(L.polygon(corners, { className: "drawn-area" }));
      for (const corner of corners)
        this.#shapes.addLayer(L.circleMarker(corner, { radius: 4, className: "drawn-corner" }));
    }
  }
}
