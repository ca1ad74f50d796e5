/** What an agreement shows of other agencies' incidents: a few facts, plainly said to be all there is. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, secondsSince } from "../core/format.js";
import { gettext, nameOf, shortOf } from "../core/i18n.js";
import { openSummaries } from "../domain/board.js";
import { exerciseMark, priorityBadge } from "./symbols.js";
import { STATUS } from "./words.js";

/** More than anyone reads below the incidents of one's own. */
const MOST_ROWS = 50;

export function summaries(state) {
  const found = openSummaries(state.board).sort(worstFirst);
  if (!found.length) return nothing;
  return html`<section class="summaries" aria-labelledby="summaries-title">
    <h3 class="section-head" id="summaries-title">${gettext("Summaries from other agencies")}
      <span class="count">${found.length}</span></h3>
    <div class="rows"><table class="incident-table">
      <thead class="unseen"><tr>
        <th scope="col">${gettext("Priority")}</th><th scope="col">${gettext("Type")}</th>
        <th scope="col">${gettext("District")}</th><th scope="col">${gettext("Agency")}</th>
        <th scope="col">${gettext("Status")}</th><th scope="col">${gettext("Open for")}</th>
      </tr></thead>
      <tbody>${repeat(
        found.slice(0, MOST_ROWS),
        (summary) => summary.id,
        (summary) => row(summary, state),
      )}</tbody>
    </table></div>
  </section>`;
}

function row(summary, { reference, now, me }) {
  const agency = reference.agencyById.get(summary.agency);
  const opens = me.may.includes("break_glass");
  return html`<tr class="summary-row p${summary.priority}-row">
    <td class="cell-priority">${priorityBadge(summary.priority, reference)}</td>
    <th scope="row" class="cell-type"><span class="type-line">${exerciseMark(summary)}
      <span class="type-name">${nameOf(reference.familyByCode.get(summary.family)) || summary.family}</span>
      <span class="type-marks"><span class="tag" title=${gettext("The agreement shows these facts and no more.")}>${gettext("summary")}</span></span></span></th>
    <td class="cell-place">${nameOf(summary.place.district) || gettext("outside the districts")}</td>
    <td class="cell-agencies"><span data-colour=${agency?.colour ?? ""}>${shortOf(agency)}</span></td>
    <td>${STATUS[summary.status]}</td>
    <td class="cell-timer right">${duration(secondsSince(summary.filed_at, now))}
      ${opens ? html`<a class="link" href="/emergency/?incident=${summary.id}">${gettext("Emergency …")}</a>` : nothing}</td>
  </tr>`;
}

function worstFirst(a, b) {
  return a.priority - b.priority || (a.filed_at < b.filed_at ? -1 : 1);
}
