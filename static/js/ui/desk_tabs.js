/** `<desk-tabs>`: on a phone the desk is one column; these choose which part one sees. */

import { html } from "lit-html";
import { gettext } from "../core/i18n.js";
import { closeEscalations } from "../desk/escalation_viewing.js";
import { pendingOf } from "../domain/lists.js";
import { startCall } from "./call_form.js";
import { View } from "./view.js";

class DeskTabs extends View {
  template({ tab, board, me, now }) {
    const waiting = pendingOf(board, me.agency, now).length;
    return html`<nav class="tabs" aria-label=${gettext("Parts of the desk")}>
      ${this.#tab("queue", gettext("Queue"), tab, waiting)}
      ${this.#tab("incidents", gettext("Incidents"), tab)}
      ${this.#tab("units", gettext("Units"), tab)}
      ${this.#tab("map", gettext("Map"), tab)}
      ${this.#tab("new", gettext("New"), tab)}
    </nav>`;
  }

  #tab(name, text, now, count = 0) {
    return html`<button class="tab" aria-current=${name === now ? "page" : "false"} @click=${() => this.#go(name)}>
      ${text}${count ? html` <span class="count">${count}</span>` : ""}</button>`;
  }

  #go(name) {
    if (name === "new") return startCall(this.desk);
    if (this.state.escalationView.open) closeEscalations(this.desk);
    this.desk.set({ tab: name, selected: name === "incidents" ? null : this.state.selected });
  }
}

customElements.define("desk-tabs", DeskTabs);
