/** The panel that says when something happened: whose time, what, when, why; and what was said so far. */

import { html, nothing } from "lit-html";
import { moment } from "../core/format.js";
import { gettext } from "../core/i18n.js";
import { chooseWhose, INCIDENT } from "../desk/unit_times.js";
import { edit, isWrong, select, text } from "./panel_fields.js";
import { statusName } from "./unit_words.js";
import { TIME } from "./words.js";

const STATUSES = [
  "alerted",
  "acknowledged",
  "en_route",
  "staging",
  "on_scene",
  "patient",
  "transport",
  "at_hospital",
  "clear",
];

const REASONS = [
  gettext("the button was pressed late"),
  gettext("heard on the radio"),
  gettext("wrong unit"),
];

export function timeFields(form) {
  const { values } = form;
  const ofIncident = values.whose === INCIDENT;
  return html`${whose(form)}
    ${select(form, "what", gettext("What"), [["", gettext("choose …")], ...whats(form, ofIncident)])}
    ${field(form, "day", gettext("Day"), "date")} ${field(form, "clock", gettext("Time"), "time")}
    ${ofIncident ? nothing : text(form, "reason", gettext("Reason"), REASONS)}
    ${told(form, ofIncident)}`;
}

function whose({ desk, panel, values }) {
  const options = [
    ...panel.rows.map(({ id, call_sign: name }) => [String(id), name]),
    [INCIDENT, gettext("the incident")],
  ];
  return html`<div class="field"><label for="act-whose">${gettext("Of")}</label>
    <select class="input" id="act-whose" @change=${({ target }) => chooseWhose(desk, target.value)}>
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${String(values.whose) === value}>${words}</option>`)}
    </select></div>`;
}

function whats({ desk }, ofIncident) {
  if (ofIncident) return Object.entries(TIME).map(([code, words]) => [code, `${code} ${words}`]);
  return STATUSES.map((status) => [status, statusName(status, desk.state.reference)]);
}

function field(form, name, label, type) {
  return html`<div class="field"><label for="act-${name}">${label}</label>
    <input class="input" id="act-${name}" type=${type} step=${type === "time" ? "1" : nothing}
      .value=${form.values[name]} aria-invalid=${isWrong(form, name)} @input=${edit(form, name)} /></div>`;
}

/** What was said so far; what a later word replaced is struck through and stays. */
function told({ desk, panel }, ofIncident) {
  if (!panel.told) return html`<p class="faint">${gettext("Loading …")}</p>`;
  const { reference, now } = desk.state;
  const zone = reference.city.timezone;
  const what = (row) =>
    ofIncident ? `${row.code} ${TIME[row.code] ?? ""}` : statusName(row.status, reference);
  return html`<ul class="told-times" aria-label=${gettext("Said so far")}>${panel.told.map(
    (row) => html`<li class=${row.counts === false ? "replaced" : ""}>
      <span class="told-at">${moment(row.at, now, zone)}</span> ${what(row)}
      <span class="faint">${sourceOf(row)}</span></li>`,
  )}</ul>`;
}

const SOURCE = {
  desk: gettext("desk"),
  user: gettext("desk"),
  crew: gettext("crew"),
  correction: gettext("corrected"),
  integration: gettext("program"),
  system: gettext("by itself"),
  exercise: gettext("exercise"),
};

function sourceOf({ source, who, reason }) {
  const replaced = reason ? `“${reason}”` : "";
  return [SOURCE[source] ?? source, who, replaced].filter(Boolean).join(" · ");
}
