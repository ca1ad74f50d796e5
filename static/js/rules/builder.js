/** `<rule-builder>`: a rule is written as a sentence and steps, tried out, kept and published. */

import { html, nothing, render } from "lit-html";
import { api, isStale } from "../core/api.js";
import { gettext } from "../core/i18n.js";
import { movedStep, newDefinition } from "../domain/rule_edit.js";
import { labelled } from "../domain/rule_words.js";
import { agencyLine, footer, heading, names } from "./frame.js";
import { moving } from "./moving.js";
import { publishDialog } from "./publishing.js";
import { sentence } from "./sentence.js";
import { steps } from "./steps.js";
import { Trying } from "./trying.js";

const RULES = "/api/escalation-rules/";

class RuleBuilder extends HTMLElement {
  connectedCallback() {
    this.page = JSON.parse(document.getElementById("rule-data").textContent);
    this.known = labelled(this.page);
    this.state = {
      view: "draft",
      fields: {},
      problem: "",
      said: "",
      busy: false,
      asking: false,
      drawing: false,
    };
    this.#take(this.page.rule);
    this.trying = new Trying(this.page, () => this.#draw());
    this.replaceChildren();
    this.#draw();
    this.trying.follow(this.#shown());
    addEventListener("beforeunload", (event) => this.state.dirty && event.preventDefault());
  }

  /** The rule as the server has it. */
  #take(rule) {
    const said = rule?.draft ?? rule?.published?.definition;
    Object.assign(this.state, {
      rule,
      definition: said ?? newDefinition(),
      names: { name_ko: rule?.name_ko ?? "", name_en: rule?.name_en ?? "" },
      dirty: !rule,
      fields: {},
      problem: "",
    });
  }

  #set(change) {
    Object.assign(this.state, change);
    this.#draw();
  }

  #draw() {
    render(this.#template(this.state), this);
  }

  #shown() {
    const { view, rule, definition } = this.state;
    return view === "published" && rule?.published ? rule.published.definition : definition;
  }

  #template(state) {
    const { page, known } = this;
    const disabled = !page.may_write || state.view === "published";
    const shared = { known, page, fields: state.fields, disabled, definition: this.#shown() };
    return html`<div class="rule-columns">
      <form class="rule-writing" @submit=${(event) => event.preventDefault()} novalidate>
        ${heading(state, page, (view) => this.#look(view))}
        ${names(state, disabled, (change) => this.#set({ names: { ...state.names, ...change }, dirty: true }))}
        <section aria-labelledby="rule-says">
          <h2 id="rule-says">${gettext("What it says")}</h2>
          ${agencyLine(page, known)}
          ${sentence({ ...shared, drawing: state.drawing, on: (next) => this.#edit(next), onDraw: (drawing) => this.#set({ drawing }) })}
          ${steps({ ...shared, on: (next, focus) => this.#edit(next, focus), onMove: (at, by) => this.#move(at, by) })}
        </section>
        ${footer(state, page, {
          keep: () => this.#keep(),
          publish: () => this.#ask(),
          retire: () => this.#act("retire"),
          restore: () => this.#act("restore"),
          copy: () => this.#copy(),
        })}
      </form>
      ${page.may_write ? this.#aside(state.rule) : nothing}
    </div>
    ${state.asking ? publishDialog({ ...state, overlaps: this.trying.state.overlaps }, page, known, { publish: () => this.#publish(), close: () => this.#set({ asking: false }) }) : nothing}`;
  }

  /** What it would do is for those who may change it. */
  #aside(rule) {
    return html`<aside class="rule-trying" aria-label=${gettext("What it would do")}>
      ${this.trying.template(rule)}
      ${rule?.published ? moving(this, rule, () => this.#draw()) : nothing}
    </aside>`;
  }

  #look(view) {
    this.#set({ view });
    this.trying.follow(this.#shown());
  }

  #edit(definition, focus = "") {
    this.#set({ definition, dirty: true, said: "" });
    this.trying.follow(definition);
    if (focus) this.querySelector(focus)?.focus();
  }

  #move(at, by) {
    const moved = movedStep(this.state.definition, at, by);
    if (moved === this.state.definition) return;
    this.#edit(moved);
    const step = this.querySelector(`[data-step="${at + by}"]`);
    const button = step.querySelector(`[data-move="${by}"]`);
    (button.disabled ? step.querySelector("button:not(:disabled)") : button).focus();
  }

  /** The draft is kept; true if the server took it. */
  async #keep() {
    const { rule, names: said, definition } = this.state;
    const body = rule
      ? { ...said, definition, version: rule.version }
      : { ...said, definition, agency: this.page.owner };
    const kept = await this.#send(
      rule ? "patch" : "post",
      rule ? `${RULES}${rule.id}/` : RULES,
      body,
    );
    if (!kept) return false;
    this.#taken(kept, gettext("The draft is kept. What is published counts until you publish it."));
    if (!rule) history.replaceState(null, "", `/escalation/rules/${kept.id}/`);
    return true;
  }

  async #ask() {
    if (this.state.dirty && !(await this.#keep())) return;
    this.#set({ asking: true });
    this.querySelector("dialog").showModal();
  }

  async #publish() {
    const { rule } = this.state;
    const published = await this.#send("post", `${RULES}${rule.id}/publish/`, {
      version: rule.version,
    });
    this.#set({ asking: false });
    if (published)
      this.#taken(published, gettext("Published. It counts for whatever begins from now on."));
  }

  async #act(what) {
    const { rule } = this.state;
    const url = `${RULES}${rule.id}/`;
    const changed =
      what === "retire"
        ? await this.#send("delete", url)
        : await this.#send("post", `${url}restore/`, {});
    const said =
      what === "retire" ? gettext("The rule is retired.") : gettext("The rule is in use again.");
    if (changed) this.#taken(changed, said);
  }

  async #copy() {
    const agency = this.page.is_city_admin ? this.page.owner : this.page.viewer_agency;
    const copied = await this.#send("post", `${RULES}${this.state.rule.id}/copy/`, { agency });
    if (copied) location.assign(`/escalation/rules/${copied.id}/`);
  }

  #taken(rule, said) {
    this.#take(rule);
    this.#set({ dirty: false, said, view: "draft" });
    this.querySelector(".rule-said")?.focus();
  }

  /** The answer, or null and what is wrong beside its field. */
  async #send(method, url, body) {
    if (this.state.busy) return null;
    this.#set({ busy: true, fields: {}, problem: "", said: "" });
    try {
      return await api[method](url, body);
    } catch (problem) {
      this.#refused(problem);
      return null;
    } finally {
      this.#set({ busy: false });
    }
  }

  #refused(problem) {
    const stale = gettext(
      "Somebody changed this rule meanwhile. Load the page again to see it; what you wrote stays here until then.",
    );
    const fields = problem.fields ?? {};
    const general = Object.keys(fields).length
      ? gettext("Something can't stay as it is; see below.")
      : problem.message;
    this.#set({ fields, problem: isStale(problem) ? stale : general });
    this.querySelector(".wrong, .message")?.scrollIntoView({ block: "center" });
  }
}

customElements.define("rule-builder", RuleBuilder);
