/** Whom a rule would reach, at a place and a time, step by step. */

import { html, nothing } from "lit-html";
import { coordinates } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { fromStart } from "../domain/rule_times.js";
import { stepText } from "../domain/rule_words.js";

/** A map is drawn once somebody opens it. */
export function previewForm(asked, known, onChange, onMap) {
  const take = (name) => (event) => onChange({ [name]: event.target.value });
  return html`<div class="try-form">
    <div class="field wide"><label for="try-type">${gettext("Incident type")}</label>
      <select class="input" id="try-type" @change=${take("type")}>
        ${known.incident_types.map((one) => html`<option value=${one.code} ?selected=${one.code === asked.type}>${one.code} ${nameOf(one)}</option>`)}
      </select></div>
    <div class="field"><label for="try-priority">${gettext("Priority")}</label>
      <select class="input" id="try-priority" @change=${take("priority")}>
        <option value="" ?selected=${asked.priority === ""}>${gettext("as the type")}</option>
        ${known.priorities.map((one) => html`<option value=${one.level} ?selected=${String(one.level) === asked.priority}>${one.code}</option>`)}
      </select></div>
    <div class="field"><label for="try-place">${gettext("Place (latitude, longitude)")}</label>
      <input class="input" id="try-place" spellcheck="false" .value=${coordinates(asked)}
        @change=${(event) => typed(event.target.value, onChange)} /></div>
    <div class="field"><label for="try-at">${gettext("Filed at (empty is now)")}</label>
      <input class="input" id="try-at" type="datetime-local" .value=${asked.at} @change=${take("at")} /></div>
    <label class="check"><input type="checkbox" .checked=${asked.exercise}
      @change=${(event) => onChange({ exercise: event.target.checked })} />${gettext("Exercise")}</label>
    <details class="wide" ?open=${asked.mapping} @toggle=${(event) => onMap(event.target.open)}>
      <summary>${gettext("Choose the place on the map")}</summary>
      ${asked.mapping ? html`<place-map @pick=${({ detail: [lon, lat] }) => onChange({ lon, lat })}></place-map>` : nothing}
    </details>
  </div>`;
}

function typed(text, onChange) {
  const [lat, lon] = text.split(/[\s,]+/).map(Number);
  if (Number.isFinite(lat) && Number.isFinite(lon)) onChange({ lat, lon });
}

/** `definition` is the one that was asked about: steps are told by their place in it. */
export function previewView({ fits, why_not: reasons, steps, rosters }, known, definition) {
  return html`${
    fits
      ? nothing
      : html`<p class="warned" role="status">${gettext("The rule is not for such an incident:")} ${reasons.map((each) => each.text).join(" ")}
          ${gettext("If it were, it would reach:")}</p>`
  }
    <ol class="reached">${steps.map((step) => stepView(step, known, definition.steps[step.index]))}</ol>
    ${rosters.map(gapsView)}`;
}

function stepView({ after, loop, act, people }, known, step) {
  return html`<li class=${loop ? "again" : ""}>
    <b class="step-time">${fromStart(after, known.words.times)}</b>
    <div>${act === "notify" ? told(people) : step ? stepText(step, known) : act}</div>
  </li>`;
}

function told(people) {
  return people.length
    ? html`<ul>${people.map(personView)}</ul>`
    : html`<span class="wrong">${gettext("Nobody: there is nobody behind this now.")}</span>`;
}

function personView({ name, agency_name: agency, channels, why }) {
  return html`<li class=${channels.length ? "" : "unreachable"}>
    <span class="person">${name}</span> <span class="faint">${agency}</span>
    ${channels.length ? html`<span class="by">${channels.map((one) => one.text).join(" → ")}</span>` : html`<span class="wrong">${why}</span>`}
  </li>`;
}

function gapsView({ name, gaps }) {
  if (!gaps.length)
    return html`<p class="faint">${fill(gettext("%(roster)s: no gap in the next 14 days."), { roster: name })}</p>`;
  return html`<div class="warned"><p>${fill(gettext("%(roster)s: nobody is on duty"), { roster: name })}</p>
    <ul>${gaps.map(({ begin, end }) => html`<li>${moment(begin)} – ${moment(end)}</li>`)}</ul></div>`;
}

export function moment(text) {
  const lang = document.documentElement.lang;
  return new Intl.DateTimeFormat(lang, {
    dateStyle: "short",
    timeStyle: "short",
    hour12: false,
  }).format(new Date(text));
}
