/** Areas of agencies over the base map, and patches that nobody has or that two share. */

import { L } from "./leaflet.js";

export class AreaLayer {
  #shapes;

  constructor(map) {
    this.#shapes = L.geoJSON(null, {
      pmIgnore: true,
      interactive: true,
      style: ({ properties }) => ({ className: `admin-shape ${properties.what}` }),
      onEachFeature: ({ properties }, layer) => {
        layer.bindTooltip(properties.title, { sticky: true });
        // Corners of neighbours are what one snaps to.
        layer.options.snapIgnore = false;
        layer.on("add", () => {
          const element = layer.getElement?.();
          if (element && properties.colour) element.dataset.colour = properties.colour;
        });
      },
    }).addTo(map);
  }

  /** `features`: GeoJSON, each with `what` (area, hole, overlap) and `title`. */
  show(features) {
    this.#shapes.clearLayers();
    this.#shapes.addData({ type: "FeatureCollection", features });
  }
}
