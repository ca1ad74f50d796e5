/** Who is on the incident: role, state in words and shape, since when, by whom. The overdue ones cannot be missed. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, secondsSince, timeOfDay } from "../core/format.js";
import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";
import {
  inOrder,
  isOverdue,
  isToldOnly,
  since,
  TRACK_STATES,
  unanswered,
} from "../domain/tracks.js";
import { stateMark } from "./symbols.js";
import { TRACK_ROLE, TRACK_STATE } from "./words.js";

export function trackTable(card, state) {
  const missing = unanswered(card).length;
  const said = missing
    ? fill(gettext("%(n)s not acknowledged"), { n: missing })
    : gettext("everyone has answered");
  return html`<section aria-labelledby="tracks-title">
    <h3 class="section-head" id="tracks-title">${gettext("Agencies")}
      <span class="${missing ? "open-answers" : "faint"}">${said}</span></h3>
    <table class="tracks"><tbody>
      ${repeat(
        inOrder(card.tracks),
        (track) => track.id,
        (track) => row(track, state),
      )}
    </tbody></table>
  </section>`;
}

function row(track, { reference, me, now }) {
  const agency = reference.agencyById.get(track.agency);
  const overdue = isOverdue(track, now) && track.role !== "informed";
  const told = isToldOnly(track);
  const time = since(track);
  return html`<tr class="track ${told ? "told" : track.state} ${overdue ? "overdue" : ""}" data-colour=${agency?.colour ?? ""}
    data-mine=${track.agency === me.agency ? "yes" : nothing}>
    <th scope="row" title=${nameOf(agency)}>${shortOf(agency)} <span class="track-role">${TRACK_ROLE[track.role]}</span></th>
    <td><span class="track-state">${stateMark(told ? "told" : TRACK_STATES[track.state].symbol)}${stateWords(track, overdue)}</span>
      ${track.reason ? html`<span class="track-reason">${track.reason}</span>` : nothing}</td>
    <td class="right">${timeOfDay(time, reference.city.timezone)}</td>
    <td class="right track-took">${told ? nothing : took(track, now)}</td>
    <td class="track-by">${track.acknowledged_by || askedBy(track, reference)}</td>
  </tr>`;
}

function stateWords(track, overdue) {
  if (overdue) return gettext("no answer in time");
  if (isToldOnly(track)) return gettext("told");
  return TRACK_STATE[track.state];
}

/** Waiting: how long it waits. Otherwise: how long it took to acknowledge. */
function took(track, now) {
  if (track.state === "waiting") return duration(secondsSince(track.asked_at, now));
  if (!track.acknowledged_at) return "";
  const seconds = (Date.parse(track.acknowledged_at) - Date.parse(track.asked_at)) / 1000;
  return html`<span title=${gettext("from asked to acknowledged")}>+${duration(seconds)}</span>`;
}

function askedBy(track, reference) {
  if (!track.asked_by) return "";
  return fill(gettext("asked by %(agency)s"), {
    agency: shortOf(reference.agencyById.get(track.asked_by)),
  });
}
