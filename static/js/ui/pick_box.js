/**
 * `<pick-box>`: a field that offers choices while one types (ARIA combobox with a listbox).
 *
 * Properties: `label`, `text`, `find(text) → items | Promise`, `item(item) → template`, `chosen(item)`,
 * `typed(text)`, `idle` (a hint when nothing is found), `invalid`, `name`.
 */

import { html, nothing, render } from "lit-html";
import { gettext } from "../core/i18n.js";

const AFTER_MS = 120;
let count = 0;

class PickBox extends HTMLElement {
  #items = [];
  #at = 0;
  #open = false;
  #state = "idle";
  #isStale = false;
  #timer = 0;
  #asked = 0;
  #id = `pick-${++count}`;
  #settings = {};

  /** Everything at once, as lit-html sets it: `.settings=${{ label, text, find, … }}`. */
  set settings(settings) {
    this.#settings = settings;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.#close();
    });
    this.#draw();
  }

  focusField() {
    const input = this.querySelector("input");
    input?.focus();
    input?.select();
  }

  #draw() {
    const { label, text = "", hint = "", invalid = false, name = "" } = this.#settings;
    const open = this.#open && (this.#items.length > 0 || this.#state !== "idle");
    render(
      html`<label for=${this.#id}>${label}</label>
        <input class="input" id=${this.#id} name=${name} role="combobox" autocomplete="off" spellcheck="false"
          aria-expanded=${String(open)} aria-controls="${this.#id}-list" aria-autocomplete="list"
          aria-activedescendant=${open && this.#items.length ? `${this.#id}-${this.#at}` : nothing}
          aria-invalid=${String(invalid)} placeholder=${hint} .value=${text}
          @input=${this.#onInput} @keydown=${this.#onKey} @focus=${() => this.#settings.eager && this.#lookUp("")} />
        ${open ? this.#list() : nothing}`,
      this,
    );
  }

  #list() {
    return html`<ul class="pick-list" role="listbox" id="${this.#id}-list" aria-label=${this.#settings.label}
      aria-busy=${String(this.#isStale)}>
      ${this.#items.map((item, at) => this.#option(item, at))}
      ${this.#items.length ? nothing : html`<li class="pick-none" role="presentation">${this.#saying()}</li>`}
    </ul>`;
  }

  #saying() {
    if (this.#state === "asking") return gettext("Looking …");
    if (this.#state === "failed") return gettext("The list cannot be fetched now.");
    return this.#settings.nothing ?? gettext("Nothing found");
  }

  #option(item, at) {
    return html`<li role="option" id="${this.#id}-${at}" aria-selected=${String(at === this.#at)}
      @pointerdown=${(event) => this.#pick(event, at)}>${this.#settings.item(item)}</li>`;
  }

  #onInput = (event) => {
    const text = event.target.value;
    this.#settings.typed?.(text);
    clearTimeout(this.#timer);
    if (this.#settings.local) return this.#show(this.#settings.find(text), text);
    // What is listed answers to older words: it stays to be read, but Enter does not take it.
    this.#isStale = true;
    this.#timer = setTimeout(() => this.#ask(text), AFTER_MS);
    this.#draw();
  };

  #lookUp(text) {
    if (this.#settings.local) this.#show(this.#settings.find(text), text);
    else this.#ask(text);
  }

  #show(items, text) {
    this.#open = true;
    this.#isStale = false;
    this.#items = items;
    this.#at = 0;
    this.#state = items.length || !text ? "idle" : "none";
    this.#draw();
  }

  async #ask(text) {
    const mine = ++this.#asked;
    this.#open = true;
    this.#state = "asking";
    try {
      const items = await this.#settings.find(text);
      if (mine === this.#asked) this.#show(items, text);
    } catch (problem) {
      if (problem.status == null) throw problem;
      if (mine === this.#asked) this.#fail();
    }
  }

  #fail() {
    this.#items = [];
    this.#isStale = false;
    this.#state = "failed";
    this.#draw();
  }

  #onKey = (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const handlers = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      Enter: () => this.#enter(event),
      Escape: () => this.#escape(),
    };
    if (handlers[event.key]?.()) event.preventDefault();
  };

  #step(by) {
    if (!this.#open) this.#lookUp(this.#settings.text ?? "");
    const last = this.#items.length - 1;
    this.#at = Math.min(last, Math.max(0, this.#at + by));
    this.#draw();
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
    return true;
  }

  /** Enter takes the marked choice; with no list open it belongs to the form. Nothing unseen is taken. */
  #enter() {
    if (this.#isStale) return true;
    if (!this.#open || !this.#items.length) return false;
    this.#take(this.#at);
    return true;
  }

  #escape() {
    if (!this.#open) return false;
    this.#close();
    return true;
  }

  #pick(event, at) {
    event.preventDefault();
    this.#take(at);
  }

  #take(at) {
    const item = this.#items[at];
    this.#close();
    this.#settings.chosen(item);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#isStale = false;
    this.#open = false;
    this.#items = [];
    this.#state = "idle";
    this.#draw();
  }
}

customElements.define("pick-box", PickBox);
