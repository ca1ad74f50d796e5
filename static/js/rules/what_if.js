/** What a rule would have done on the incidents of the last days. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../core/i18n.js";
import { durationText } from "../domain/rule_words.js";
import { moment } from "./preview.js";

export function whatIfForm(past, { words }, onChange) {
  const days = [1, 7, 14, 30];
  return html`<div class="try-form">
    <div class="field"><label for="past-days">${gettext("Incidents of the last")}</label>
      <select class="input" id="past-days" @change=${(event) => onChange({ days: Number(event.target.value) })}>
        ${days.map((each) => html`<option value=${each} ?selected=${each === past.days}>${fill(gettext("%(n)s days"), { n: each })}</option>`)}
      </select></div>
    <div class="field"><label for="past-traffic">${gettext("Which incidents")}</label>
      <select class="input" id="past-traffic" @change=${(event) => onChange({ traffic: event.target.value })}>
        ${Object.entries(words.traffic).map(([value, label]) => html`<option value=${value} ?selected=${value === past.traffic}>${label}</option>`)}
      </select></div>
  </div>`;
}

export function whatIfView(found, { words }) {
  if (!found.knowable)
    return html`<p class="warned">${found.notes.map((each) => each.text).join(" ")}</p>`;
  const { late } = found;
  return html`<dl class="figures">
      ${figure(found.looked_at, gettext("incidents looked at"))}
      ${figure(found.fitting, gettext("the rule is for"))}
      ${figure(found.fired, gettext("times fired"))}
      ${figure(found.people, gettext("people told"))}
    </dl>
    ${
      found.fired
        ? html`<p>${fill(
            gettext(
              "Somebody acted after T+0: half of the times within %(median)s, nine in ten within %(p90)s, at the latest after %(worst)s.",
            ),
            {
              median: durationText(late.median, words),
              p90: durationText(late.p90, words),
              worst: durationText(late.worst, words),
            },
          )}</p>`
        : html`<p>${gettext("It would not have fired.")}</p>`
    }
    ${found.cases.length ? table(found, words) : nothing}
    <details class="unknown"><summary>${gettext("What is not known")}</summary>
      <ul>${found.notes.map((each) => html`<li>${each.text}</li>`)}</ul></details>`;
}

function figure(number, label) {
  return html`<div><dt>${label}</dt><dd>${number}</dd></div>`;
}

function table({ cases, fired }, words) {
  return html`<div class="cases"><table>
      <caption class="unseen">${gettext("When it would have fired")}</caption>
      <thead><tr>
        <th scope="col">${gettext("Incident")}</th><th scope="col">${gettext("Fired")}</th>
        <th scope="col">${gettext("Then it took")}</th><th scope="col">${gettext("Stopped by")}</th>
        <th scope="col">${gettext("Told")}</th>
      </tr></thead>
      <tbody>${cases.map((one) => row(one, words))}</tbody>
    </table></div>
    ${fired > cases.length ? html`<p class="faint">${fill(gettext("The latest %(n)s of %(all)s."), { n: cases.length, all: fired })}</p>` : nothing}`;
}

function row(
  { number, type, priority, fired_at: fired, late, stopped_by: stopped, people },
  words,
) {
  return html`<tr>
    <td><span class="number">${number}</span> <span class="faint">${type} P${priority}</span></td>
    <td>${moment(fired)}</td>
    <td>${durationText(late, words)}</td>
    <td>${stopped ? [stopped.agency_name, stopped.name].filter(Boolean).join(" · ") || gettext("closing") : html`<span class="wrong">${gettext("nobody yet")}</span>`}</td>
    <td>${people}</td>
  </tr>`;
}
