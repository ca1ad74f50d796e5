/** `<mayday-button>`: held for a second and a half, so that no pocket and no slip calls it. */

import { html, render } from "lit-html";
import { gettext } from "../../core/i18n.js";
import { shake } from "../ringing.js";
import { say } from "../saying.js";

const HOLD_MS = 1500;
const PRESSING = new Set([" ", "Enter"]);

class MaydayButton extends HTMLElement {
  #timer = null;

  connectedCallback() {
    render(this.#template(), this);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  #template() {
    return html`<button class="mayday-hold" aria-describedby="mayday-how"
      @pointerdown=${(event) => this.#press(event)} @pointerup=${() => this.#let()}
      @pointercancel=${() => this.#let()} @pointerleave=${() => this.#let()}
      @contextmenu=${(event) => event.preventDefault()}
      @keydown=${(event) => this.#key(event)} @keyup=${() => this.#let()} @blur=${() => this.#let()}>
      <strong>${gettext("MAYDAY")}</strong><span id="mayday-how">${gettext("hold")}</span></button>`;
  }

  #press(event) {
    if (event.button) return;
    this.#hold();
  }

  /** A key that is held repeats; only its first press begins. */
  #key(event) {
    if (!PRESSING.has(event.key)) return;
    event.preventDefault();
    if (!event.repeat) this.#hold();
  }

  #hold() {
    clearTimeout(this.#timer);
    this.toggleAttribute("holding", true);
    shake(50);
    this.#timer = setTimeout(() => this.#call(), HOLD_MS);
  }

  #let() {
    clearTimeout(this.#timer);
    this.toggleAttribute("holding", false);
  }

  #call() {
    this.#let();
    const { fix } = this.phone.state.place;
    shake([400, 100, 400, 100, 400]);
    say(this.phone, "mayday", fix ? { lon: fix.lon, lat: fix.lat } : {});
  }
}

customElements.define("mayday-button", MaydayButton);
