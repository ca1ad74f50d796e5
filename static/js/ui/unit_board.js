/** `<unit-board>`: every unit that one may see, the available first. Only the rows in sight are drawn. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { gettext } from "../core/i18n.js";
import { setView } from "../desk/unit_keeping.js";
import { closeUnits, nextSort, openDuty, openUnit, toggleFree } from "../desk/unit_viewing.js";
import { neighbour, steadyOrder } from "../domain/lists.js";
import { isFree } from "../domain/unit_status.js";
import { servicesOf, unitsIn } from "../domain/units.js";
import "./act_panel.js";
import { keycap } from "./key_table.js";
import { newRows } from "./new_rows.js";
import { ROW_PIXELS, unitRow } from "./unit_rows.js";
import { SERVICE, SORT } from "./unit_words.js";
import { View } from "./view.js";

const HAND_RESTS_MS = 2500;
const BEYOND = 6;
const UNIT_DATA = "application/x-unit";

class UnitBoard extends View {
  ids = [];
  waiting = 0;
  #gone = new Set();
  #touched = 0;
  #sorted = { of: [], units: [] };

  start() {
    this.desk.panes.units = this;
    this.addEventListener("pointermove", () => this.#touch());
    this.addEventListener("pointerleave", () => this.showNew());
    this.sizes = new ResizeObserver(() => this.changed());
    this.sizes.observe(this);
  }

  end() {
    this.sizes.disconnect();
  }

  template(state) {
    const { unitView: view } = state;
    if (!view.open && state.tab !== "units") return nothing;
    const units = this.#steady(this.#found(state));
    return html`<section class="panel units" aria-labelledby="board-title">
      ${this.#head(state, view, units)} ${this.#tools(view)}
      <act-panel place="units"></act-panel>
      ${units.length ? this.#rows(units, state) : empty(state)}
    </section>`;
  }

  #head({ board, reference }, { service }, units) {
    const free = units.filter(isFree).length;
    return html`<header class="panel-head"><h2 id="board-title">${gettext("Units")}</h2>
      <span class="count" title=${gettext("free of all shown")}>${free}/${units.length}</span>
      <div class="unit-tabs" role="tablist" aria-label=${gettext("Services")}>${servicesOf(
        board,
        reference,
      ).map(
        (one) => html`<button
        role="tab" class="unit-tab" aria-selected=${String(one === service)} tabindex="-1" @click=${() => setView(this.desk, { service: one })}>${SERVICE[one] ?? one}</button>`,
      )}</div>
      <span class="grow"></span>${newRows(this)}
      <button class="button quiet small" aria-label=${gettext("Close")} @click=${() => closeUnits(this.desk)}><kbd>${keycap("units")}</kbd></button>
    </header>`;
  }

  #tools({ text, sort, free }) {
    return html`<div class="unit-tools">
      <input class="input unit-filter" type="search" maxlength="100" .value=${text} aria-label=${gettext("Filter units")}
        placeholder=${gettext("call sign, kind, station, status")} @input=${(event) => setView(this.desk, { text: event.target.value })} />
      <button class="button small" title=${gettext("Next order")} @click=${() => nextSort(this.desk)}><kbd>${keycap("sortUnits")}</kbd> ${SORT[sort]}</button>
      <button class="button small" aria-pressed=${String(free)} @click=${() => toggleFree(this.desk)}><kbd>${keycap("onlyFree")}</kbd> ${gettext("free")}</button>
      <button class="button small" @click=${() => openDuty(this.desk)}><kbd>${keycap("duty")}</kbd> ${gettext("duty")}</button>
    </div>`;
  }

  /** Filtering thousands takes time, and the clock ticks every second: it is done when something changed. */
  #found({ board, unitView, me, reference }) {
    const of = [board.units, board.assignments, unitView, reference];
    if (of.some((one, at) => one !== this.#sorted.of[at]))
      this.#sorted = { of, units: unitsIn(board, unitView, { agency: me.agency, reference }) };
    return this.#sorted.units;
  }

  get #held() {
    return Date.now() - this.#touched < HAND_RESTS_MS;
  }

  /** No row moves under the hand, unless the hand itself asked for another view. */
  #steady(units) {
    const { unitView, board } = this.state;
    const isOther = this.view !== unitView;
    this.view = unitView;
    const shown = isOther ? [] : this.ids.filter((id) => board.units.has(id));
    const sorted = units.map(({ id }) => id);
    const { ids, waiting, gone } = steadyOrder(shown, sorted, this.#held);
    [this.ids, this.waiting, this.#gone] = [ids, waiting.length, gone];
    return ids.map((id) => board.units.get(id));
  }

  #rows(units, state) {
    const [first, last] = this.#inSight(units.length);
    const shown = units.slice(first, last);
    const here = { press: (id) => this.#press(id), drag };
    return html`<div class="rows unit-rows" role="table" aria-rowcount=${units.length} aria-label=${gettext("Units")}
      @scroll=${() => this.changed()}>
      <svg class="unit-space" width="1" height=${first * ROW_PIXELS} aria-hidden="true"></svg>
      ${repeat(
        shown,
        ({ id }) => id,
        (unit) =>
          unitRow(unit, state, {
            ...here,
            chosen: unit.id === state.unit,
            gone: this.#gone.has(unit.id),
          }),
      )}
      <svg class="unit-space" width="1" height=${(units.length - last) * ROW_PIXELS} aria-hidden="true"></svg>
    </div>`;
  }

  #inSight(count) {
    const box = this.querySelector(".unit-rows");
    const [top, height] = box ? [box.scrollTop, box.clientHeight] : [0, 600];
    const first = Math.max(0, Math.floor(top / ROW_PIXELS) - BEYOND);
    const last = Math.ceil((top + (height || 600)) / ROW_PIXELS) + BEYOND;
    return [Math.min(first, Math.max(0, count - 1)), Math.min(count, last)];
  }

  #touch() {
    this.#touched = Date.now();
  }

  showNew() {
    this.#touched = 0;
    this.changed();
  }

  #press(id) {
    this.#touch();
    const again = this.state.unit === id;
    this.desk.set({ pane: "units", unit: id });
    if (again) openUnit(this.desk);
  }

  move(step) {
    this.#touch();
    const id = neighbour(this.ids, this.state.unit, step);
    if (id == null) return;
    this.desk.set({ unit: id });
    this.focusRow(id);
  }

  /** Bring a row into sight before it gets the focus: it may not be drawn yet. */
  focusRow(id = this.state.unit ?? this.ids[0]) {
    const at = this.ids.indexOf(id);
    const box = this.querySelector(".unit-rows");
    if (!box || at < 0) return false;
    const [top, height] = [at * ROW_PIXELS, box.clientHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_PIXELS > box.scrollTop + height) box.scrollTop = top + ROW_PIXELS - height;
    if (this.state.unit !== id) this.desk.set({ unit: id });
    this.draw();
    this.querySelector(`[data-id="${id}"]`)?.focus({ preventScroll: true });
    return true;
  }
}

function drag(event, id) {
  event.dataTransfer.setData(UNIT_DATA, String(id));
  event.dataTransfer.effectAllowed = "link";
}

function empty({ board, unitView: { text, free } }) {
  if (!board.loaded) return html`<p class="empty" aria-busy="true">${gettext("Loading …")}</p>`;
  const saying = text || free ? gettext("No unit matches the filter") : gettext("No units here");
  return html`<p class="empty"><strong>${saying}</strong></p>`;
}

customElements.define("unit-board", UnitBoard);
