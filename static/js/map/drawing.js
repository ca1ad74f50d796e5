/** Polygons that are drawn, bent, cut and taken away; Leaflet-Geoman does the work. */

import { L } from "./leaflet.js";

const CONTROLS = {
  position: "topleft",
  drawMarker: false,
  drawCircleMarker: false,
  drawPolyline: false,
  drawRectangle: true,
  drawPolygon: true,
  drawCircle: false,
  drawText: false,
  editMode: true,
  dragMode: false,
  cutPolygon: true,
  removalMode: true,
  rotateMode: false,
};

export class Drawing {
  #map;
  #shapes = L.featureGroup();

  /** `onChange(shape)`: a GeoJSON MultiPolygon, or null where nothing is drawn. `still`: only shown. */
  constructor(map, { language, still, onChange }) {
    this.#map = map;
    this.#shapes.addTo(map);
    this.onChange = onChange;
    if (still) return;
    map.pm.setLang(language === "ko" ? "ko" : "en");
    map.pm.setGlobalOptions({
      allowSelfIntersection: false,
      snapDistance: 12,
      layerGroup: this.#shapes,
      pathOptions: { className: "drawn-area" },
    });
    map.pm.addControls(CONTROLS);
    map.on("pm:create", ({ layer }) => this.#take(layer));
    map.on("pm:cut", ({ layer, originalLayer }) => {
      this.#shapes.removeLayer(originalLayer);
      this.#take(layer);
    });
    map.on("pm:remove", ({ layer }) => {
      this.#shapes.removeLayer(layer);
      this.#tell();
    });
  }

  /** Draw a GeoJSON geometry, feature or collection. Throws for what is none. */
  show(given) {
    this.#shapes.clearLayers();
    if (!given) return;
    L.geoJSON(given, { style: { className: "drawn-area" } }).eachLayer((layer) =>
      this.#hear(layer),
    );
  }

  fit() {
    if (this.#shapes.getLayers().length)
      this.#map.fitBounds(this.#shapes.getBounds(), { padding: [24, 24] });
  }

  #take(layer) {
    if (layer.getLayers) layer.eachLayer((one) => this.#hear(one));
    else this.#hear(layer);
    this.#tell();
  }

  #hear(layer) {
    this.#shapes.addLayer(layer);
    layer.on("pm:edit", () => this.#tell());
  }

  #tell() {
    const pieces = this.#shapes.getLayers().flatMap((layer) => piecesOf(layer.toGeoJSON(7)));
    this.onChange(pieces.length ? { type: "MultiPolygon", coordinates: pieces } : null);
  }
}

function piecesOf({ geometry }) {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
}
