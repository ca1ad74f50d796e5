/** `<hand-over>`: a small dialog in which the next person signs in. The desk goes on behind it. */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
import { closeHandOver, proveCode, proveKey, provePassword } from "../desk/handing_over.js";
import { View } from "./view.js";

class HandOver extends View {
  #shown = "";
  #before = null;

  template({ handing, me }) {
    if (!handing) return nothing;
    return html`<aside class="hand-over" role="dialog" aria-labelledby="hand-over-title"
      @keydown=${(event) => this.#key(event)}>
      <header class="panel-head"><h2 id="hand-over-title">${gettext("Who sits down?")}</h2><span class="grow"></span>
        <button type="button" class="button quiet" @click=${() => closeHandOver(this.desk)}>${gettext("Cancel")} <kbd>Esc</kbd></button></header>
      <form @submit=${(event) => this.#send(event)}>
        <p class="faint">${gettext("The screen and what is open stay. Whoever leaves is signed out:")} ${me.name}</p>
        ${handing.problem ? html`<p class="wrong" role="alert">${handing.problem}</p>` : nothing}
        ${handing.asked ? factor(this.desk, handing) : password(handing)}
      </form>
    </aside>`;
  }

  #key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    closeHandOver(this.desk);
  }

  #send(event) {
    event.preventDefault();
    const words = new FormData(event.target);
    if (this.state.handing.busy) return;
    if (words.has("code")) proveCode(this.desk, words.get("code"));
    else if (words.has("password"))
      provePassword(this.desk, words.get("username"), words.get("password"));
  }

  /** The focus goes to the field that is asked for, and afterwards back to where it was. */
  drawn() {
    const { handing } = this.state;
    const shows = handing ? (handing.asked ? "factor" : "password") : "";
    if (shows === this.#shown) return;
    if (!this.#shown) this.#before = document.activeElement;
    this.#shown = shows;
    const target = shows ? this.querySelector("input, .key") : this.#before;
    target?.focus();
  }
}

function password({ busy }) {
  return html`<div class="field"><label for="next-name">${gettext("User name")}</label>
      <input class="input" id="next-name" name="username" autocomplete="username" autocapitalize="none"
        spellcheck="false" maxlength="150" required /></div>
    <div class="field"><label for="next-password">${gettext("Password")}</label>
      <input class="input" id="next-password" name="password" type="password" autocomplete="current-password"
        maxlength="1000" required /></div>
    <button class="button main" ?disabled=${busy}>${gettext("Sit down")}</button>`;
}

function factor(desk, { asked, busy }) {
  return html`${
    asked.key
      ? html`<button type="button" class="button main key" ?disabled=${busy} @click=${() => proveKey(desk)}>
          ${gettext("Use the security key")}</button>`
      : nothing
  }
  ${
    asked.code
      ? html`<div class="field"><label for="next-code">${gettext("Code of your app, or a recovery code")}</label>
          <input class="input" id="next-code" name="code" autocomplete="one-time-code" autocapitalize="none"
            spellcheck="false" maxlength="40" required /></div>
        <button class="button ${asked.key ? "" : "main"}" ?disabled=${busy}>${gettext("Sit down")}</button>`
      : nothing
  }`;
}

customElements.define("hand-over", HandOver);
