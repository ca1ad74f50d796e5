/** `<escalation-board>`: every running escalation, those that need a person above, then by when they are due. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { fill, gettext, ngettext, pgettext, shortOf } from "../core/i18n.js";
import {
  closeEscalations,
  openRun,
  scopesOf,
  setView,
  shownRuns,
} from "../desk/escalation_viewing.js";
import { isTrouble } from "../domain/escalations.js";
import { neighbour, steadyOrder } from "../domain/lists.js";
import { escalationRow } from "./escalation_rows.js";
import { InSight } from "./in_sight.js";
import { keycap } from "./key_table.js";
import { newRows } from "./new_rows.js";
import { View } from "./view.js";

const HAND_RESTS_MS = 2500;
const MOST_ROWS = 300;

class EscalationBoard extends View {
  ids = [];
  waiting = 0;
  #gone = new Set();
  #touched = 0;

  start() {
    this.desk.panes.escalations = this;
    this.sight = new InSight(
      (row) => Number(row.dataset.run),
      () => this.changed(),
    );
    this.addEventListener("pointermove", () => this.#touch());
    this.addEventListener("pointerleave", () => this.showNew());
  }

  end() {
    this.sight.end();
  }

  drawn() {
    this.sight.watch(this.querySelectorAll("[data-run]"));
  }

  template(state) {
    this.sight.begin();
    if (!state.escalationView.open) return nothing;
    const found = shownRuns(state);
    const runs = this.#steady(found.slice(0, MOST_ROWS));
    return html`<main class="panel escalations" aria-labelledby="escalations-title">
      ${this.#head(state, found)}
      ${runs.length ? this.#table(runs, state) : empty(state)}
    </main>`;
  }

  #head(state, found) {
    const stuck = found.filter(isTrouble).length;
    return html`<header class="panel-head"><h2 id="escalations-title">${gettext("If nobody acts")}</h2>
      <span class="count">${found.length}</span>
      ${stuck ? html`<span class="tag late">${fill(ngettext("%(n)s needs a person", "%(n)s need a person", stuck), { n: stuck })}</span>` : nothing}
      <div class="unit-tabs" role="tablist" aria-label=${gettext("Agencies")}>${scopesOf(state).map(
        (scope) => html`<button role="tab" class="unit-tab" tabindex="-1"
          aria-selected=${String(scope === state.escalationView.scope)}
          @click=${() => setView(this.desk, { scope })}>${scopeWord(scope, state)}</button>`,
      )}</div>
      <span class="grow"></span>${newRows(this)}
      <button class="button quiet small" @click=${() => closeEscalations(this.desk)}>
        ${gettext("Back to the desk")} <kbd>${keycap("escalations")}</kbd></button>
    </header>`;
  }

  #table(runs, state) {
    return html`<div class="rows"><table class="escalation-table">
      <thead><tr>
        <th scope="col"><span class="unseen">${gettext("Priority")}</span></th>
        <th scope="col">${gettext("No.")}</th>
        <th scope="col">${gettext("Incident")}</th>
        <th scope="col">${gettext("Next")}</th>
        <th scope="col">${gettext("Rule")}</th>
        <th scope="col">${gettext("Step")}</th>
        <th scope="col"><span class="unseen">${gettext("Acts")}</span></th>
      </tr></thead>
      <tbody>${repeat(
        runs,
        ({ id }) => id,
        (run) => this.#row(run, state),
      )}</tbody></table></div>`;
  }

  #row(run, { board, whom, run: chosen }) {
    const here = { chosen: run.id === chosen, gone: this.#gone.has(run.id) };
    const card = board.incidents.get(run.incident);
    return this.sight.row(run.id, [run, card, whom, here.chosen, here.gone], () =>
      escalationRow(this.desk, run, { ...here, press: () => this.#press(run) }),
    );
  }

  /** No row moves under the hand; what is over meanwhile stays, dimmed, with what was known of it. */
  #steady(runs) {
    const byId = new Map(runs.map((run) => [run.id, run]));
    const known = this.known ?? new Map();
    const isOther = this.view !== this.state.escalationView;
    this.view = this.state.escalationView;
    const shown = isOther ? [] : this.ids.filter((id) => byId.has(id) || known.has(id));
    const sorted = runs.map(({ id }) => id);
    const isHeld = Date.now() - this.#touched < HAND_RESTS_MS;
    const { ids, waiting, gone } = steadyOrder(shown, sorted, isHeld);
    [this.ids, this.waiting, this.#gone] = [ids, waiting.length, gone];
    this.known = new Map(ids.map((id) => [id, byId.get(id) ?? known.get(id)]));
    return [...this.known.values()];
  }

  #touch() {
    this.#touched = Date.now();
  }

  showNew() {
    this.#touched = 0;
    this.changed();
  }

  #press(run) {
    this.#touch();
    const again = this.state.run === run.id;
    this.desk.set({ pane: "escalations", run: run.id });
    if (again) openRun(this.desk);
  }

  move(step) {
    this.#touch();
    const id = neighbour(this.ids, this.state.run, step);
    if (id == null) return;
    this.desk.set({ run: id });
    this.draw();
    this.focusRow(id);
  }

  focusRow(id = this.state.run) {
    const row = this.querySelector(`[data-run="${id}"]`) ?? this.querySelector("[data-run]");
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
    return Boolean(row);
  }
}

function scopeWord(scope, { reference }) {
  if (scope === "all") return pgettext("escalations of every agency", "All");
  if (scope === "mine") return pgettext("escalations of my agency", "Mine");
  return shortOf(reference.agencyById.get(scope));
}

function empty({ board }) {
  if (!board.loaded) return html`<p class="empty" aria-busy="true">${gettext("Loading …")}</p>`;
  return html`<p class="empty"><strong>${gettext("No escalation is running")}</strong>
    ${gettext("What is scheduled because nobody acts yet appears here by itself.")}</p>`;
}

customElements.define("escalation-board", EscalationBoard);
