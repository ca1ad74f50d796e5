/** The units of an incident in one line of a list: the primary one first, each with the sign of its status. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../core/i18n.js";
import { assignmentsOf } from "../domain/assignments.js";
import { isMissed } from "../domain/safety.js";
import { stateOf } from "../domain/unit_status.js";
import { unitMark } from "./unit_marks.js";
import { statusName } from "./unit_words.js";

const MOST = 6;

export function unitChips(card, { board, reference, now }) {
  const rows = assignmentsOf(board, card.id);
  if (!rows.length) return nothing;
  return html`<span class="unit-chips" title=${rows.map((row) => saying(row, reference, false)).join("\n")}>
    ${rows.length > 1 ? html`<span class="unit-count">${rows.length}</span>` : nothing}
    ${rows.slice(0, MOST).map((row) => chip(row, { board, reference, now }))}</span>`;
}

function chip(row, { board, reference, now }) {
  const missed = isMissed(row, now);
  const emergency = board.units.get(row.unit)?.emergency;
  const text = saying(row, reference, missed);
  return html`<span class="unit-chip unit-${stateOf(row.status).tone} ${row.primary ? "primary" : ""} ${missed || emergency ? "alarm" : ""}" title=${text}>
    ${unitMark(row.status)}<span aria-hidden="true">${row.call_sign}</span><span class="unseen">${text}</span></span>`;
}

function saying(row, reference, missed) {
  const text = missed
    ? gettext("%(unit)s: %(status)s, safety check missed")
    : "%(unit)s: %(status)s";
  return fill(text, { unit: row.call_sign, status: statusName(row.status, reference) });
}
