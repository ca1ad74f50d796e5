/** In the detail: what happens next on this incident, by which rule, and the key for taking it over. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { fill, gettext, shortOf } from "../core/i18n.js";
import { answerable, answerRun, retryRun } from "../desk/escalating.js";
import { isOpen } from "../domain/board.js";
import { isTrouble, mayRetry, nextOf, runsOf } from "../domain/escalations.js";
import { conditionWords, placeOf, RUN_STATE, ruleName } from "./escalation_words.js";
import { keycap } from "./key_table.js";
import { nextAction, runNext } from "./next_action.js";

/** One line below the acts. */
export function detailNext(desk, card) {
  if (!isOpen(card)) return nothing;
  const { state } = desk;
  const { run, trouble } = nextOf(state.board, card, state.now);
  const first = run ?? trouble;
  const others = runsOf(state.board, card.id).length - 1;
  return html`<div class="detail-next">
    <span class="detail-next-word">${gettext("If nobody acts")}</span>
    ${nextAction(card, state)}
    ${first ? html`<span class="detail-rule" title=${first.fault}>${ruleName(first)}</span>` : nothing}
    ${others > 0 ? html`<span class="faint">${fill(gettext("+%(n)s more"), { n: others })}</span>` : nothing}
    <span class="grow"></span>${buttons(desk, card, trouble)}</div>`;
}

function buttons(desk, card, trouble) {
  const run = answerable(desk.state, card);
  return html`${
    trouble && mayRetry(trouble, desk.state.me)
      ? html`<button class="button act" @click=${() => retryRun(desk, trouble)}>${gettext("Retry")}</button>`
      : nothing
  }
  ${
    run
      ? html`<button class="button act" title=${ruleName(run)} @click=${() => answerRun(desk, run)}>
        <kbd>${keycap("answerHere")}</kbd>${gettext("Acknowledge escalation")}</button>`
      : nothing
  }`;
}

/** Every run of the incident, where there is more than one. */
export function runTable(desk, card) {
  const { board } = desk.state;
  const runs = runsOf(board, card.id);
  if (runs.length < 2 || !isOpen(card)) return nothing;
  return html`<section aria-labelledby="runs-title">
    <h3 class="section-head" id="runs-title">${gettext("If nobody acts")} <span class="faint">${runs.length}</span></h3>
    <table class="tracks runs"><tbody>${repeat(
      runs,
      ({ id }) => id,
      (run) => line(run, desk.state),
    )}</tbody></table></section>`;
}

function line(run, state) {
  const agency = state.reference.agencyById.get(run.agency);
  return html`<tr class="run ${run.state}" data-colour=${agency?.colour ?? ""}>
    <th scope="row">${shortOf(agency) || gettext("all")}</th>
    <td>${isTrouble(run) ? html`<span class="next none"><strong>${RUN_STATE[run.state]}</strong> <span class="next-why">${run.fault}</span></span>` : runNext(run, state)}</td>
    <td class="run-rule" title=${`${ruleName(run)} · ${placeOf(run)}`}>${conditionWords(run, state.board)}</td>
  </tr>`;
}
