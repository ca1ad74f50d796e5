/** `<safety-desk>`: the whole desk. It waits for the reference, then puts its parts in place. */

import { html, nothing, render } from "lit-html";
import { api } from "../core/api.js";
import { gettext } from "../core/i18n.js";
import { begin } from "../desk/beginning.js";
import { Desk, personalStorage } from "../desk/desk.js";
import { followAddress, isAtEscalations, openEscalations } from "../desk/escalation_viewing.js";
import { indexed } from "../domain/reference.js";
import "./act_panel.js";
import "./call_form.js";
import "./command_line.js";
import "./desk_foot.js";
import "./desk_header.js";
import "./desk_map.js";
import "./desk_tabs.js";
import "./dispatch_panel.js";
import "./escalation_board.js";
import "./hand_over.js";
import "./incident_detail.js";
import "./incident_list.js";
import "./key_sheet.js";
import "./mayday_banner.js";
import "./pending_queue.js";
import "./pop_ups.js";
import { engineBanner } from "./engine_badge.js";
import { leavingLine } from "./leaving_line.js";
import { offlineBanner } from "./offline_banner.js";
import "./unit_board.js";

const AGAIN_AFTER_MS = 3000;

const PARTS = html`
  <desk-header></desk-header>
  <div class="banners"><mayday-banner></mayday-banner><pop-ups></pop-ups><div class="banner-place"></div></div>
  <main class="desk-grid">
    <div class="column-left">
      <call-form></call-form>
      <pending-queue></pending-queue>
    </div>
    <div class="column-middle">
      <incident-list></incident-list>
      <incident-detail></incident-detail>
    </div>
    <div class="column-right">
      <desk-map></desk-map>
      <unit-board></unit-board>
    </div>
  </main>
  <escalation-board></escalation-board>
  <command-line></command-line>
  <desk-foot></desk-foot>
  <desk-tabs></desk-tabs>
  <key-sheet></key-sheet>
  <hand-over></hand-over>
`;

class SafetyDesk extends HTMLElement {
  #end = null;

  connectedCallback() {
    this.#load();
  }

  disconnectedCallback() {
    this.#end?.();
  }

  async #load() {
    this.#show(opening(null));
    try {
      const reference = indexed(await api.get("/api/reference/"));
      this.#open(reference);
    } catch (problem) {
      if (problem.status === 401) return location.assign("/login/");
      this.#show(opening(problem));
      setTimeout(() => this.#load(), AGAIN_AFTER_MS);
    }
  }

  #open(reference) {
    const storage = personalStorage(reference.me);
    this.desk = new Desk({ reference, api, storage, reload: () => location.reload() });
    this.#show(PARTS);
    this.#end = begin(this.desk, this);
    if (isAtEscalations()) openEscalations(this.desk);
    this.desk.subscribe(() => this.#reflect());
    this.#reflect();
  }

  /** Layout follows these attributes; see css/desk.css. */
  #reflect() {
    const { tab, call, selected, live, engine, now, unitView, escalationView } = this.desk.state;
    this.dataset.tab = tab;
    this.toggleAttribute("data-calling", Boolean(call));
    this.toggleAttribute("data-chosen", selected != null);
    this.toggleAttribute("data-board", unitView.open);
    this.toggleAttribute("data-escalations", escalationView.open);
    followAddress(this.desk.state);
    render(
      html`${offlineBanner(live)}${engineBanner(engine, now)}${leavingLine(this.desk)}`,
      this.querySelector(".banner-place"),
    );
  }

  #show(content) {
    render(content, this);
  }
}

function opening(problem) {
  return html`<main class="desk-opening" aria-busy=${problem ? "false" : "true"}>
    <p class=${problem ? "wrong" : "faint"} role="status">
      ${problem ? problem.message : gettext("Opening the desk …")}
    </p>
    ${problem ? html`<p class="faint">${gettext("Trying again every few seconds.")}</p>` : nothing}
  </main>`;
}

customElements.define("safety-desk", SafetyDesk);
