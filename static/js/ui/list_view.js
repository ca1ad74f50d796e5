/**
 * The base of both lists. Rows never move under the hand: while the pointer or the keyboard is at work here,
 * the drawn order stands and new rows wait to be shown (`.`), counted in the list's head.
 */

import { select } from "../desk/selecting.js";
import { neighbour, steadyOrder } from "../domain/lists.js";
import { InSight } from "./in_sight.js";
import { View } from "./view.js";

const HAND_RESTS_MS = 2500;

export class ListView extends View {
  ids = [];
  #touched = 0;
  #shown = null;

  start() {
    this.desk.panes[this.pane] = this;
    this.sight = new InSight(
      (row) => Number(row.dataset.id),
      () => this.changed(),
    );
    this.addEventListener("pointermove", () => this.touch());
    this.addEventListener("pointerleave", () => this.showNew());
  }

  end() {
    this.sight.end();
  }

  /** A row of `card`, drawn if it is in sight or if anything but the time has changed. */
  seen(card, draw) {
    const { board, whom, selected, fresh, me } = this.state;
    const { assignments, escalations, units, alarms, emergencies } = board;
    const about = [card, card.id === selected, fresh.has(card.id), this.gone.has(card.id), me];
    const rows = [assignments, escalations, units, alarms, emergencies];
    return this.sight.row(card.id, [...about, ...rows, whom], draw);
  }

  /** The hand is here when the pointer moved or a key was pressed lately, not merely when it lies here. */
  get #held() {
    return Date.now() - this.#touched < HAND_RESTS_MS;
  }

  /** Behind the view of all escalations nobody sees the rows. */
  draw() {
    if (!this.state.escalationView.open || !this.ids.length) super.draw();
  }

  /** A choice made elsewhere comes into view here, unless the hand is at work in this list. */
  drawn() {
    this.sight.watch(this.querySelectorAll("[data-id]"));
    const { selected } = this.state;
    if (selected === this.#shown) return;
    this.#shown = selected;
    if (!this.#held)
      this.querySelector(`[data-id="${selected}"]`)?.scrollIntoView({ block: "nearest" });
  }

  touch() {
    this.#touched = Date.now();
  }

  /** The cards to draw, in an order that does not move under the hand. */
  steady(cards) {
    const shown = this.ids.filter((id) => this.desk.card(id));
    const sorted = cards.map((card) => card.id);
    const { ids, waiting, gone } = steadyOrder(shown, sorted, this.#held);
    this.ids = ids;
    this.waiting = waiting.length;
    this.gone = gone;
    return ids.map((id) => this.desk.card(id));
  }

  showNew() {
    this.#touched = 0;
    this.changed();
  }

  move(step) {
    this.touch();
    const id = neighbour(this.ids, this.state.selected, step);
    if (id == null) return;
    select(this.desk, id);
    this.draw();
    this.focusRow(id);
  }

  focusRow(id = this.state.selected) {
    const row = this.querySelector(`[data-id="${id}"]`) ?? this.querySelector("[data-id]");
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
    return Boolean(row);
  }

  /** Chosen by hand: on a phone this leads to the incident itself. */
  choose(id) {
    this.touch();
    this.desk.set({ pane: this.pane });
    select(this.desk, id, { tab: "incidents" });
  }
}
