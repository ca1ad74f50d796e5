/** `<plan-preview>`: pick a place and a type, and see who would go now and at another time. */

import { html, render } from "lit-html";
import { api, query } from "../core/api.js";
import { coordinates } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { nextWallTime } from "../domain/wall_time.js";
import { openMap, reference } from "./opening.js";
import { answerView } from "./preview_answer.js";

const AT_NIGHT = "03:00";

class PlanPreview extends HTMLElement {
  #asked = 0;
  #state = {
    reference: null,
    place: null,
    type: "FIRE.STRUCT",
    priority: "",
    level: "1",
    time: AT_NIGHT,
    answers: [],
    problem: "",
    asking: false,
  };

  async connectedCallback() {
    this.#draw();
    try {
      this.#set({ reference: await reference() });
    } catch (problem) {
      this.#set({ problem: problem.message });
      return;
    }
    const place = this.querySelector(".map-place");
    this.map = await openMap(place, { onPick: ([lon, lat]) => this.#pick({ lon, lat }) });
  }

  #set(change) {
    this.#state = { ...this.#state, ...change };
    this.#draw();
  }

  #pick(place) {
    this.map?.setPin([place.lon, place.lat]);
    this.#ask({ place });
  }

  /** Ask twice, for now and for the other time; an answer that was overtaken is dropped. */
  async #ask(change) {
    this.#set({ ...change, problem: "" });
    const { place, reference: known } = this.#state;
    if (!place || !known) return;
    const nth = ++this.#asked;
    this.#set({ asking: true });
    const later = nextWallTime(this.#state.time || AT_NIGHT, known.city.timezone, Date.now());
    try {
      const answers = await Promise.all([this.#answer(null), this.#answer(later)]);
      if (nth === this.#asked) this.#set({ answers, asking: false });
    } catch (problem) {
      const words = Object.values(problem.fields ?? {}).join(" ") || problem.message;
      if (nth === this.#asked) this.#set({ answers: [], asking: false, problem: words });
    }
  }

  #answer(moment) {
    const { place, type, priority, level } = this.#state;
    const at = moment === null ? "" : new Date(moment).toISOString();
    const asked = { ...place, type, priority, alarm_level: level, at };
    return api.get(query("/api/recommendation/", asked));
  }

  #draw() {
    render(this.#template(this.#state), this);
  }

  #template({ reference: known, answers, problem, asking, time, place }) {
    const titles = [gettext("Now"), fill(gettext("At %(time)s"), { time })];
    return html`<h2>${gettext("Who would go?")}</h2>
      ${known ? this.#form(known) : ""}
      <div class="map-place"></div>
      <p class="faint" role="status">${asking ? gettext("Looking …") : place ? coordinates(place) : gettext("Click where it is, or type the place.")}</p>
      ${problem ? html`<p class="message" role="alert">${problem}</p>` : ""}
      <div class="preview-answers" aria-busy=${String(asking)}>
        ${answers.map((answer, at) => answerView(answer, titles[at], known))}
      </div>`;
  }

  #form(known) {
    const { type, priority, level, time } = this.#state;
    const change = (name) => (event) => this.#ask({ [name]: event.target.value });
    return html`<form class="preview-form" @submit=${(event) => event.preventDefault()}>
      <div class="field wide"><label for="preview-type">${gettext("Incident type")}</label>
        <select class="input" id="preview-type" @change=${change("type")}>
          ${known.incident_types.map((one) => html`<option value=${one.code} ?selected=${one.code === type}>${one.code} ${nameOf(one)}</option>`)}
        </select></div>
      <div class="field"><label for="preview-priority">${gettext("Priority")}</label>
        <select class="input" id="preview-priority" @change=${change("priority")}>
          <option value="" ?selected=${priority === ""}>${gettext("as the type")}</option>
          ${known.priorities.map((one) => html`<option value=${one.level} ?selected=${String(one.level) === priority}>${one.code}</option>`)}
        </select></div>
      <div class="field"><label for="preview-level">${gettext("Alarm level")}</label>
        <select class="input" id="preview-level" @change=${change("level")}>
          ${["1", "2", "3", "4", "5"].map((one) => html`<option value=${one} ?selected=${one === level}>${one}</option>`)}
        </select></div>
      <div class="field"><label for="preview-time">${gettext("And at")}</label>
        <input class="input" type="time" id="preview-time" .value=${time} @change=${change("time")} /></div>
      <div class="field"><label for="preview-place">${gettext("Place")}</label>
        <input class="input" id="preview-place" placeholder="37.05000, 126.07000" spellcheck="false"
          .value=${coordinates(this.#state.place)} @change=${(event) => this.#typed(event.target.value)} /></div>
    </form>`;
  }

  #typed(text) {
    const [lat, lon] = text.split(/[\s,]+/).map(Number);
    if (!Number.isFinite(lat) || !Number.isFinite(lon))
      return this.#set({
        problem: gettext("Write latitude and longitude, such as 37.05, 126.07."),
      });
    this.map?.focus([lon, lat]);
    this.#pick({ lon, lat });
  }
}

customElements.define("plan-preview", PlanPreview);
