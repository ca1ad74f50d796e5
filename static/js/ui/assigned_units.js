/** Who is on the incident: the primary unit first, what each does, how long, and its safety check. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { duration, secondsSince, timeOfDay } from "../core/format.js";
import { fill, gettext, nameOf, pgettext, shortOf } from "../core/i18n.js";
import { begin } from "../desk/acting.js";
import { targetsHere } from "../desk/unit_moving.js";
import { openTimes } from "../desk/unit_times.js";
import { isPossible } from "../domain/acts.js";
import { assignmentsOf } from "../domain/assignments.js";
import { safetyOf } from "../domain/safety.js";
import { keycap } from "./key_table.js";
import { unitBar } from "./unit_bar.js";
import { unitStatus } from "./unit_marks.js";
import { kindName, UNIT_ACT } from "./unit_words.js";

export function assignedUnits(desk, card) {
  const { state } = desk;
  const rows = assignmentsOf(state.board, card.id);
  return html`<section aria-labelledby="units-title">
    <h3 class="section-head" id="units-title">${gettext("Units")}
      <span class="faint">${rows.length || gettext("none sent")}</span><span class="grow"></span>
      ${rows.length ? html`<span class="faint hint"><kbd>[</kbd> <kbd>]</kbd> ${gettext("one unit only")}</span>` : sendButton(desk, card)}
      ${timesButton(desk)}</h3>
    ${unitBar(desk, targetsHere(desk))}
    ${rows.length ? table(desk, rows) : nothing}
  </section>`;
}

function sendButton(desk, card) {
  if (!isPossible("dispatch", card, desk.state.me, desk.state.now)) return nothing;
  return html`<button class="button act main" @click=${() => begin(desk, "dispatch")}>
    <kbd>${keycap("dispatch")}</kbd>${gettext("Dispatch")}</button>`;
}

function timesButton(desk) {
  if (!desk.state.me.may.includes("record_time")) return nothing;
  return html`<button class="button small" title=${UNIT_ACT.times} @click=${() => openTimes(desk)}>
    <kbd>${keycap("times")}</kbd> ${gettext("times")}</button>`;
}

function table(desk, rows) {
  return html`<table class="tracks unit-table"><tbody>${repeat(
    rows,
    ({ id }) => id,
    (row) => line(desk, row),
  )}</tbody></table>`;
}

function line(desk, row) {
  const { reference, now, picked, me, board } = desk.state;
  const agency = reference.agencyById.get(row.agency);
  const safety = safetyOf(row, now);
  const emergency = board.units.get(row.unit)?.emergency;
  return html`<tr class="track unit-line ${safety?.level === "late" ? "overdue" : ""} ${emergency ? "emergency" : ""}"
    data-colour=${agency?.colour ?? ""} data-mine=${row.agency === me.agency ? "yes" : nothing}
    data-assignment=${row.id} aria-selected=${String(row.id === picked)}
    @click=${() => desk.set({ picked: row.id === picked ? null : row.id })}>
    <th scope="row" title="${nameOf(agency)} · ${kindName(row.kind, reference)}"><span>${row.call_sign}</span>
      ${row.primary ? html`<span class="tag primary" title=${gettext("primary unit")}>${pgettext("short for primary unit", "1st")}</span>` : nothing}
      ${emergency ? html`<span class="tag late">${gettext("MAYDAY")}</span>` : nothing}</th>
    <td>${unitStatus(row.status, reference)} ${row.destination ? html`<span class="faint">→ ${row.destination}</span>` : nothing}</td>
    <td class="right unit-time" title=${timeOfDay(row.since, reference.city.timezone)}>${duration(secondsSince(row.since, now))}</td>
    <td class="right">${safety ? check(safety) : nothing}</td>
    <td class="track-by">${shortOf(agency)}${row.alarm_level > 1 ? ` · ${fill(gettext("alarm %(n)s"), { n: row.alarm_level })}` : ""}</td>
  </tr>`;
}

/** The time until somebody must have asked whether the crew is well; a missed one cannot be overlooked. */
function check({ seconds, level }) {
  if (level === "late")
    return html`<span class="safety late">${fill(gettext("check missed %(time)s"), { time: duration(-seconds) })}</span>`;
  return html`<span class="safety ${level}" title=${gettext("until the safety check (9: all well)")}>
    ${fill(gettext("check %(time)s"), { time: duration(seconds) })}</span>`;
}
