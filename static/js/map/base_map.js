/** The base map as one Leaflet layer: vector tiles painted on canvas, relabelled without a reload. */

import { Retry, tileArchive } from "./archive.js";
import { flavorOf } from "./flavors.js";
import { labelRules } from "./labels.js";
import { painter } from "./leaflet.js";
import { paintRules } from "./paint.js";

// The painter forgets names of tiles beyond this number; a wide screen shows about thirty.
const LABELLED_TILES = 80;

/** `facts` is `base` of GET /api/map/. Options: theme, language, family (CSS), named (levels of districts). */
export class BaseMap {
  constructor(facts, options) {
    this.options = { ...options };
    this.retry = new Retry(() => this.layer.rerenderTiles());
    const archive = tileArchive(() => facts.url, { failed: (error) => this.retry.failed(error) });
    this.layer = painter.leafletLayer({
      sources: { "": { url: archive, maxDataZoom: facts.maxzoom } },
      attribution: "",
      className: "base-map",
      maxZoom: 18,
      paintRules: [],
      labelRules: [],
    });
    this.#restyle();
  }

  setTheme(theme) {
    this.#change({ theme });
  }

  setLanguage(language) {
    this.#change({ language });
  }

  remove() {
    this.retry.stop();
    this.layer.remove();
  }

  #change(options) {
    Object.assign(this.options, options);
    this.#restyle();
    this.layer.rerenderTiles();
  }

  #restyle() {
    const flavor = flavorOf(this.options.theme);
    const { layer } = this;
    layer.lang = this.options.language;
    layer.backgroundColor = flavor.land;
    layer.paintRules = paintRules(flavor);
    layer.labelRules = labelRules(flavor, this.options);
    layer.labelers = new painter.Labelers(
      layer.scratch,
      layer.labelRules,
      LABELLED_TILES,
      layer.onTilesInvalidated,
    );
  }
}
