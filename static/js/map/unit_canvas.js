/** One canvas over the map that follows it while it moves and zooms; what stands on it is painted anew when asked. */

import { L } from "./leaflet.js";

/** `paint(context, { toPixel, size, zoom })` draws everything; points of the map become pixels by `toPixel`. */
export function unitCanvas(map, { pane, paint }) {
  return new Canvas({ pane, padding: 0.2, paint }).addTo(map);
}

const Canvas = L
  ? L.Renderer.extend({
      _initContainer() {
        this._container = document.createElement("canvas");
        this._container.setAttribute("aria-hidden", "true");
        this._context = this._container.getContext("2d");
      },

      _destroyContainer() {
        this._container.remove();
      },

      _update() {
        if (this._map._animatingZoom && this._bounds) return;
        L.Renderer.prototype._update.call(this);
        const { min } = this._bounds;
        const size = this._bounds.getSize();
        const scale = globalThis.devicePixelRatio || 1;
        L.DomUtil.setPosition(this._container, min);
        Object.assign(this._container, { width: size.x * scale, height: size.y * scale });
        this._container.style.width = `${size.x}px`;
        this._container.style.height = `${size.y}px`;
        this.repaint();
      },

      repaint() {
        if (!this._map || !this._bounds || this._map._animatingZoom) return;
        const { min, max } = this._bounds;
        const scale = globalThis.devicePixelRatio || 1;
        this._context.setTransform(scale, 0, 0, scale, -min.x * scale, -min.y * scale);
        this._context.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
        this.options.paint(this._context, {
          toPixel: (place) => this._map.latLngToLayerPoint([place.lat, place.lon]),
          isSeen: ({ x, y }) => x >= min.x && x <= max.x && y >= min.y && y <= max.y,
          zoom: this._map.getZoom(),
          key: `${this._map.getZoom()} ${this._map.getPixelOrigin()}`,
          scale,
        });
      },
    })
  : null;
