/** `<desk-map>`: the map beside the work, with the same choice. Without it the desk goes on. */

import { html, nothing, render } from "lit-html";
import { gettext, language } from "../core/i18n.js";
import { shownTheme } from "../core/theme.js";
import { chooseUnit } from "../desk/mapping.js";
import { picked } from "../desk/picking.js";
import { select } from "../desk/selecting.js";
import { assignmentsOf } from "../domain/assignments.js";
import { openCards } from "../domain/board.js";
import { hasPin } from "../domain/draft.js";
import { View } from "./view.js";

class DeskMap extends View {
  #map = null;
  #drawn = {};
  #failed = false;
  #opening = false;

  start() {
    this.desk.panes.map = this;
    // On a phone the map is hidden at first; it opens when it has a size to be drawn in.
    this.sizes = new ResizeObserver(() => this.#openOnce());
    this.sizes.observe(this);
  }

  end() {
    this.sizes.disconnect();
    this.#map?.destroy();
    this.#map = null;
  }

  #openOnce() {
    if (this.#opening || !this.offsetWidth || !this.offsetHeight) return;
    this.#opening = true;
    this.#open();
  }

  async #open() {
    try {
      const { createMap } = await import("../map/map.js");
      this.#map = createMap(this.querySelector(".map-place"), {
        reference: this.state.reference,
        language: language(),
        theme: shownTheme(),
        onSelect: (id) => select(this.desk, id),
        onUnit: (id) => chooseUnit(this.desk, id),
        onPick: (point) => picked(this.desk, point),
      });
    } catch (error) {
      this.#failed = true;
      console.error("The map did not open", error);
    }
    this.changed();
  }

  draw() {
    render(this.template(this.state), this);
    if (this.#map) this.#follow(this.state);
  }

  template({ picking }) {
    return html`<section class="map-frame ${picking ? "picking" : ""}" aria-label=${gettext("Map")}>
      <div class="map-place"></div>
      ${picking ? html`<p class="map-hint" role="status">${gettext("Click where it is. Esc leaves.")}</p>` : nothing}
      ${this.#failed ? html`<p class="empty">${gettext("The map cannot be shown. Everything else works.")}</p>` : nothing}
    </section>`;
  }

  /** Tell the map only what changed since it was last told. */
  #follow({ board, reference, selected, call, picking, panel, positions, unit, now }) {
    const draft = call?.draft;
    const wanted = {
      board,
      reference,
      selected,
      positions,
      unit,
      now,
      picking: Boolean(picking),
      pin: pinOf(panel, draft),
      theme: shownTheme(),
    };
    const was = this.#drawn;
    if (was.reference !== reference) this.#map.setReference(reference);
    if (was.board !== board) this.#map.show(openCards(board));
    if (was.selected !== selected)
      this.#map.select(selected, this.desk.selectedCard?.place ?? null);
    if (was.board !== board || was.selected !== selected) this.#meanUnits(board, selected);
    if (was.board !== board || was.positions !== positions || was.now !== now)
      this.#map.showUnits(board.units.values(), positions, now);
    if (was.unit !== unit) this.#map.chooseUnit(unit);
    if (String(was.pin) !== String(wanted.pin)) this.#movePin(wanted.pin);
    if (was.theme !== wanted.theme) this.#map.setTheme?.(wanted.theme);
    if (was.picking !== wanted.picking) this.#map.setPicking?.(wanted.picking);
    this.#drawn = wanted;
  }

  /** The units of the chosen incident stand out, each with a line to it. */
  #meanUnits(board, selected) {
    const card = selected == null ? null : board.incidents.get(selected);
    const sent = card ? assignmentsOf(board, selected) : [];
    this.#map.meanUnits(
      sent.map(({ unit }) => unit),
      card?.place ?? null,
    );
  }

  #movePin(pin) {
    this.#map.setPin(pin);
    if (pin) this.#map.focus(pin);
  }

  focusOn({ lon, lat }) {
    this.#map?.focus([lon, lat]);
  }
}

function pinOf(panel, draft) {
  if (panel?.act === "place") return [panel.values.lon, panel.values.lat];
  return draft && !draft.filed && hasPin(draft) ? [draft.lon, draft.lat] : null;
}

customElements.define("desk-map", DeskMap);
