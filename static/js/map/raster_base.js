/** An online raster layer as the base map: pictures, so it has one look and one language. */

import { L } from "./leaflet.js";

/** `facts` is `raster` of GET /api/map/. */
export class RasterBase {
  constructor(facts) {
    this.layer = L.tileLayer(facts.url, { attribution: "", className: "base-map", maxZoom: 18 });
  }

  setTheme() {}

  setLanguage() {}

  remove() {
    this.layer.remove();
  }
}
