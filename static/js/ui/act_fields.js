/** The fields of each act's panel. */

import { html, nothing } from "lit-html";
import { gettext, nameOf } from "../core/i18n.js";
import { changePanel } from "../desk/panels.js";
import { detailOf } from "../desk/selecting.js";
import { finishesWith, mayOverride, needsOverride } from "../domain/acts.js";
import { isLowering, PRIORITIES } from "../domain/priorities.js";
import { removableLinks } from "../domain/timeline.js";
import { check, edit, formOf, isWrong, number, select, text } from "./panel_fields.js";
import { addressOf, incidentPicker, placePicker, typePicker } from "./pickers.js";
import { pinLine } from "./pin_line.js";
import { priorityBadge } from "./symbols.js";
import { releaseField, UNIT_FIELDS } from "./unit_fields.js";
import { LINK_KIND, NOTE_LEVEL, TRACK_ROLE } from "./words.js";

export function actFields(desk, panel) {
  const form = formOf(desk, panel);
  return (FIELDS[panel.act] ?? UNIT_FIELDS[panel.act])(form);
}

const FIELDS = {
  decline: (form) => text(form, "reason", gettext("Reason")),
  reopen: (form) => text(form, "reason", gettext("Reason")),
  hold: (form) =>
    html`${number(form, "minutes", gettext("Minutes"))} ${text(form, "reason", gettext("Reason"))}`,
  note: noteFields,
  priority: priorityFields,
  share: shareFields,
  type: typeField,
  place: placeFields,
  merge: (form) => otherIncident(form, "into", gettext("Into which incident")),
  link: (form) => html`${select(
    form,
    "kind",
    gettext("How"),
    ["related", "part_of"].map((kind) => [kind, LINK_KIND[kind]]),
  )}
    ${otherIncident(form, "to", gettext("To which incident"))}`,
  unlink: unlinkFields,
  close: closeFields,
};

function noteFields(form) {
  const audiences = [
    ["all", gettext("all agencies involved")],
    ["own", gettext("own agency only")],
  ];
  return html`<div class="field grows"><label for="act-text">${gettext("Note")}</label>
      <textarea class="input" id="act-text" rows="2" .value=${form.values.text} aria-invalid=${isWrong(form, "text")}
        @input=${edit(form, "text")}></textarea></div>
    ${select(form, "audience", gettext("For"), audiences)}
    ${select(form, "level", gettext("Protected"), Object.entries(NOTE_LEVEL))}`;
}

function priorityFields(form) {
  const { desk, values, panel } = form;
  const { reference } = desk.state;
  return html`<fieldset class="field"><legend class="label">${gettext("Priority")}</legend>
      <div class="priority-choice">${PRIORITIES.map(
        ({ level, code }) => html`<label class=${level === values.priority ? "on" : ""}>
          <input class="unseen" type="radio" name="act-priority" .checked=${level === values.priority}
            @change=${() => changePanel(desk, { priority: level })} />
          ${priorityBadge(level, reference)}<span class="wide">${nameOf(reference.priorityByLevel.get(level)) || code}</span></label>`,
      )}</div></fieldset>
    ${isLowering(panel.seen.priority, values.priority) ? text(form, "reason", gettext("Reason for lowering")) : nothing}`;
}

function shareFields(form) {
  const { desk } = form;
  const options = desk.state.reference.agencies
    .filter((agency) => agency.id !== desk.state.me.agency)
    .map((agency) => [agency.id, nameOf(agency)]);
  // The lead is not asked for: it passes when the incident is handed over.
  const roles = ["support", "informed"].map((role) => [role, TRACK_ROLE[role]]);
  return html`${select(form, "agency", gettext("Agency"), [["", gettext("choose …")], ...options])}
    ${select(form, "role", gettext("Role"), roles)} ${text(form, "reason", gettext("Reason"))}
    ${check(form, "transfer", gettext("Hand the incident over"))}`;
}

function typeField({ desk, values }) {
  const row = desk.state.reference.typeByCode.get(values.type);
  const settings = typePicker(desk.state, {
    text: values.typing ?? (row ? `${nameOf(row)} ${row.code}` : ""),
    typed: (typing) => changePanel(desk, { typing }),
    chosen: (type) => changePanel(desk, { type: type.code, typing: undefined }),
  });
  return html`<pick-box class="field grows" .settings=${settings}></pick-box>`;
}

function placeFields(form) {
  const { desk, values } = form;
  const settings = placePicker(desk, {
    text: values.address,
    near: [values.lon, values.lat],
    typed: (address) => changePanel(desk, { address, verified: false }),
    chosen: (place) =>
      changePanel(desk, {
        address: addressOf(place),
        lon: place.lon,
        lat: place.lat,
        verified: true,
      }),
  });
  return html`<div class="grows place-field"><pick-box class="field" .settings=${settings}></pick-box>
      ${pinLine(desk, values)}</div>
    ${text(form, "cross_street", gettext("Floor, detail, cross street"))}`;
}

function otherIncident(form, name, label) {
  const { desk, values, panel } = form;
  const chosen = values[name] == null ? null : desk.card(values[name]);
  const settings = incidentPicker(desk.state, {
    label,
    text: values.typing ?? chosen?.number ?? "",
    except: panel.incident,
    invalid: isWrong(form, name) === "true",
    typed: (typing) => changePanel(desk, { typing, [name]: null }),
    chosen: (card) => changePanel(desk, { [name]: card.id, typing: undefined }),
  });
  return html`<pick-box class="field grows" .settings=${settings}></pick-box>`;
}

/** Which of the links that stand; the first is not chosen by itself, since one act takes it back. */
function unlinkFields(form) {
  const { desk, panel } = form;
  const links = removableLinks(detailOf(desk.state, panel.incident).entries);
  if (!links.length) return html`<p class="faint">${gettext("This incident has no links.")}</p>`;
  const options = links.map((link) => [link.id, linkWords(link, panel.incident)]);
  return select(form, "link", gettext("Which link"), [["", gettext("choose …")], ...options]);
}

function linkWords(link, id) {
  const number = link.from === id ? link.to_number : link.from_number;
  return `${LINK_KIND[link.kind] ?? link.kind}: ${number}`;
}

function closeFields(form) {
  const { desk, panel } = form;
  const rows = desk.state.reference.dispositions.map((row) => [row.code, nameOf(row)]);
  const card = desk.card(panel.incident);
  const open = needsOverride(card, desk.state.me);
  return html`${select(form, "disposition", gettext("How it ended"), [["", gettext("choose …")], ...rows])}
    ${text(form, "note", gettext("Closing note"))}
    ${releaseField(form)}
    ${open ? text(form, "override_reason", overrideLabel(desk.state.me)) : nothing}
    ${finishesWith(card, desk.state.me) ? html`<p class="faint">${gettext("Your agency's part is finished with it.")}</p>` : nothing}`;
}

function overrideLabel(me) {
  return mayOverride(me)
    ? gettext("Not every agency is done. Reason to close all the same")
    : gettext("Not every agency is done. Only a supervisor may close now; reason");
}
