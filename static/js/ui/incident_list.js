/** `<incident-list>`: every open incident I may see, worst first, with who has answered and who has not. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, moment, secondsSince, shortNumber } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { beginWith } from "../desk/acting.js";
import { setFilter, toggleScope } from "../desk/preferring.js";
import { localAddress } from "../domain/addresses.js";
import { isHeld } from "../domain/ageing.js";
import { alarmOf } from "../domain/board.js";
import { activeOf } from "../domain/lists.js";
import { agencyChips } from "./chips.js";
import { ListView } from "./list_view.js";
import { moreRows, newRows } from "./new_rows.js";
import { nextAction } from "./next_action.js";
import { summaries } from "./summaries.js";
import {
  alarmTag,
  emergencyTag,
  exerciseMark,
  priorityBadge,
  readOnlyTag,
  reportCount,
} from "./symbols.js";
import { unitChips } from "./unit_chips.js";

/** More rows than anyone reads; the rest is counted and found by filtering. */
const MOST_ROWS = 200;

class IncidentList extends ListView {
  pane = "incidents";

  template(state) {
    const { board, filter, me, reference } = state;
    const found = activeOf(board, filter, { agency: me.agency, reference });
    this.sight.begin();
    const cards = this.steady(found.slice(0, MOST_ROWS));
    return html`<section class="panel incidents" aria-labelledby="incidents-title">
      <header class="panel-head">
        <h2 id="incidents-title">${gettext("Incidents")}</h2>
        <span class="count">${found.length}</span>
        ${this.#filter(filter)} ${newRows(this)}
      </header>
      ${cards.length ? this.#table(cards) : empty(state)}
      ${found.length > MOST_ROWS ? moreRows(found.length - MOST_ROWS) : nothing}
      ${summaries(state)}
    </section>`;
  }

  #filter({ text, scope }) {
    return html`<input class="input filter" type="search" .value=${text} aria-label=${gettext("Filter incidents")}
        placeholder=${gettext("Ctrl+/ number, type, place, agency")}
        @input=${(event) => setFilter(this.desk, { text: event.target.value })} />
      <button class="button scope" aria-pressed=${String(scope === "mine")} title=${gettext("Mine or all (Y)")}
        @click=${() => toggleScope(this.desk)}>${scope === "mine" ? gettext("Mine") : gettext("All")}</button>`;
  }

  #offer(event) {
    if (event.dataTransfer.types.includes(UNIT_DATA)) event.preventDefault();
  }

  /** A unit that was dragged here: the panel opens with it, and sending it takes a word more. */
  #dropped(event, card) {
    const unit = Number(event.dataTransfer.getData(UNIT_DATA));
    if (!unit) return;
    event.preventDefault();
    this.choose(card.id);
    beginWith(this.desk, unit);
  }

  #table(cards) {
    return html`<div class="rows"><table class="incident-table">
      <thead><tr>
        <th scope="col"><span class="unseen">${gettext("Priority")}</span></th>
        <th scope="col">${gettext("No.")}</th>
        <th scope="col">${gettext("Type")}</th>
        <th scope="col">${gettext("Place, units")}</th>
        <th scope="col">${gettext("Agencies")}</th>
        <th scope="col" class="cell-next">${gettext("If nobody acts")}</th>
        <th scope="col" class="right">${gettext("Updated")}</th>
        <th scope="col" class="right">${gettext("Open for")}</th>
      </tr></thead>
      <tbody>${repeat(
        cards,
        (card) => card.id,
        (card) => this.seen(card, () => this.#row(card)),
      )}</tbody>
    </table></div>`;
  }

  #row(card) {
    const { board, reference, me, now, selected, fresh } = this.state;
    const chosen = card.id === selected;
    const type = nameOf(reference.typeByCode.get(card.type)) || card.type;
    return html`<tr class="incident-row p${card.priority}-row ${this.gone.has(card.id) ? "gone" : ""}" data-id=${card.id} tabindex=${chosen ? 0 : -1}
      aria-current=${chosen ? "true" : nothing} data-fresh=${fresh.has(card.id) ? "yes" : nothing}
      @click=${() => this.choose(card.id)}
      @dragover=${(event) => this.#offer(event)} @drop=${(event) => this.#dropped(event, card)}>
      <td class="cell-priority">${priorityBadge(card.priority, reference)}</td>
      <td class="cell-number">${shortNumber(card.number)}</td>
      <th scope="row" class="cell-type"><span class="type-line">${exerciseMark(card)}
        <span class="type-name" title=${type}>${type}</span>
        <span class="type-marks">${alarmTag(alarmOf(board, card.id))}${heldTag(card, now)}${emergencyTag(board, card.id)}${readOnlyTag(card, me)}${reportCount(card)}</span></span></th>
      <td class="cell-place">${placeCell(card, reference)} ${unitChips(card, this.state)}</td>
      <td class="cell-agencies">${agencyChips(card, { reference, now, mine: me.agency })}</td>
      <td class="cell-next">${nextAction(card, this.state)}</td>
      <td class="cell-updated right">${moment(card.updated_at, now, reference.city.timezone)}</td>
      <td class="cell-timer right">${duration(secondsSince(card.filed_at, now))}</td>
    </tr>`;
  }
}

/** The kind of data that a dragged unit carries (ui/unit_board.js). */
const UNIT_DATA = "application/x-unit";

function placeCell({ place }, { city }) {
  const district = nameOf(place.district);
  const address = localAddress(place.address, city) || district || gettext("point on the map");
  return html`<span title="${district} ${place.address}">${address}</span>`;
}

function heldTag(card, now) {
  if (!isHeld(card, now)) return nothing;
  const left = duration((Date.parse(card.held_until) - now) / 1000);
  return html`<span class="tag held" title=${card.hold_reason}>${fill(gettext("hold %(time)s"), { time: left })}</span>`;
}

function empty({ board, filter }) {
  if (!board.loaded) return html`<p class="empty" aria-busy="true">${gettext("Loading …")}</p>`;
  if (filter.text || filter.scope === "mine") {
    return html`<p class="empty"><strong>${gettext("Nothing matches the filter")}</strong>
      ${gettext("Esc in the field clears it.")}</p>`;
  }
  return html`<p class="empty"><strong>${gettext("No open incidents")}</strong>
    ${gettext("Press N to file one.")}</p>`;
}

customElements.define("incident-list", IncidentList);
