/** `<desk-foot>`: what just happened, and the keys that matter here. Screen readers hear it from here. */

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { gettext } from "../core/i18n.js";
import { select } from "../desk/selecting.js";
import { KEYS } from "./key_table.js";
import { View } from "./view.js";

const HINTS = [
  "newCall",
  "command",
  "find",
  "next",
  "open",
  "queue",
  "incidents",
  "map",
  "mute",
  "help",
];

class DeskFoot extends View {
  template({ notices, said }) {
    return html`<footer class="foot">
      <ul class="notices">${repeat(
        notices,
        ({ id }) => id,
        (notice) => this.#notice(notice),
      )}</ul>
      <p class="hints" aria-hidden="true">${HINTS.map(hint)}</p>
      <p class="unseen" role="status" aria-live="polite">${said}</p>
    </footer>`;
  }

  #notice({ text, tone, incident }) {
    if (incident == null) return html`<li class="notice ${tone}">${text}</li>`;
    return html`<li class="notice ${tone}"><button class="link" title=${gettext("Open the incident")}
      @click=${() => select(this.desk, incident, { tab: "incidents" })}>${text}</button></li>`;
  }
}

function hint(name) {
  const row = KEYS.find((each) => each.do === name);
  const keys =
    name === "next"
      ? ["J", "K"]
      : [row.keys[0].length === 1 ? row.keys[0].toUpperCase() : row.keys[0]];
  return html`<span>${keys.map((key) => html`<kbd>${key}</kbd>`)} ${row.text}</span>`;
}

customElements.define("desk-foot", DeskFoot);
