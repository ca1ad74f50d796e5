/** A button and a digit for every status, always in the same place; what usually comes next stands out. */

import { html, nothing } from "lit-html";
import { gettext } from "../core/i18n.js";
import { raiseMayday } from "../desk/maydays.js";
import { checkUnits, moveUnits } from "../desk/unit_moving.js";
import { mayMove, usualNext } from "../domain/unit_status.js";
import { keycap, statusKeycap } from "./key_table.js";
import { UNIT_ACT } from "./unit_words.js";

const BAR = [
  "acknowledged",
  "en_route",
  "on_scene",
  "patient",
  "transport",
  "at_hospital",
  "staging",
  "clear",
];

/** For `rows`, the assignments that the keys mean now. */
export function unitBar(desk, rows) {
  if (!rows.length || !desk.state.me.may.includes("unit_status")) return nothing;
  const nexts = new Set(rows.map(({ status }) => usualNext(status)));
  const watched = rows.some((row) => row.safety_due_at || row.safety_missed);
  return html`<div class="actions unit-bar" role="toolbar" aria-label=${gettext("Status of the units")}>
    ${BAR.map((status) => statusButton(desk, rows, status, nexts.size === 1 && nexts.has(status)))}
    ${watched ? button(keycap("check"), UNIT_ACT.check, () => checkUnits(desk, rows)) : nothing}
    ${desk.state.me.may.includes("mayday") ? button(keycap("raiseMayday"), UNIT_ACT.mayday, () => raiseMayday(desk, rows)) : nothing}
  </div>`;
}

function statusButton(desk, rows, status, main) {
  const able = rows.some((row) => mayMove(row.status, status));
  return html`<button class="button act ${main ? "main" : ""}" aria-disabled=${String(!able)}
    @click=${() => moveUnits(desk, status, rows)}><kbd>${statusKeycap(status)}</kbd>${UNIT_ACT[status]}</button>`;
}

function button(key, text, press) {
  return html`<button class="button act" @click=${press}><kbd>${key}</kbd>${text}</button>`;
}
