/** A row of the unit status board. Every row has one height, so that only those in sight are drawn. */

import { html, nothing } from "lit-html";
import { duration, moment, secondsSince, shortNumber } from "../core/format.js";
import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";
import { localAddress } from "../domain/addresses.js";
import { assignmentsOfUnit } from "../domain/assignments.js";
import { fixOf } from "../domain/unit_place.js";
import { unitStatus } from "./unit_marks.js";
import { kindName } from "./unit_words.js";

/** Pixels; css/units.css says the same. */
export const ROW_PIXELS = 30;

export function unitRow(unit, state, { chosen, gone, press, drag }) {
  const { reference, now, me } = state;
  const agency = reference.agencyById.get(unit.agency);
  return html`<div class="unit-row ${unit.emergency ? "emergency" : ""} ${gone ? "gone" : ""}" role="row" data-id=${unit.id}
    data-colour=${agency?.colour ?? ""} data-mine=${unit.agency === me.agency ? "yes" : nothing}
    tabindex=${chosen ? 0 : -1} aria-current=${chosen ? "true" : nothing} draggable=${String(unit.agency === me.agency)}
    @click=${() => press(unit.id)} @dragstart=${(event) => drag(event, unit.id)}>
    <span role="rowheader" class="unit-name" title="${nameOf(agency)} · ${unit.radio}">${unit.call_sign}</span>
    <span role="cell" class="unit-kind">${kindName(unit.kind, reference)}<span class="faint"> ${shortOf(agency)}</span></span>
    <span role="cell" class="unit-what" title=${unit.reason}>${unitStatus(unit.status, reference)} ${unit.reason ? html`<span class="faint">${unit.reason}</span>` : nothing}</span>
    <span role="cell" class="right" title=${moment(unit.since, now, reference.city.timezone)}>${duration(secondsSince(unit.since, now))}</span>
    <span role="cell" class="unit-where">${where(unit, state)}</span>
  </div>`;
}

/** On an incident that I may see, by its last position, or at its station; an old position is called old. */
function where(unit, state) {
  const { board, reference } = state;
  const incidents = assignmentsOfUnit(board, unit.id);
  if (incidents.length) return incidents.map((one) => onIncident(one, state));
  if (unit.incidents) return html`<span class="faint">${gettext("on an incident")}</span>`;
  const fix = fixOf(unit, state);
  const station = nameOf(reference.stationById.get(unit.station));
  const isHome = unit.status === "available_station" || !fix;
  return html`${isHome ? station : nothing} ${fix ? fixWords(fix) : nothing}`;
}

function onIncident({ incident }, { board, reference }) {
  const card = board.incidents.get(incident);
  if (!card) return nothing;
  return html`<span class="unit-incident">${shortNumber(card.number)} ${localAddress(card.place.address, reference.city)}</span>`;
}

function fixWords({ seconds, stale }) {
  const age = duration(seconds);
  return stale
    ? html`<span class="unverified">${fill(gettext("last seen %(age)s ago"), { age })}</span>`
    : html`<span class="faint">${fill(gettext("position %(age)s"), { age })}</span>`;
}
