/** What stands around the sentence: which version one sees, names, and what can be done. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../core/i18n.js";
import { wrong } from "./fields.js";

export function heading({ rule, view, said, problem, dirty }, page, onLook) {
  return html`<div class="rule-standing">
      ${rule?.published ? switcher(rule, view, onLook) : html`<span class="state">${gettext("Not published yet: nothing happens by it.")}</span>`}
      ${rule && !rule.active ? html`<span class="state retired">${gettext("Retired: nothing begins by it.")}</span>` : nothing}
      ${dirty ? html`<span class="state dirty">${gettext("Not kept yet")}</span>` : nothing}
      ${page.may_write ? nothing : html`<span class="state">${gettext("You may read this rule; its admins change it.")}</span>`}
    </div>
    ${said ? html`<p class="rule-said" role="status" tabindex="-1">${said}</p>` : nothing}
    ${problem ? html`<p class="message" role="alert">${problem}</p>` : nothing}`;
}

/** The draft and what is published, apart. */
function switcher({ draft, published }, view, onLook) {
  const number = fill(gettext("Published, v%(n)s"), { n: published.number });
  const own = draft ? gettext("Draft, not published") : gettext("Draft: as published");
  const tab = (
    name,
    text,
  ) => html`<button type="button" class="button" aria-pressed=${String(view === name)}
    @click=${() => onLook(name)}>${text}</button>`;
  return html`<div class="switcher" role="group" aria-label=${gettext("Which version you see")}>
    ${tab("draft", own)}${tab("published", number)}</div>`;
}

export function names({ names: said, fields }, disabled, onChange) {
  const field = (name, label) => html`<div class="field"><label for=${name}>${label}</label>
    <input class="input" id=${name} maxlength="100" .value=${said[name]} ?disabled=${disabled}
      @input=${(event) => onChange({ [name]: event.target.value })} />${wrong(fields, name)}</div>`;
  return html`<section class="rule-names" aria-label=${gettext("Names")}>
    ${field("name_ko", gettext("Korean name"))}${field("name_en", gettext("English name"))}</section>`;
}

/** Whose the rule is. */
export function agencyLine({ owner }, { choices, label }) {
  const text = owner
    ? fill(gettext("A rule of %(agency)s, about its own part in incidents."), {
        agency: label(choices.agencies, owner),
      })
    : gettext("A rule of the city, for every agency.");
  return html`<p class="faint">${text}</p>`;
}

export function footer({ rule, busy, dirty, view }, page, acts) {
  if (!page.may_write)
    return page.may_copy
      ? html`<footer>${copy(busy, acts, gettext("Make our own of it"))}</footer>`
      : nothing;
  const canPublish = dirty || rule?.draft || !rule?.published || renamed(rule);
  return html`<footer>
    <button type="button" class="button main" ?disabled=${busy || view === "published" || !canPublish} @click=${acts.publish}>${gettext("Publish …")}</button>
    <button type="button" class="button" ?disabled=${busy || view === "published" || !dirty} @click=${acts.keep}>${gettext("Keep the draft")}</button>
    ${rule ? copy(busy, acts, gettext("Copy")) : nothing}
    ${rule ? retiring(rule, busy, acts) : nothing}
  </footer>`;
}

function renamed({ name_ko, name_en, published }) {
  return published.name_ko !== name_ko || published.name_en !== name_en;
}

function copy(busy, acts, text) {
  return html`<button type="button" class="button" ?disabled=${busy} @click=${acts.copy}>${text}</button>`;
}

function retiring({ active }, busy, { retire, restore }) {
  return active
    ? html`<button type="button" class="button" ?disabled=${busy} @click=${retire}>${gettext("Retire")}</button>`
    : html`<button type="button" class="button" ?disabled=${busy} @click=${restore}>${gettext("Put to use again")}</button>`;
}
