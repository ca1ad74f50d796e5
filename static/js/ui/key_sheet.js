/** `<key-sheet>`: every key, from the one table. It lies beside the work and closes by Esc. */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
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
      <div class="key-groups">${sections()}</div>
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

function section(title, rows) {
  return html`<section><h3>${title}</h3><dl>${rows.map(
    ({ keys, text }) =>
      html`<div><dt>${keys.map((key) => html`<kbd>${shown(key)}</kbd>`)}</dt><dd>${text}</dd></div>`,
  )}</dl></section>`;
}

function sections() {
  const own = Object.entries(GROUPS).map(([group, title]) =>
    section(
      title,
      KEYS.filter((row) => row.group === group),
    ),
  );
  const map = MAP_KEYS.map(({ keys, words }) => ({ keys: keys.slice(0, 1), text: words() }));
  return [...own, section(gettext("On the map"), map)];
}

const ARROWS = { Down: "↓", Up: "↑" };

function shown(key) {
  return ARROWS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

customElements.define("key-sheet", KeySheet);
