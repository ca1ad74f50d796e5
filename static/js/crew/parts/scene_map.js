/** `<scene-map>`: the way to the scene. The map comes when it is asked for; without it the page goes on. */

import { html, render } from "lit-html";
import { gettext, language } from "../../core/i18n.js";
import { shownTheme } from "../../core/theme.js";
import { positionsOf, unitsOf } from "../scene_units.js";
import { sceneOf } from "../shown.js";

class SceneMap extends HTMLElement {
  #map = null;
  #failed = false;

  set picture(picture) {
    this.now = picture;
    this.#follow();
  }

  connectedCallback() {
    this.#draw();
    this.#open();
    this.stop = this.phone.subscribe(() => this.#follow());
  }

  disconnectedCallback() {
    this.stop();
    this.#map?.destroy();
    this.#map = null;
  }

  #draw() {
    render(
      html`<div class="map-place"></div>
        ${this.#failed ? html`<p class="empty">${gettext("The map cannot be shown. Everything else works.")}</p>` : ""}`,
      this,
    );
  }

  async #open() {
    const { reference } = this.phone.state;
    try {
      const { createMap } = await import("../../map/map.js");
      if (!this.isConnected) return;
      this.#map = createMap(this.querySelector(".map-place"), {
        reference,
        language: language(),
        theme: shownTheme(),
        onSelect: () => {},
      });
      this.#follow();
      this.#frame();
    } catch (error) {
      this.#failed = true;
      console.error("The map did not open", error);
      this.#draw();
    }
  }

  get #scene() {
    const assignment = this.now.assignments.find(({ id }) => id === this.assignment);
    return assignment ? sceneOf(this.now, assignment) : null;
  }

  #follow() {
    const scene = this.#scene;
    if (!this.#map || !scene) return;
    this.#map.show([scene.card]);
    this.#map.select(scene.card.id);
    this.#map.showUnits(
      unitsOf(this.now),
      positionsOf(this.phone.state, this.now),
      this.phone.state.now,
    );
  }

  /** Scene and oneself in one view. */
  #frame() {
    const { fix } = this.phone.state.place;
    const { place } = this.#scene?.card ?? {};
    if (!place) return;
    if (fix)
      this.#map.fit([
        [place.lon, place.lat],
        [fix.lon, fix.lat],
      ]);
    else this.#map.focus([place.lon, place.lat]);
  }
}

customElements.define("scene-map", SceneMap);
