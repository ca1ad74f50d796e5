/** Within reach of one thumb: the next status large, the other legal ones beside it, and the tools. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../../core/i18n.js";
import { unitMark } from "../../ui/unit_marks.js";
import { statusName, UNIT_ACT } from "../../ui/unit_words.js";
import { openSheet, sayDuty, sayStatus, undo } from "../saying.js";
import { nextDuties, nextStatuses } from "../shown.js";
import { navigatorLink } from "./navigator_link.js";
import "./mayday_button.js";

export function thumbZone(phone, picture, assignment) {
  return html`<footer class="thumb">
    ${slipLine(phone)}
    ${assignment ? statuses(phone, picture, assignment) : duties(phone, picture)}
    <div class="tools-row">
      <mayday-button .phone=${phone} ?raised=${Boolean(picture.mayday)}></mayday-button>
      ${assignment ? tools(phone, picture, assignment) : nothing}
    </div>
  </footer>`;
}

function slipLine(phone) {
  const { slip, reference } = phone.state;
  if (!slip) return nothing;
  const text = fill(gettext("%(status)s: said."), { status: actName(slip.status, reference) });
  return html`<p class="slip" role="status">${text}
    <button class="button" @click=${() => undo(phone)}>${gettext("Undo")}</button></p>`;
}

function statuses(phone, picture, assignment) {
  const [first, ...rest] = nextStatuses(picture, assignment);
  if (!first) return nothing;
  const { reference } = phone.state;
  const press = (status) => sayStatus(phone, assignment, status);
  return html`<button class="say first" data-status=${first} @click=${() => press(first)}>
      ${unitMark(first)} ${actName(first, reference)}</button>
    ${row(rest, press, reference)}`;
}

/** No duty is what comes next by itself, so none is larger than the others. */
function duties(phone, picture) {
  return row(nextDuties(picture), (duty) => sayDuty(phone, duty), phone.state.reference);
}

function row(statuses, press, reference) {
  if (!statuses.length) return nothing;
  return html`<div class="say-row">${statuses.map((status) => other(status, press, reference))}</div>`;
}

function other(status, press, reference) {
  return html`<button class="say" data-status=${status} @click=${() => press(status)}>
    ${unitMark(status)} <span>${actName(status, reference)}</span></button>`;
}

function actName(status, reference) {
  return UNIT_ACT[status] ?? statusName(status, reference);
}

function tools(phone, picture, assignment) {
  const open = (sheet) => openSheet(phone, sheet, { assignment: assignment.id });
  return html`<button class="button tool" @click=${() => open("note")}>${gettext("Note")}</button>
    <button class="button tool" @click=${() => open("map")}>${gettext("Map")}</button>
    ${navigatorLink(picture, assignment)}`;
}
