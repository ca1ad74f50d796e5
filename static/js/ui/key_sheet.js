/** `<key-sheet>`: every key, from the one table. It lies beside the work and closes by Esc. */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
import { perform } from "../desk/key_actions.js";
import { MAP_KEYS } from "../map/keys.js";
import { GROUPS, KEYS } from "./key_table.js";
import { View } from "./view.js";

class KeySheet extends View {
  #before = null;
  #open = false;

  template({ help }) {
    if (!help) return nothing;
    return html`<aside class="key-sheet" role="dialog" aria-labelledby="keys-title">
      <header class="panel-head"><h2 id="keys-title">${gettext("Keys")}</h2><span class="grow"></span>
        <button class="button quiet" @click=${() => this.desk.set({ help: false })}>${gettext("Close")} <kbd>Esc</kbd></button></header>
      <div class="key-groups">${sections(this.desk)}
        <p class="faint">${gettext("Calls that are not sent stay in this browser, for seven days at most; then they are dropped. Signing out asks whether to keep them.")}</p></div>
    </aside>`;
  }

  /** The focus goes into the sheet and afterwards back to where it was. */
  drawn() {
    const open = this.state.help;
    if (open === this.#open) return;
    this.#open = open;
    if (open) this.#before = document.activeElement;
    const target = open ? this.querySelector("button") : this.#before;
    target?.focus();
  }
}

function section(title, rows, words = ({ text }) => text) {
  return html`<section><h3>${title}</h3><dl>${rows.map(
    (row) =>
      html`<div><dt>${row.keys.map((key) => html`<kbd>${shown(key)}</kbd>`)}</dt><dd>${words(row)}</dd></div>`,
  )}</dl></section>`;
}

/** What has no button elsewhere that is always in sight is one here. */
function asButton(desk, row) {
  if (row.group !== "person") return row.text;
  return html`<button type="button" class="link" @click=${(event) => perform(desk, row, event)}>${row.text}</button>`;
}

function sections(desk) {
  const own = Object.entries(GROUPS).map(([group, title]) =>
    section(
      title,
      KEYS.filter((row) => row.group === group),
      (row) => asButton(desk, row),
    ),
  );
  const map = MAP_KEYS.map(({ keys, words }) => ({ keys: keys.slice(0, 1), text: words() }));
  return [...own, section(gettext("On the map"), map)];
}

const ARROWS = { Down: "↓", Up: "↑" };

function shown(key) {
  return ARROWS[key] ?? key.replace(/(?<=^|\+)[a-z]$/, (letter) => letter.toUpperCase());
}

customElements.define("key-sheet", KeySheet);
