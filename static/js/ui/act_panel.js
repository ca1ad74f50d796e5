/** `<act-panel>`: the few words an act needs, inside the incident and never over the work. */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
import { closePanel, submitPanel } from "../desk/acting.js";
import { actFields } from "./act_fields.js";
import { conflictView } from "./conflict_view.js";
import { View } from "./view.js";
import { ACT_SENDS } from "./words.js";

class ActPanel extends View {
  #focused = null;

  start() {
    this.desk.panes.panel = this;
  }

  template({ panel }) {
    if (!panel || panel.incident !== this.state.selected) return nothing;
    return html`<form class="act-panel" aria-label=${ACT_SENDS[panel.act]} novalidate
      @submit=${(event) => this.#submit(event)}>
      <h3>${ACT_SENDS[panel.act]}</h3>
      <div class="act-fields">${actFields(this.desk, panel)}</div>
      ${panel.problem ? html`<p class="wrong" role="alert">${panel.problem.message} ${fieldWords(panel.problem)}</p>` : nothing}
      ${panel.conflict ? conflictView(this.desk, panel) : this.#buttons(panel)}
    </form>`;
  }

  #buttons({ act, sending }) {
    return html`<div class="act-buttons">
      <button class="button main" ?disabled=${sending}>${sending ? gettext("Sending …") : ACT_SENDS[act]} <kbd>Ctrl+Enter</kbd></button>
      <button type="button" class="button quiet" @click=${() => closePanel(this.desk)}>${gettext("Cancel")} <kbd>Esc</kbd></button>
    </div>`;
  }

  #submit(event) {
    event.preventDefault();
    submitPanel(this.desk);
  }

  /** The hand that opened the panel is taken to its first field, once. */
  drawn() {
    const { panel } = this.state;
    const shown = panel?.incident === this.state.selected ? panel.id : null;
    if (shown && shown !== this.#focused) focusFirst(this);
    this.#focused = shown;
  }
}

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
