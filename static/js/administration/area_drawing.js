/**
 * `<area-drawing data-field="id" data-shapes="id">`: draws what stands in a field as GeoJSON, and writes there
 * what is drawn. The field can be filled by hand, too, so nothing needs a pointer.
 */

import { language } from "../core/i18n.js";
import { featuresOf, openCityMap } from "./opening.js";

class AreaDrawing extends HTMLElement {
  async connectedCallback() {
    this.field = document.getElementById(this.dataset.field);
    const place = document.createElement("div");
    place.className = "map-place";
    this.append(place);
    const map = await openCityMap(place);
    if (!map) return;
    const { AreaLayer } = await import("../map/area_layer.js");
    const { Drawing } = await import("../map/drawing.js");
    new AreaLayer(map.map).show(featuresOf(this.dataset.shapes));
    this.drawing = new Drawing(map.map, {
      language: language(),
      still: this.field.matches(":disabled"),
      onChange: (shape) => this.#write(shape),
    });
    this.field.addEventListener("change", () => this.#follow());
    this.#follow();
    this.drawing.fit();
    this.dataset.ready = "yes";
  }

  #write(shape) {
    this.field.value = shape ? JSON.stringify(shape) : "";
  }

  /** What is no GeoJSON yet stays in the field; the server says what is wrong with it. */
  #follow() {
    try {
      this.drawing.show(this.field.value ? JSON.parse(this.field.value) : null);
      this.field.removeAttribute("aria-invalid");
    } catch {
      this.field.setAttribute("aria-invalid", "true");
    }
  }
}

customElements.define("area-drawing", AreaDrawing);
