/** Beside the sentence: whom the rule would reach, what it would have done, whom it pages twice. */

import { html, nothing } from "lit-html";
import { api } from "../core/api.js";
import { gettext } from "../core/i18n.js";
import { labelled } from "../domain/rule_words.js";
import { reference } from "../plans/opening.js";
import { overlapsView } from "./overlaps.js";
import { previewForm, previewView } from "./preview.js";
import { whatIfForm, whatIfView } from "./what_if.js";

const RULES = "/api/escalation-rules/";
const A_PAUSE = 500; // milliseconds without a key

export class Trying {
  #later = 0;
  #asked = 0;

  constructor(page, changed) {
    this.page = page;
    this.known = labelled(page);
    this.changed = changed;
    this.state = {
      preview: null,
      whatIf: null,
      overlaps: null,
      problem: "",
      busy: false,
      asked: { type: "FIRE.STRUCT", priority: "", exercise: false, at: "", lon: null, lat: null },
      past: { days: 7, traffic: "both" },
    };
    if (page.may_write) this.#begin();
  }

  async #begin() {
    try {
      const known = await reference();
      const [lon, lat] = known.city?.centre ?? [0, 0];
      Object.assign(this.state, { known, asked: { ...this.state.asked, lon, lat } });
      this.follow(this.definition);
    } catch (problem) {
      this.state.problem = problem.message;
    }
    this.changed();
  }

  /** The definition changed: ask again once the keys rest. */
  follow(definition) {
    this.definition = definition;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#ask(), A_PAUSE);
  }

  #about(change) {
    Object.assign(this.state.asked, change);
    this.changed();
    this.follow(this.definition);
  }

  #map(mapping) {
    if (mapping === Boolean(this.state.asked.mapping)) return;
    this.state.asked.mapping = mapping;
    this.changed();
  }

  #over(change) {
    Object.assign(this.state.past, change);
    this.changed();
    this.follow(this.definition);
  }

  async #ask() {
    if (!this.state.known || !this.definition) return;
    const nth = ++this.#asked;
    this.state.busy = true;
    this.changed();
    const asked = this.definition;
    const shared = { definition: asked, agency: this.page.owner };
    const told = await Promise.allSettled([
      api.post(`${RULES}preview/`, { ...shared, ...this.#situation() }, { key: "" }),
      api.post(`${RULES}what-if/`, { ...shared, ...this.state.past }, { key: "" }),
      api.post(`${RULES}overlaps/`, { ...shared, rule: this.rule ?? null }, { key: "" }),
    ]);
    if (nth !== this.#asked) return;
    const [preview, whatIf, overlaps] = told.map((each) => each.value ?? null);
    const failed = told.find((each) => each.status === "rejected");
    const problem = failed ? words(failed.reason) : "";
    this.asked = asked;
    Object.assign(this.state, { preview, whatIf, overlaps, problem, busy: false });
    this.changed();
  }

  #situation() {
    const { type, priority, exercise, at, lon, lat } = this.state.asked;
    const said = { type, exercise, lon, lat };
    if (priority !== "") said.priority = Number(priority);
    if (at) said.at = new Date(at).toISOString();
    return said;
  }

  template(rule) {
    this.rule = rule?.id;
    const { known, preview, whatIf, overlaps, problem, busy, asked, past } = this.state;
    const { page } = this;
    return html`<div aria-busy=${String(busy)}>
      ${problem ? html`<p class="message" role="alert">${problem}</p>` : nothing}
      <section aria-labelledby="preview-title">
        <h2 id="preview-title">${gettext("Whom it would reach")}</h2>
        ${
          known
            ? previewForm(
                asked,
                known,
                (change) => this.#about(change),
                (mapping) => this.#map(mapping),
              )
            : nothing
        }
        ${preview ? previewView(preview, this.known, this.asked) : nothing}
      </section>
      <section aria-labelledby="overlaps-title">
        <h2 id="overlaps-title">${gettext("Who would be told twice within a minute")}</h2>
        ${overlaps ? overlapsView(overlaps, page) : nothing}
      </section>
      <section aria-labelledby="what-if-title">
        <h2 id="what-if-title">${gettext("What it would have done")}</h2>
        ${whatIfForm(past, page, (change) => this.#over(change))}
        ${whatIf ? whatIfView(whatIf, page) : nothing}
      </section>
    </div>`;
  }
}

function words(problem) {
  return Object.values(problem.fields ?? {}).join(" ") || problem.message;
}
