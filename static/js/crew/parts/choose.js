/** Choose the unit that one is on. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { gettext, language } from "../../core/i18n.js";
import { kindName } from "../../ui/unit_words.js";
import { closeSheet, loadChoices, logOn } from "../saying.js";

const TYPING_MS = 250;
let typing = 0;

export function chooseUnit(phone) {
  const { choices, loaded, trouble } = phone.state;
  if (!choices) queueMicrotask(() => phone.state.choices || loadChoices(phone));
  return html`<main class="unit-main choose">
    <h2>${gettext("Which unit are you on?")}</h2>
    <input class="input" type="search" aria-label=${gettext("Find a unit")} placeholder=${gettext("Call sign, station, kind")}
      @input=${(event) => ask(phone, event.target.value)} />
    ${!loaded && trouble ? html`<p class="wrong">${trouble.message}</p>` : nothing}
    ${choices?.problem ? failure(phone, choices) : nothing}
    <ul class="choices-list" aria-busy=${String(Boolean(choices?.busy))}>${repeat(
      choices?.rows ?? [],
      (row) => row.id,
      (row) => choice(phone, row),
    )}</ul>
    ${choices?.rows?.length === 0 ? html`<p class="empty">${gettext("No such unit.")}</p>` : nothing}
    ${phone.state.picture.unit ? html`<button class="button" @click=${() => closeSheet(phone)}>${gettext("Back")}</button>` : nothing}
  </main>`;
}

function ask(phone, words) {
  clearTimeout(typing);
  typing = setTimeout(() => loadChoices(phone, words.trim()), TYPING_MS);
}

function failure(phone, { problem, words }) {
  return html`<p class="wrong">${problem.message}
    <button class="button" @click=${() => loadChoices(phone, words)}>${gettext("Try again")}</button></p>`;
}

function choice(phone, row) {
  const station = language() === "en" ? row.station_en || row.station_ko : row.station_ko;
  const { reference } = phone.state;
  return html`<li><button class="choice" @click=${() => logOn(phone, row.id)}>
    <strong>${row.call_sign}</strong>
    <span class="what">${[kindName(row.kind, reference), station].filter(Boolean).join(" · ")}</span>
    ${row.crew.length ? html`<span class="faint">${row.crew.join(", ")}</span>` : nothing}</button></li>`;
}
