/** Who was told because nobody acted: in the timeline, and agency by agency for a glance. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { fill, gettext, nameOf, ngettext, shortOf } from "../core/i18n.js";
import { isLost, isRead } from "../domain/messages.js";
import { toldByAgency } from "../domain/timeline_escalation.js";
import { messageParts } from "./escalation_timeline_words.js";
import { stateMark } from "./symbols.js";

/** More names than this are counted, and unfolded by hand. */
const MOST = 4;

/** One line for each message, however many entries told how far it got. */
export function toldLines(messages, reference) {
  const rows = html`<ul class="told">${repeat(
    messages,
    ({ id }) => id,
    (message) => toldLine(message, reference),
  )}</ul>`;
  if (messages.length <= MOST) return rows;
  const count = messages.length;
  const read = messages.filter(isRead).length;
  return html`<details><summary>${fill(ngettext("%(n)s person, %(read)s read", "%(n)s people, %(read)s read", count), { n: count, read })}</summary>${rows}</details>`;
}

function toldLine(message, reference) {
  const { name, ways, done } = messageParts(message, reference);
  return html`<li class="told-line ${isLost(message) ? "lost" : ""}"><strong>${name || gettext("a program")}</strong>
    <span>${ways.join(" · ")}</span>
    ${done ? html`<span class="told-done">${stateMark("tick")}${done}</span>` : nothing}</li>`;
}

/** The glance: per agency who was told, who is on it and who has not said anything. */
export function toldTable({ reference }, { entries }) {
  const groups = toldByAgency(entries);
  if (!groups.length) return nothing;
  return html`<section aria-labelledby="told-title">
    <h3 class="section-head" id="told-title">${gettext("Told because nobody acted")}</h3>
    <table class="tracks told-table"><tbody>${groups.map((group) => row(group, reference))}</tbody></table></section>`;
}

function row({ agency: id, people }, reference) {
  const agency = reference.agencyById.get(id);
  return html`<tr data-colour=${agency?.colour ?? ""}>
    <th scope="row" title=${nameOf(agency)}>${shortOf(agency) || gettext("city")}</th>
    <td><ul class="told-people">${people.map((person) => glance(person))}</ul></td></tr>`;
}

const SIGN = { answered: "tick", read: "filled", lost: "cross", told: "waiting" };

const SAYS = {
  answered: gettext("is on it"),
  read: gettext("has read it"),
  lost: gettext("not reached"),
  told: gettext("has not answered"),
};

function stateOf(message) {
  if (!message) return "told";
  if (message.answered) return "answered";
  if (isRead(message)) return "read";
  return isLost(message) ? "lost" : "told";
}

function glance({ name, message }) {
  const state = stateOf(message);
  return html`<li class="told-person ${state}">${stateMark(SIGN[state])}${name} <span class="faint">${SAYS[state]}</span></li>`;
}
