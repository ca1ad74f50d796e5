/** How the page writes one answer: which plan counts, who would go, and what is short. */

import { html, nothing } from "lit-html";
import { distance } from "../core/format.js";
import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";

export function answerView(answer, title, known) {
  return html`<section class="preview-answer">
    <h3>${title}</h3>
    ${answer.plan ? planView(answer) : html`<p class="wrong">${gettext("No plan fits.")}</p>`}
    <ol>${answer.requirements.map((need) => needView(need, answer, known))}</ol>
    <p class="faint">${
      answer.travel === "road"
        ? gettext("Times are estimates by road, turnout included.")
        : gettext("Times are estimates by distance, turnout included.")
    }</p>
  </section>`;
}

function planView({ plan, alarm_level: level, levels }) {
  return html`<p class="preview-plan">
    <a href="/plans/${plan.id}/">${plan.name}</a>
    <span class="faint">${fill(gettext("alarm %(level)s of %(levels)s"), { level, levels: levels.length })}</span>
    ${plan.advice ? html`<span class="advice">${plan.advice}</span>` : nothing}
  </p>`;
}

function needView(need, answer, known) {
  const units = answer.units.filter((unit) => fills(unit, need, known));
  return html`<li>
    <p><b>${nameOf(known.capabilityByCode.get(need.capability)) || need.capability}</b> ${need.number}
      ${need.short ? html`<span class="wrong">${fill(gettext("short of %(n)s"), { n: need.short })}: ${reasons(need)}</span>` : nothing}</p>
    <ul>${units.map((unit) => unitView(unit, known))}</ul>
  </li>`;
}

/** Two needs may ask for the same of different agencies. */
function fills(unit, need, known) {
  if (unit.for !== need.capability) return false;
  if (need.agency !== null) return unit.agency === need.agency;
  return !need.agency_kind || known.agencyById.get(unit.agency)?.kind === need.agency_kind;
}

function reasons({ reasons: found }) {
  return found.map(({ text }) => text).join(", ");
}

function unitView(unit, known) {
  const minutes = Math.max(1, Math.round(unit.seconds / 60));
  return html`<li class=${unit.engaged ? "engaged" : ""}>
    <span class="call-sign">${unit.call_sign}</span>
    <span class="faint">${shortOf(known.agencyById.get(unit.agency))}</span>
    <span>${fill(gettext("%(n)s min"), { n: minutes })}</span>
    <span>${distance(unit.metres)}</span>
    <span class="faint">${unit.reason}</span>
  </li>`;
}
