/** `<area-map data-field="id">`: a map that writes corners into a text field, and draws what stands there. */

import { html, render } from "lit-html";
import { gettext } from "../core/i18n.js";
import { readCorners, withCorner, withoutLast } from "../domain/corners.js";
import { openMap } from "./opening.js";

class AreaMap extends HTMLElement {
  #area = null;

  connectedCallback() {
    this.field = document.getElementById(this.dataset.field);
    this.field.addEventListener("input", () => this.#follow());
    render(this.#template(), this);
    this.#open();
  }

  #template() {
    const disabled = this.field.matches(":disabled");
    return html`<div class="map-place"></div>
      <button type="button" class="button" ?disabled=${disabled} @click=${() => this.#write(withoutLast(this.field.value))}>
        ${gettext("Take back a corner")}
      </button>`;
  }

  async #open() {
    const place = this.querySelector(".map-place");
    const map = await openMap(place, { onPick: (point) => this.#add(point) });
    if (!map) return;
    const { AreaSign } = await import("../map/area.js");
    this.#area = new AreaSign(map.map);
    const pieces = this.#follow();
    if (pieces.length) map.fit(pieces.flat());
  }

  #add(point) {
    if (!this.field.matches(":disabled")) this.#write(withCorner(this.field.value, point));
  }

  #write(text) {
    this.field.value = text;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.#follow();
  }

  #follow() {
    const pieces = readCorners(this.field.value);
    this.#area?.show(pieces);
    return pieces;
  }
}

customElements.define("area-map", AreaMap);
