/** The fields of the panels that act on units. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../core/i18n.js";
import { assignmentsOf } from "../domain/assignments.js";
import { dutiesFor, FREED } from "../domain/unit_status.js";
import { select, text } from "./panel_fields.js";
import { timeFields } from "./time_fields.js";
import { namesOf, statusName } from "./unit_words.js";

/** What is often said when a unit is cleared; anything else may be typed. */
const CLEAR_REASONS = [
  gettext("done"),
  gettext("not needed"),
  gettext("called back on the way"),
  gettext("handed over"),
  gettext("nothing found"),
];

const DUTY_REASONS = [
  gettext("vehicle repair"),
  gettext("refuelling, restocking"),
  gettext("crew rest"),
  gettext("training"),
];

export const UNIT_FIELDS = {
  clear: (form) => html`${about(form)}
    ${text(form, "reason", gettext("Reason"), CLEAR_REASONS)}
    ${select(form, "next", gettext("Then"), freedOptions(form))}`,
  transport: (form) =>
    html`${about(form)} ${text(form, "destination", gettext("Where to (hospital)"))}`,
  override: (form) => html`${about(form)} ${jump(form)}
    ${text(form, "reason", gettext("Reason for the jump"))}`,
  mayday: (form) => select(form, "unit", gettext("Which unit"), maydayOptions(form)),
  end_mayday: (form) => text(form, "reason", gettext("How it ended")),
  duty: dutyFields,
  times: timeFields,
};

const options = (codes, { desk }) =>
  codes.map((code) => [code, statusName(code, desk.state.reference)]);

const freedOptions = (form) => options(FREED, form);

function about({ panel }) {
  return html`<p class="panel-units">${namesOf(panel.rows)}</p>`;
}

function jump({ desk, panel, values }) {
  const { reference } = desk.state;
  const was = [...new Set(panel.rows.map(({ status }) => statusName(status, reference)))].join(
    ", ",
  );
  const words = { was, status: statusName(values.status, reference) };
  return html`<p class="panel-units">${fill(gettext("%(was)s → %(status)s is no usual step."), words)}</p>`;
}

function maydayOptions({ panel }) {
  return [["", gettext("choose …")], ...panel.rows.map((row) => [row.unit, row.call_sign])];
}

function dutyFields(form) {
  const unit = form.desk.state.board.units.get(form.panel.unit);
  if (!unit) return nothing;
  const reasons = form.values.duty === "out_of_service" ? DUTY_REASONS : [];
  return html`<p class="panel-units">${unit.call_sign}</p>
    ${select(form, "duty", gettext("Duty"), options(dutiesFor(unit), form))}
    ${text(form, "reason", gettext("Reason"), reasons)}`;
}

/** Closing frees whoever is still there: who that is, and where they go. */
export function releaseField(form) {
  const { desk, panel } = form;
  const told = panel.problem?.code === "units_still_assigned" ? panel.problem.body.units : [];
  const there = assignmentsOf(desk.state.board, panel.incident);
  const rows = there.length ? there : told;
  if (!rows.length) return nothing;
  const label = fill(gettext("Still there: %(units)s. They are then"), { units: namesOf(rows) });
  return select(form, "released_to", label, freedOptions(form));
}
