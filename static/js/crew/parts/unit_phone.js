/** `<unit-phone>`: the whole page of a crew. It waits for what it needs, then puts its parts in place. */

import { html, nothing, render } from "lit-html";
import { gettext } from "../../core/i18n.js";
import { begin } from "../beginning.js";
import { openPhone } from "../opening.js";
import { atWork } from "../shown.js";
import { chooseUnit } from "./choose.js";
import { freeUnit } from "./free.js";
import { order, orderTabs } from "./order.js";
import { openedSheet } from "./sheets.js";
import { strips } from "./strips.js";
import { thumbZone } from "./thumb.js";
import { top } from "./top.js";
import "./scene_map.js";

const AGAIN_MS = 4000;

class UnitPhone extends HTMLElement {
  #end = null;
  #due = false;
  #sheet = null;
  #before = null;

  connectedCallback() {
    this.#open();
  }

  disconnectedCallback() {
    this.#end?.();
  }

  async #open() {
    render(opening(null), this);
    try {
      this.phone = await openPhone();
    } catch (problem) {
      if (problem.status === 401) return location.assign("/login/?next=/unit/");
      render(opening(problem), this);
      setTimeout(() => this.#open(), AGAIN_MS);
      return;
    }
    this.phone.subscribe(() => this.#drawSoon());
    this.#end = begin(this.phone);
    this.#draw();
  }

  #drawSoon() {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      if (this.isConnected) this.#draw();
    });
  }

  #draw() {
    render(page(this.phone), this);
    this.#attend(this.phone.state.sheet?.name ?? null);
  }

  /** An open sheet has the focus, and nothing behind it can be reached; afterwards it is as before. */
  #attend(name) {
    if (name === this.#sheet) return;
    if (!this.#sheet) this.#before = document.activeElement;
    this.#sheet = name;
    const sheet = this.querySelector(".sheet");
    for (const part of this.children)
      part.inert = Boolean(sheet) && !part.matches(".sheet, .sheet-back");
    if (sheet) (sheet.querySelector("[data-first]") ?? sheet).focus();
    else this.#before?.focus();
  }
}

function page(phone) {
  const picture = phone.shown;
  const work = atWork(picture);
  const chosen = work.find(({ id }) => id === phone.state.chosen) ?? work[0] ?? null;
  return html`${top(phone, picture)}
    ${strips(phone, picture)}
    ${picture.unit ? onUnit(phone, picture, work, chosen) : chooseUnit(phone)}
    ${openedSheet(phone, picture)}`;
}

function onUnit(phone, picture, work, chosen) {
  return html`<main class="unit-main">
      ${work.length > 1 ? orderTabs(phone, picture, work, chosen) : nothing}
      ${chosen ? order(phone, picture, chosen) : freeUnit(phone, picture)}
    </main>
    ${thumbZone(phone, picture, chosen)}`;
}

function opening(problem) {
  return html`<main class="unit-opening" aria-busy=${problem ? "false" : "true"}>
    <p class=${problem ? "wrong" : "faint"} role="status">
      ${problem ? problem.message : gettext("Opening …")}</p>
    ${problem ? html`<p class="faint">${gettext("Trying again every few seconds.")}</p>` : nothing}
  </main>`;
}

customElements.define("unit-phone", UnitPhone);
