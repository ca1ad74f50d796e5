/** `<dispatch-panel>`: who should go. Enter sends; digits and Space choose; letters look for another unit. */

import { html, nothing } from "lit-html";
import { timeOfDay } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { submitPanel } from "../desk/acting.js";
import {
  addUnit,
  changeLevel,
  submitDispatch,
  toggleAgency,
  toggleUnit,
} from "../desk/dispatching.js";
import { changePanel, closePanel } from "../desk/panels.js";
import { groupsOf } from "../domain/recommended.js";
import { trackOf } from "../domain/tracks.js";
import { findUnits } from "../domain/units.js";
import { addedRow, idOf, requirementHead, shortfall, unitRow } from "./dispatch_rows.js";
import "./pick_box.js";
import { unitStatus } from "./unit_marks.js";
import { kindName } from "./unit_words.js";
import { View } from "./view.js";

class DispatchPanel extends View {
  #focused = null;
  #cursor = 1;
  #rows = [];

  start() {
    this.desk.panes["panel-dispatch"] = this;
  }

  get #panel() {
    const { panel, selected } = this.state;
    return panel?.act === "dispatch" && panel.incident === selected ? panel : null;
  }

  template() {
    const panel = this.#panel;
    if (!panel) return nothing;
    const groups = this.#groups(panel);
    this.#rows = groups.flatMap(({ rows }) => rows);
    return html`<form class="act-panel dispatch" aria-label=${gettext("Send units")} novalidate
      @submit=${(event) => this.#submit(event)} @keydown=${(event) => this.#key(event)}>
      ${this.#head(panel)} ${this.#list(panel, groups)} ${this.#foot(panel)}
    </form>`;
  }

  /** What is recommended, and below it what was added by call sign. */
  #groups({ answer, values }) {
    const { board, reference } = this.state;
    const kindOf = (agency) => reference.agencyById.get(agency)?.kind;
    const groups = answer ? groupsOf(answer, kindOf) : [];
    const known = new Set((answer?.units ?? []).map(({ unit }) => unit));
    const added = values.added.filter((id) => !known.has(id)).map((id) => board.units.get(id));
    const first = known.size + 1;
    const rows = added.filter(Boolean).map((unit, at) => addedRow(unit, first + at));
    return rows.length ? [...groups, { requirement: null, rows }] : groups;
  }

  #head({ answer, values, trouble }) {
    const { plan } = answer ?? {};
    const words = [plan?.name, plan?.advice].filter(Boolean).join(" · ");
    const saying = answer ? words || gettext("no plan for this") : gettext("Looking …");
    return html`<header class="send-head"><h3>${gettext("Send units")}</h3>
      <span class="faint" role="status">${trouble ? html`<span class="wrong">${trouble}</span>` : saying}</span>
      ${answer ? html`<span class="faint">${answer.travel === "road" ? gettext("times by road, estimated") : gettext("times by distance, estimated")}</span>` : nothing}
      <span class="grow"></span>
      ${answer?.levels?.length > 1 ? this.#level(values.level) : nothing}</header>`;
  }

  #level(level) {
    const step = (by) => () => changeLevel(this.desk, by);
    return html`<span class="send-level">${fill(gettext("alarm %(n)s"), { n: level })}
      <button type="button" class="button small" @click=${step(-1)} title="-" aria-label=${gettext("alarm before")}>−</button>
      <button type="button" class="button small" @click=${step(1)} title="+" aria-label=${gettext("next alarm")}>+</button></span>`;
  }

  #list(panel, groups) {
    const here = {
      state: this.state,
      card: this.desk.card(panel.incident),
      values: panel.values,
      cursor: this.#cursor,
      press: (row) => this.#toggle(row),
    };
    const at = this.#rows.find(({ nth }) => nth === this.#cursor);
    return html`<div class="send-list" role="listbox" tabindex="0" aria-multiselectable="true"
      aria-label=${gettext("Units to send")} aria-activedescendant=${at ? idOf(at) : nothing}
      aria-busy=${String(!panel.answer && !panel.trouble)}>
      ${groups.map(
        (
          group,
        ) => html`<section class="send-group" role="group">${requirementHead(group, this.state)}
        <div><ul>${group.rows.map((row) => unitRow(row, here))}</ul>${shortfall(group.requirement)}</div></section>`,
      )}
    </div>`;
  }

  #foot(panel) {
    const { problem, engaged } = panel;
    return html`${problem ? html`<p class="wrong" role="alert">${problem.message}</p>` : nothing}
      ${engaged ? this.#engaged(panel) : this.#buttons(panel)}`;
  }

  #buttons({ values, sending, answer }) {
    const words = { n: values.chosen.length, level: values.level };
    const raises = answer && values.level > answer.raised;
    const text = fill(
      raises ? gettext("Send %(n)s, raise to alarm %(level)s") : gettext("Send %(n)s"),
      words,
    );
    return html`<div class="act-buttons"><pick-box class="field grows" .settings=${this.#adding(values)}></pick-box>
      <button class="button main" ?disabled=${sending}>${sending ? gettext("Sending …") : text} <kbd>Enter</kbd></button>
      <button type="button" class="button quiet" @click=${() => closePanel(this.desk)}>${gettext("Cancel")} <kbd>Esc</kbd></button></div>`;
  }

  #adding({ typing }) {
    const { board, me, reference } = this.state;
    const card = this.desk.selectedCard;
    return {
      label: gettext("Another unit"),
      hint: gettext("call sign, kind, station"),
      local: true,
      text: typing,
      typed: (words) => changePanel(this.desk, { typing: words }),
      find: (words) =>
        words ? findUnits(board, words, { reference, agency: me.agency, card }) : [],
      item: (unit) => html`<span class="pick-main">${unit.call_sign}</span>
        <span class="pick-more">${kindName(unit.kind, reference)}</span>
        <span class="pick-kind">${unitStatus(unit.status, reference)}</span>`,
      chosen: (unit) => this.#added(unit),
    };
  }

  #added(unit) {
    addUnit(this.desk, unit);
    this.draw();
    this.querySelector(".send-list").focus();
  }

  /** Somebody else has them: who, where and since when, before anything is done about it. */
  #engaged({ engaged: { units, chosen } }) {
    const zone = this.state.reference.city.timezone;
    const busy = units.map(({ unit }) => unit);
    const rest = chosen.filter((id) => !busy.includes(id));
    return html`<div class="send-busy" role="alert">
      <ul>${units.map((one) => html`<li>${engagedLine(one, zone)}</li>`)}</ul>
      <div class="act-buttons">
        ${rest.length ? html`<button type="button" class="button main" @click=${() => submitDispatch(this.desk, { without: busy })}>${gettext("Send only the others")}</button>` : nothing}
        <button type="button" class="button" @click=${() => submitDispatch(this.desk, { also: true })}>${gettext("Send all the same")}</button>
        <button type="button" class="button quiet" @click=${() => closePanel(this.desk)}>${gettext("Cancel")} <kbd>Esc</kbd></button>
      </div></div>`;
  }

  #submit(event) {
    event.preventDefault();
    submitPanel(this.desk);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest(".send-list"))
      return;
    const row = this.#rows.find(({ nth }) => nth === this.#cursor);
    const keys = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      " ": () => row && this.#toggle(row),
      Enter: () => submitPanel(this.desk),
      "+": () => changeLevel(this.desk, 1),
      "=": () => changeLevel(this.desk, 1),
      "-": () => changeLevel(this.desk, -1),
    };
    const digit = this.#rows.find(({ nth }) => String(nth) === event.key);
    const act = digit ? () => this.#toggle(digit) : keys[event.key];
    if (act) event.preventDefault();
    if (act) return void act();
    // A word begins: it belongs to the field.
    if (event.key.length === 1 || event.key === "Process")
      this.querySelector("pick-box").focusField();
  }

  #move(step) {
    this.#cursor = Math.min(this.#rows.length, Math.max(1, this.#cursor + step));
    this.draw();
    this.querySelector("[data-cursor]")?.scrollIntoView({ block: "nearest" });
  }

  /** Mine is sent or not; another agency is asked or not, unless it was asked already. */
  #toggle(row) {
    this.#cursor = row.nth;
    if (row.mine) toggleUnit(this.desk, row.unit);
    else if (!trackOf(this.desk.card(this.#panel.incident), row.agency))
      toggleAgency(this.desk, row.agency);
    this.draw();
  }

  drawn() {
    const panel = this.#panel;
    const shown = panel ? `${panel.id} ${Boolean(panel.engaged)}` : null;
    if (shown && shown !== this.#focused) this.#focus(panel);
    this.#focused = shown;
  }

  #focus({ engaged }) {
    if (!engaged) this.#cursor = 1;
    this.querySelector(engaged ? ".send-busy button" : ".send-list").focus();
  }
}

function engagedLine({ call_sign: unit, number, assigned_by: by, assigned_at: at }, zone) {
  const words = { unit, number, by, time: at ? timeOfDay(at, zone) : "" };
  return number
    ? fill(gettext("%(unit)s is on %(number)s, sent by %(by)s at %(time)s."), words)
    : fill(gettext("%(unit)s is on another incident, sent by %(by)s at %(time)s."), words);
}

customElements.define("dispatch-panel", DispatchPanel);
