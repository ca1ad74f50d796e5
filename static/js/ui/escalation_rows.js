/** A row of the view of all escalations: the incident, what comes next and when, by which rule. */

import { html, nothing } from "lit-html";
import { shortNumber, timeOfDay } from "../core/format.js";
import { gettext, nameOf, shortOf } from "../core/i18n.js";
import { answerRun, retryRun } from "../desk/escalating.js";
import { openRun } from "../desk/escalation_viewing.js";
import { localAddress } from "../domain/addresses.js";
import { countdown, isTrouble, mayRetry } from "../domain/escalations.js";
import { conditionWords, placeOf, RUN_STATE, ruleName } from "./escalation_words.js";
import { keycap } from "./key_table.js";
import { runNext } from "./next_action.js";
import { exerciseMark, priorityBadge } from "./symbols.js";

export function escalationRow(desk, run, { chosen, gone, press }) {
  const { board, reference, now } = desk.state;
  const card = board.incidents.get(run.incident) ?? null;
  return html`<tr class="escalation-row ${run.state} ${level(run, now)} ${gone ? "gone" : ""}" data-run=${run.id}
    tabindex=${chosen ? 0 : -1} aria-current=${chosen ? "true" : nothing} @click=${press}>
    <td class="cell-priority">${card ? priorityBadge(card.priority, reference) : nothing}</td>
    <td class="cell-number">${card ? shortNumber(card.number) : ""}</td>
    <th scope="row" class="cell-incident">${card ? incident(desk, run, card) : nothing}</th>
    <td class="cell-next">${next(run, desk.state)}</td>
    <td class="cell-rule"><span>${ruleName(run)}</span> <small>${about(run, board, reference)}</small></td>
    <td class="cell-step">${placeOf(run)}</td>
    <td class="cell-acts">${acts(desk, run, chosen)}</td>
  </tr>`;
}

const level = (run, now) => (run.due_at ? countdown(run, now).level : "");

function incident(desk, run, card) {
  const { reference } = desk.state;
  const type = nameOf(reference.typeByCode.get(card.type)) || card.type;
  return html`${exerciseMark(card)} <button class="link" tabindex="-1" @click=${(event) => go(event, desk, run)}>${type}</button>
    <small>${localAddress(card.place.address, reference.city) || gettext("point on the map")}</small>`;
}

function go(event, desk, run) {
  event.stopPropagation();
  openRun(desk, run);
}

/** What comes; or in red why nothing does, and since when. */
function next(run, state) {
  const { reference } = state;
  if (!isTrouble(run)) return run.next ? runNext(run, state) : nothing;
  const since = run.ended_at ? ` · ${timeOfDay(run.ended_at, reference.city.timezone)}` : "";
  return html`<span class="next none"><strong>${RUN_STATE[run.state]}${since}</strong>
    ${run.fault ? html`<span class="next-why">${run.fault}</span>` : nothing}</span>`;
}

function about(run, board, reference) {
  const whose = shortOf(reference.agencyById.get(run.agency));
  const waits = conditionWords(run, board);
  return whose ? [whose, waits].join(" · ") : waits;
}

function acts(desk, run, chosen) {
  const press = (act) => (event) => {
    event.stopPropagation();
    act(desk, run);
  };
  const cap = (name) => (chosen ? html`<kbd>${keycap(name)}</kbd>` : nothing);
  const retry = html`<button class="button small" tabindex="-1" @click=${press(retryRun)}>${cap("retryRun")}${gettext("Retry")}</button>`;
  return html`${mayRetry(run, desk.state.me) ? retry : nothing}
    <button class="button small" tabindex="-1" @click=${press(answerRun)}>${cap("answerRun")}${gettext("I am on it")}</button>`;
}
