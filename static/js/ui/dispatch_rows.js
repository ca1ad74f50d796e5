/** The rows of a recommendation: who, why, how far, how old that knowledge is, and what is missing. */

import { html, nothing } from "lit-html";
import { distance, duration } from "../core/format.js";
import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";
import { NUMBERED } from "../domain/recommended.js";
import { trackOf } from "../domain/tracks.js";
import { unitStatus } from "./unit_marks.js";
import { capabilityName, estimate, kindName } from "./unit_words.js";

/** What a plan asks for, who answers to it, and what it is short of. */
export function requirementHead({ requirement, rows }, { reference }) {
  if (!requirement) return html`<h4 class="need">${gettext("Also")}</h4>`;
  const { capability, number, agency, short } = requirement;
  const who = agency == null ? "" : shortOf(reference.agencyById.get(agency));
  return html`<h4 class="need ${short ? "short" : ""}">
    <span>${number} × ${capabilityName(capability, reference)}</span> <span class="faint">${who}</span>
    ${short ? html`<span class="tag late">${fill(gettext("%(n)s short"), { n: short })}</span>` : nothing}
    ${rows.length || short ? nothing : html`<span class="faint">${gettext("there already")}</span>`}</h4>`;
}

/** Why somebody is missing, in the server's words. */
export function shortfall(requirement) {
  if (!requirement?.short) return nothing;
  const words = (requirement.reasons ?? []).map(({ text }) => text).join(", ");
  return words ? html`<p class="need-why">${words}</p>` : nothing;
}

/** One unit, or an agency to be asked. `row` is that of the answer with `nth`; `here` says what is chosen and where the cursor is. */
export function unitRow(row, here) {
  const { state, card, values, cursor, press } = here;
  const agency = state.reference.agencyById.get(row.agency);
  const track = row.mine ? null : trackOf(card, row.agency);
  const chosen = row.mine ? values.chosen.includes(row.unit) : values.asked.includes(row.agency);
  return html`<li role="option" id=${idOf(row)} class="send-row ${row.mine ? "" : "theirs"}" aria-selected=${String(chosen)}
    data-cursor=${cursor === row.nth ? "yes" : nothing} data-colour=${agency?.colour ?? ""}
    aria-disabled=${String(Boolean(track))} @click=${() => press(row)}>
    <kbd>${row.nth <= NUMBERED ? row.nth : "·"}</kbd>
    <span class="send-box" aria-hidden="true">${chosen ? "☑" : track ? "–" : "☐"}</span>
    <span class="send-who"><strong>${row.ask ? nameOf(agency) : row.call_sign}</strong> <span class="faint">${row.ask ? "" : kindName(row.kind, state.reference)}${row.mine || row.ask ? "" : ` · ${shortOf(agency)}`}</span></span>
    <span class="send-why">${askWords(row, track)} ${row.reason ?? ""} ${engagedWords(row, state)}</span>
    <span class="send-time"><strong>${estimate(row.seconds)}</strong> ${row.metres == null ? "" : distance(row.metres)}</span>
    <span class="send-fix">${position(row, state)} ${crew(row)}</span>
  </li>`;
}

export const idOf = ({ unit, agency }) => (unit == null ? `ask-${agency}` : `send-${unit}`);

function askWords({ mine }, track) {
  if (mine) return nothing;
  const text = track ? gettext("its agency is asked already") : gettext("ask its agency");
  return html`<span class="tag">${text}</span>`;
}

/** The board knows sooner than the answer what became of a unit meanwhile. */
function engagedWords({ unit, engaged }, { board, reference }) {
  const now = board.units.get(unit);
  if (!engaged && !now?.incidents) return nothing;
  return html`<span class="send-engaged">${now ? unitStatus(now.status, reference) : gettext("engaged")}</span>`;
}

/** A place that is not a fresh position is never shown as one. */
function position({ position: fix, station }, { reference }) {
  if (!fix) return nothing;
  if (fix.source === "station" || fix.age_seconds == null) {
    const name = nameOf(reference.stationById.get(station));
    return html`<span class="send-station" title=${gettext("from its station; no fresh position")}>⌂ ${name || gettext("station")}</span>`;
  }
  const age = fill(gettext("position %(age)s old"), { age: duration(fix.age_seconds) });
  return html`<span class=${fix.stale ? "unverified" : "faint"}>${age}</span>`;
}

function crew({ crew: now }) {
  if (now?.have == null || now.have >= now.minimum) return nothing;
  return html`<span class="unverified">${fill(gettext("crew %(have)s of %(least)s"), { have: now.have, least: now.minimum })}</span>`;
}

/** A unit that was added by call sign, in the shape of an answer's row. */
export function addedRow(unit, nth) {
  const position = null;
  const reason = gettext("chosen by you");
  return {
    ...unit,
    unit: unit.id,
    mine: true,
    engaged: unit.incidents > 0,
    seconds: null,
    metres: null,
    position,
    reason,
    nth,
  };
}
