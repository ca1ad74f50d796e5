/** `<incident-detail>`: one incident: its agencies, its facts, what my agency may do, and its timeline. */

import { html, nothing } from "lit-html";
import { duration, moment, secondsSince } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { detailOf, loadDetail, select } from "../desk/selecting.js";
import { isHeld } from "../domain/ageing.js";
import { alarmOf, isOpen } from "../domain/board.js";
import { actionBar } from "./action_bar.js";
import { assignedUnits } from "./assigned_units.js";
import { detailNext, runTable } from "./detail_next.js";
import { facts } from "./facts.js";
import { reports } from "./reports.js";
import { alarmTag, emergencyTag, exerciseTag, priorityBadge, readOnlyTag } from "./symbols.js";
import { timeline } from "./timeline.js";
import { toldTable } from "./told.js";
import { trackTable } from "./track_table.js";
import { View } from "./view.js";
import { STATUS } from "./words.js";

class IncidentDetail extends View {
  #agency = null;
  #shown = null;

  template(state) {
    const card = this.desk.selectedCard;
    if (!card) return state.selected == null ? nothingChosen() : this.#waiting(state);
    const detail = detailOf(state, card.id);
    return html`<article class="panel detail p${card.priority}-edge" aria-labelledby="detail-title">
      ${this.#head(card, state)} ${actionBar(this.desk, card)} ${detailNext(this.desk, card)}
      <act-panel></act-panel>
      <dispatch-panel></dispatch-panel>
      <div class="detail-body" tabindex="-1">
        <div class="detail-facts">
          ${assignedUnits(this.desk, card)} ${trackTable(card, state)} ${toldTable(state, detail)} ${runTable(this.desk, card)} ${facts(this.desk, card, detail)} ${reports(this.desk, card, detail)}
        </div>
        ${timeline(this.desk, card, detail, {
          agency: this.#agency,
          filter: (agency) => this.#filterBy(agency),
          again: () => loadDetail(this.desk, card.id),
        })}
      </div>
    </article>`;
  }

  drawn() {
    // A newly chosen incident begins at its top, not where the last one was scrolled to.
    if (this.#shown === this.state.selected) return;
    this.#shown = this.state.selected;
    this.querySelector(".detail-body")?.scrollTo(0, 0);
  }

  #head(card, { reference, now, board, me }) {
    const type = reference.typeByCode.get(card.type);
    return html`<header class="detail-head">
      <button class="button quiet back" @click=${() => select(this.desk, null)}>‹ ${gettext("Back")}</button>
      ${priorityBadge(card.priority, reference)}
      <h2 id="detail-title">${nameOf(type) || card.type}</h2>
      <span class="number">${card.number}</span>
      <span class="tag status ${card.status}">${STATUS[card.status]}</span>
      ${alarmTag(alarmOf(board, card.id))}
      ${emergencyTag(board, card.id)} ${readOnlyTag(card, me)}
      ${exerciseTag(card)}
      ${isHeld(card, now) ? heldTag(card, now) : nothing}
      <span class="grow"></span>
      ${isOpen(card) ? timer(card, now) : closedAt(card, now, reference.city.timezone)}
    </header>`;
  }

  #waiting(state) {
    const { status, problem } = detailOf(state, state.selected);
    return html`<section class="panel detail"><p class="empty" aria-busy=${String(status === "loading")}>
      ${status === "failed" ? html`<span class="wrong">${problem.message}</span>` : gettext("Loading …")}</p></section>`;
  }

  #filterBy(agency) {
    this.#agency = agency;
    this.draw();
  }
}

function nothingChosen() {
  return html`<section class="panel detail"><p class="empty"><strong>${gettext("No incident chosen")}</strong>
    ${gettext("J and K move through the list, Enter opens.")}</p></section>`;
}

function heldTag(card, now) {
  const left = duration((Date.parse(card.held_until) - now) / 1000);
  return html`<span class="tag held" title=${card.hold_reason}>${fill(gettext("hold %(time)s"), { time: left })}</span>`;
}

function timer(card, now) {
  return html`<span class="detail-timer" title=${gettext("Open for")}>${duration(secondsSince(card.filed_at, now))}</span>`;
}

function closedAt(card, now, zone) {
  return card.closed_at
    ? html`<span class="detail-timer">${moment(card.closed_at, now, zone)}</span>`
    : nothing;
}

customElements.define("incident-detail", IncidentDetail);
