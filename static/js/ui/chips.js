/** Agency chips: who has acknowledged and who has not, by shape, text and outline. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, secondsSince } from "../core/format.js";
import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";
import { inOrder, isOverdue, isToldOnly, TRACK_STATES } from "../domain/tracks.js";
import { stateMark } from "./symbols.js";
import { TRACK_ROLE, TRACK_STATE } from "./words.js";

function saying(track, agency, overdue) {
  const late = overdue ? gettext("has not answered in time") : TRACK_STATE[track.state];
  const said = isToldOnly(track) ? gettext("told") : late;
  return fill(gettext("%(agency)s, %(role)s: %(state)s"), {
    agency: nameOf(agency),
    role: TRACK_ROLE[track.role],
    state: said,
  });
}

/** One agency on one incident. A waiting chip carries the seconds that it has waited. */
function agencyChip(track, { reference, now, mine }) {
  const agency = reference.agencyById.get(track.agency);
  const overdue = isOverdue(track, now);
  const told = isToldOnly(track);
  const asks = track.state === "waiting" && !told;
  const kind = told ? "told" : track.state;
  const text = saying(track, agency, overdue);
  return html`<span class="chip ${kind} ${overdue && asks ? "overdue" : ""}"
    data-colour=${agency?.colour ?? ""} data-mine=${track.agency === mine ? "yes" : nothing}
    title=${text}>
    ${stateMark(told ? "told" : TRACK_STATES[track.state].symbol)}
    <span class="chip-name" aria-hidden="true">${shortOf(agency)}</span>
    ${asks ? html`<span class="chip-time" aria-hidden="true">${duration(secondsSince(track.asked_at, now))}</span>` : nothing}
    <span class="unseen">${text}</span>
  </span>`;
}

export function agencyChips(card, context) {
  return html`<span class="chips">${repeat(
    inOrder(card.tracks),
    (track) => track.id,
    (track) => agencyChip(track, context),
  )}</span>`;
}
