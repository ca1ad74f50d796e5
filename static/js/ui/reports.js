/** Every report of the incident. Who called is shown on demand only, since each look is recorded. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { moment } from "../core/format.js";
import { gettext } from "../core/i18n.js";
import { showCallers } from "../desk/selecting.js";
import { reportsOf } from "../domain/timeline.js";
import { keycap } from "./key_table.js";
import { icon } from "./symbols.js";
import { CHANNEL } from "./words.js";

export function reports(desk, card, detail) {
  const known = detail.callers ?? reportsOf(detail.entries);
  const isFirstMissing = known.length < card.reports && card.narrative;
  return html`<section aria-labelledby="reports-title">
    <h3 class="section-head" id="reports-title">${gettext("Reports")} <span class="count">${card.reports}</span>
      <span class="grow"></span>${callersButton(desk, detail)}</h3>
    ${isFirstMissing ? html`<p class="narrative">${card.narrative}</p>` : nothing}
    <ol class="reports">${repeat(
      known,
      (report) => report.id,
      (report) => row(report, desk.state),
    )}</ol>
  </section>`;
}

function callersButton(desk, { callers }) {
  if (!desk.state.me.may.includes("read_callers")) return nothing;
  if (callers) return html`<span class="faint">${gettext("this look was recorded")}</span>`;
  return html`<button class="link" @click=${() => showCallers(desk)}>${gettext("Who called")} <kbd>${keycap("callers")}</kbd></button>`;
}

function row(report, { now, reference }) {
  const caller = [report.caller_name, report.caller_number].filter(Boolean).join(" · ");
  return html`<li class="report">
    <p class="report-head">${icon("phone")} ${CHANNEL[report.channel] ?? report.channel}
      <span class="faint">${moment(report.received_at, now, reference.city.timezone)}</span>
      ${caller ? html`<strong class="caller">${caller}</strong>` : nothing}</p>
    ${report.narrative ? html`<p class="narrative">${report.narrative}</p>` : nothing}
  </li>`;
}
