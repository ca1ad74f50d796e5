/** Cameras, hydrants, hospitals and the like: tens of thousands of points as tiles on canvas. */

import { Retry, tileArchive } from "./archive.js";
import { KINDS } from "./glyphs.js";
import { painter, withoutGhosts } from "./leaflet.js";
import { nameIn } from "./names.js";
import { PlaceSign } from "./place_sign.js";

const DEEPEST = 15; // tile zoom; atlas/tiles/places_sql.py
const REACH = 40; // pixels that a sign may reach from its point

/** Options: theme, family (a CSS font family), kinds (those this city has), shown (a Set of kinds). */
export class PlaceTiles {
  constructor({ theme, family, kinds, shown }) {
    this.family = family;
    this.kinds = kinds;
    this.shown = new Set(shown);
    this.retry = new Retry(() => this.layer.rerenderTiles());
    const archive = tileArchive(() => this.#url(), {
      wanted: () => this.shown.size > 0,
      failed: (error) => this.retry.failed(error),
    });
    this.layer = withoutGhosts(
      painter.leafletLayer({
        sources: { "": { url: archive, maxDataZoom: DEEPEST } },
        attribution: "",
        className: "place-tiles",
        maxZoom: 18,
        pane: "places",
        paintRules: [],
        labelRules: [],
      }),
    );
    this.cache = this.layer.views.get("").tileCache;
    this.cache.source = reaching(this.cache.source);
    this.setTheme(theme);
  }

  #url() {
    const kinds = this.kinds.filter((kind) => this.shown.has(kind));
    return `/tiles/places/{z}/{x}/{y}.mvt?kinds=${kinds}`;
  }

  setTheme(theme) {
    const system = theme === "system" && matchMedia("(prefers-color-scheme: light)").matches;
    const light = theme === "light" || system;
    this.layer.paintRules = this.kinds.map((kind, number) => ({
      dataLayer: kind,
      symbolizer: new PlaceSign(KINDS[kind], { light, number, family: this.family }),
    }));
    if (this.layer._map) this.layer.rerenderTiles();
  }

  show(kind, wanted) {
    if (wanted) this.shown.add(kind);
    else this.shown.delete(kind);
    this.cache.cache.clear(); // those tiles hold the kinds that were shown before
    this.layer.rerenderTiles();
  }

  /** The place under the pointer: {kind, name}, or null. */
  at({ lat, lng }, language) {
    const found = this.layer.queryTileFeaturesDebug(lng, lat, 10).get("") ?? [];
    const single = found.find(({ feature }) => !feature.props.count);
    if (!single) return null;
    return { kind: single.layerName, name: nameIn(language, single.feature.props) };
  }

  remove() {
    this.retry.stop();
    this.layer.remove();
  }
}

/** The painter leaves out what lies beyond a tile by its point; a sign reaches farther than that. */
function reaching(source) {
  return {
    async get(coordinates, tileSize) {
      const layers = await source.get(coordinates, tileSize);
      for (const features of layers.values()) for (const { bbox } of features) widen(bbox);
      return layers;
    },
  };
}

function widen(bbox) {
  bbox.minX -= REACH;
  bbox.minY -= REACH;
  bbox.maxX += REACH;
  bbox.maxY += REACH;
}
