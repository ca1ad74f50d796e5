/** Cameras, hydrants, hospitals and the like: tens of thousands of points as tiles on canvas. */

import { Retry, tileArchive } from "./archive.js";
import { KINDS } from "./glyphs.js";
import { painter } from "./leaflet.js";
import { nameIn } from "./names.js";

const DEEPEST = 14;

/** Options: theme, family (a CSS font family), kinds (those this city has), shown (a Set of kinds). */
export class PlaceTiles {
  constructor({ theme, family, kinds, shown }) {
    this.family = family;
    this.kinds = kinds;
    this.shown = new Set(shown);
    this.retry = new Retry(() => this.layer.rerenderTiles());
    this.layer = painter.leafletLayer({
      sources: Object.fromEntries(kinds.map((kind) => [kind, { url: this.#archive(kind), maxDataZoom: DEEPEST }])),
      attribution: "",
      className: "place-tiles",
      maxZoom: 18,
      pane: "places",
      paintRules: [],
      labelRules: [],
    });
    this.setTheme(theme);
  }

  #archive(kind) {
    return tileArchive(`/tiles/places/{z}/{x}/{y}.mvt?kinds=${kind}`, {
      wanted: () => this.shown.has(kind),
      failed: (error) => this.retry.failed(error),
    });
  }

  setTheme(theme) {
    const light = theme === "light" || (theme === "system" && matchMedia("(prefers-color-scheme: light)").matches);
    this.layer.paintRules = this.kinds.map((kind) => ({
      dataSource: kind,
      dataLayer: kind,
      symbolizer: new PlaceSign(KINDS[kind], { light, family: this.family }),
    }));
    if (this.layer._map) this.layer.rerenderTiles();
  }

  show(kind, wanted) {
    if (wanted) this.shown.add(kind);
    else this.shown.delete(kind);
    // The painter keeps what it was told, so a kind that was off is kept as empty tiles.
    this.layer.views.get(kind).tileCache.cache.clear();
    this.layer.rerenderTiles();
  }

  /** The place under the pointer: {kind, name}, or null. */
  at({ lat, lng }, language) {
    for (const [kind, found] of this.layer.queryTileFeaturesDebug(lng, lat, 10)) {
      const props = found[0]?.feature.props;
      if (props && !props.count) return { kind, name: nameIn(language, props) };
    }
    return null;
  }

  remove() {
    this.retry.stop();
    this.layer.remove();
  }
}

/** A small plate with the kind's drawing, or for a group a disc with how many they are. */
class PlaceSign {
  constructor({ path, dark, light: onLight }, { light, family }) {
    this.path = new Path2D(path);
    this.color = light ? onLight : dark;
    this.ground = light ? "#ffffff" : "#161c23";
    this.family = family;
  }

  draw(context, geom, zoom, feature) {
    const { x, y } = geom[0][0];
    context.save();
    context.globalAlpha = 1;
    context.translate(x, y);
    if (feature.props.count) this.#group(context, feature.props.count);
    else this.#single(context, zoom);
    context.restore();
  }

  #group(context, count) {
    const text = count > 999 ? `${(count / 1000).toFixed(1)}k` : String(count);
    const radius = 8 + 2.2 * text.length;
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: this.ground, strokeStyle: this.color, lineWidth: 1.5 });
    context.fill();
    context.stroke();
    Object.assign(context, { fillStyle: this.color, font: `600 10.5px ${this.family}` });
    Object.assign(context, { textAlign: "center", textBaseline: "middle" });
    context.fillText(text, 0, 0.5);
  }

  #single(context, zoom) {
    const half = zoom >= 16 ? 9 : 7;
    context.beginPath();
    context.roundRect(-half, -half, 2 * half, 2 * half, 3);
    Object.assign(context, { fillStyle: this.ground, strokeStyle: this.color, lineWidth: 1 });
    context.fill();
    context.stroke();
    context.scale(half / 9, half / 9);
    context.translate(-8, -8);
    context.fillStyle = this.color;
    context.fill(this.path);
  }
}
