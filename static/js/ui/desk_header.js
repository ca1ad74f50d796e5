/** `<desk-header>`: who one is, what time it is in the city, and whether the picture is live. */

import { html, nothing } from "lit-html";
import { dayOf, duration, timeOfDay } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { openCommandLine } from "../desk/commanding.js";
import { toggleEscalations } from "../desk/escalation_viewing.js";
import { toggleMute } from "../desk/preferring.js";
import { countsOf } from "../domain/escalations.js";
import { engineBadge } from "./engine_badge.js";
import { keycap } from "./key_table.js";
import { icon } from "./symbols.js";
import { View } from "./view.js";
import { LIVE } from "./words.js";

class DeskHeader extends View {
  #menu = false;

  start() {
    // The server rendered the agency switch, language and theme; they work without this module too.
    this.tools = document.getElementById("header-tools");
  }

  /** On a phone the person, language and theme stand behind this. */
  #toggleMenu() {
    this.#menu = !this.#menu;
    this.draw();
  }

  template({ board, reference, live, engine, now, muted, soundReady }) {
    const zone = reference.city.timezone;
    return html`<header class="top ${this.#menu ? "with-menu" : ""}">
      <a class="brand" href="/" title=${gettext("Safety Net")}>
        <img src=${document.getElementById("mark").href} alt="" width="20" height="20" />
        <span class="brand-name">${gettext("Safety Net")}</span>
      </a>
      <span class="city">${nameOf(reference.city)}</span>
      <time class="city-time" title=${zone}>
        <span class="day">${dayOf(now, zone)}</span> <strong>${timeOfDay(now, zone)}</strong>
      </time>
      ${liveBadge(live)} ${engineBadge(engine, now)}
      <span class="grow"></span>
      ${escalationsButton(this.desk, board)} ${soundButton(this.desk, muted, soundReady)}
      <button class="button quiet command-open" @click=${() => openCommandLine(this.desk)}
        title=${gettext("Command line (/)")}><kbd>/</kbd><span class="wide">${gettext("Command line")}</span></button>
      <button class="button quiet help" @click=${() => this.desk.set({ help: true })}
        title=${gettext("Keys (?)")}><kbd>?</kbd><span class="wide">${gettext("Keys")}</span></button>
      <button class="button quiet menu" aria-expanded=${String(this.#menu)} aria-label=${gettext("More")}
        @click=${() => this.#toggleMenu()}>⋯</button>
      <span class="tools">${this.tools}</span>
    </header>`;
  }
}

function liveBadge({ state, seconds }) {
  const late = state === "delayed" || state === "offline";
  const text = late
    ? fill(gettext("%(state)s %(time)s"), { state: LIVE[state], time: duration(seconds) })
    : LIVE[state];
  return html`<span class="live ${state}" role="status" aria-live="off">
    <span class="dot" aria-hidden="true"></span>${text}
  </span>`;
}

/** The way to all escalations; those that need a person are counted on it. */
function escalationsButton(desk, board) {
  const { trouble } = countsOf(board);
  const title = fill(gettext("All escalations (%(key)s)"), { key: keycap("escalations") });
  return html`<button class="button quiet escalations-open" title=${title}
    aria-pressed=${String(desk.state.escalationView.open)} @click=${() => toggleEscalations(desk)}>
    <kbd>${keycap("escalations")}</kbd><span class="wide">${gettext("Escalations")}</span>
    ${trouble ? html`<span class="tag late">${trouble}</span>` : nothing}</button>`;
}

function soundButton(desk, muted, ready) {
  const waiting = !muted && !ready;
  const text = muted
    ? gettext("Sound off")
    : waiting
      ? gettext("Sound after a click")
      : gettext("Sound on");
  return html`<button class="button quiet sound ${muted || waiting ? "off" : ""}" aria-pressed=${String(!muted)}
    title="${text} (U)" @click=${() => toggleMute(desk)}>
    ${icon(muted || waiting ? "muted" : "sound")}<span class="wide">${text}</span>
  </button>`;
}

customElements.define("desk-header", DeskHeader);
