/** `<pop-ups>`: what is asked of whoever sits here, above the work; it takes neither the focus nor the keys. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, secondsSince, timeOfDay } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { answerPopUp, openPopUp } from "../desk/paging.js";
import { isRead } from "../domain/messages.js";
import { inOrder } from "../domain/pop_ups.js";
import { keycap } from "./key_table.js";
import { popUpRule, popUpWords } from "./pop_up_words.js";
import { exerciseTag, icon } from "./symbols.js";
import { View } from "./view.js";

/** More would push the work off the desk; the rest is counted. */
const MOST = 3;

class PopUps extends View {
  template(state) {
    const all = inOrder(state.popUps);
    if (!all.length) return nothing;
    return html`<ul class="pop-ups" aria-label=${gettext("Asked of you")}>${repeat(
      all.slice(0, MOST),
      ({ id }) => id,
      (message, nth) => this.#line(message, nth === 0),
    )}${all.length > MOST ? html`<li class="pop-up more">${fill(gettext("+%(n)s more"), { n: all.length - MOST })}</li>` : nothing}</ul>`;
  }

  #line(message, isFirst) {
    const seen = isRead(message);
    const rule = popUpRule(message, this.state);
    const cap = (name) => (isFirst ? html`<kbd>${keycap(name)}</kbd>` : nothing);
    return html`<li class="pop-up ${message.urgent ? "urgent" : ""} ${seen ? "seen" : ""}" data-message=${message.id}>
      ${icon("bell")} <strong>${message.asks ? gettext("You are asked") : gettext("For you")}</strong>
      ${exerciseTag(message)}
      <span class="pop-up-words">${popUpWords(message, this.state)}</span>
      ${rule ? html`<span class="pop-up-rule">${rule}</span>` : nothing}
      ${this.#age(message)}
      <span class="grow"></span>
      ${message.incident == null ? nothing : html`<button class="button quiet" @click=${() => openPopUp(this.desk, message)}>${cap("openPopUp")}${gettext("Open")}</button>`}
      <button class="button main" @click=${() => answerPopUp(this.desk, message)}>
        ${cap("answerPopUp")}${message.asks ? gettext("I am on it") : gettext("Read")}</button></li>`;
  }

  #age({ at }) {
    const { now, reference } = this.state;
    return html`<time class="pop-up-age" datetime=${at} title=${timeOfDay(at, reference.city.timezone)}>
      ${duration(secondsSince(at, now))}</time>`;
  }
}

customElements.define("pop-ups", PopUps);
