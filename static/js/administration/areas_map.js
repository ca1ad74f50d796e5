/** `<areas-map data-shapes="id">`: the areas of a service, with ground that is left out or shared. */

import { featuresOf, openCityMap } from "./opening.js";

class AreasMap extends HTMLElement {
  async connectedCallback() {
    const place = document.createElement("div");
    place.className = "map-place";
    this.append(place);
    const map = await openCityMap(place);
    if (!map) return;
    const { AreaLayer } = await import("../map/area_layer.js");
    const features = featuresOf(this.dataset.shapes);
    new AreaLayer(map.map).show(features);
    for (const button of document.querySelectorAll(".admin-report button[data-lon]"))
      button.addEventListener("click", () => this.#look(map, button));
    this.dataset.ready = "yes";
  }

  #look(map, { dataset }) {
    map.focus([Number(dataset.lon), Number(dataset.lat)]);
    this.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("areas-map", AreasMap);
