/** `<act-panel>`: the few words an act needs, inside the work and never over it. `place` says which acts. */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
import { submitPanel } from "../desk/acting.js";
import { closePanel } from "../desk/panels.js";
import { actFields } from "./act_fields.js";
import { conflictView } from "./conflict_view.js";
import { UNIT_ACT } from "./unit_words.js";
import { View } from "./view.js";
import { ACT_SENDS } from "./words.js";

class ActPanel extends View {
  #focused = null;

  get place() {
    return this.getAttribute("place") ?? "incident";
  }

  start() {
    this.desk.panes[`panel-${this.place}`] = this;
  }

  template({ panel }) {
    if (!isHere(this, panel)) return nothing;
    const title = wordOf(panel);
    return html`<form class="act-panel" aria-label=${title} novalidate
      @submit=${(event) => this.#submit(event)} @keydown=${(event) => this.#key(event)}>
      <h3>${title}</h3>
      <div class="act-fields">${actFields(this.desk, panel)}</div>
      ${panel.problem ? html`<p class="wrong" role="alert">${panel.problem.message} ${fieldWords(panel.problem)}</p>` : nothing}
      ${panel.conflict ? conflictView(this.desk, panel) : this.#buttons(panel)}
    </form>`;
  }

  #buttons(panel) {
    return html`<div class="act-buttons">
      <button class="button main" ?disabled=${panel.sending}>${panel.sending ? gettext("Sending …") : wordOf(panel)} <kbd>Ctrl+Enter</kbd></button>
      <button type="button" class="button quiet" @click=${() => closePanel(this.desk)}>${gettext("Cancel")} <kbd>Esc</kbd></button>
    </div>`;
  }

  /** A chosen option is an answer: Enter sends it, as it does in a line of text. */
  #key(event) {
    if (event.key !== "Enter" || !event.target.matches("select")) return;
    if (!event.ctrlKey && !event.metaKey) this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    submitPanel(this.desk);
  }

  /** The hand that opened the panel is taken to its first field, once. */
  drawn() {
    const { panel } = this.state;
    const shown = isHere(this, panel) ? panel.id : null;
    if (shown && shown !== this.#focused) focusFirst(this);
    this.#focused = shown;
  }
}

/** Panels about an incident stand in it; those of the unit board and of maydays belong to no incident. */
function isHere({ place, state }, panel) {
  if (panel?.place !== place) return false;
  return place !== "incident" || panel.incident === state.selected;
}

const wordOf = ({ act }) => ACT_SENDS[act] ?? UNIT_ACT[act];

function focusFirst(element) {
  const first = element.querySelector("input:not([type=hidden]):not(:disabled), select, textarea");
  const checked = element.querySelector("input[type=radio]:checked");
  (checked ?? first)?.focus();
}

function fieldWords({ fields }) {
  if (!fields || Array.isArray(fields)) return "";
  return Object.values(fields).join(" ");
}

customElements.define("act-panel", ActPanel);
