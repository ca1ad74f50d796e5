/** A stale write: what I saw, what stands now, what I want; and the choice. */

import { html } from "lit-html";
import { gettext, nameOf, shortOf } from "../core/i18n.js";
import { submitPanel } from "../desk/acting.js";
import { closePanel } from "../desk/panels.js";
import { priorityOf } from "../domain/priorities.js";
import { STATUS, TRACK_STATE } from "./words.js";

const FIELD = {
  priority: gettext("Priority"),
  type: gettext("Type"),
  place: gettext("Place"),
  status: gettext("Status"),
  tracks: gettext("Agencies"),
  merged_into: gettext("Merged into"),
};

const SAY = {
  priority: (value) => priorityOf(value).code,
  type: (value, ref) => nameOf(ref.typeByCode.get(value)) || value,
  place: (value) => value.address || `${value.lat}, ${value.lon}`,
  status: (value) => STATUS[value],
  tracks: (value, ref) =>
    value
      .map((track) => `${shortOf(ref.agencyById.get(track.agency))} ${TRACK_STATE[track.state]}`)
      .join(", "),
  merged_into: (value) => value ?? "–",
};

export function conflictView(desk, { act, values, conflict: { changes } }) {
  const { reference } = desk.state;
  return html`<div class="conflict" role="alert">
    <p>${gettext("Somebody changed this while you were working on it.")}</p>
    <table><thead><tr><th></th><th>${gettext("you saw")}</th><th>${gettext("now")}</th><th>${gettext("you want")}</th></tr></thead>
      <tbody>${changes.map(
        ({ field, seen, now }) => html`<tr><th scope="row">${FIELD[field]}</th>
          <td>${SAY[field](seen, reference)}</td><td><strong>${SAY[field](now, reference)}</strong></td>
          <td>${wanted(act, field, values, reference)}</td></tr>`,
      )}</tbody></table>
    <div class="act-buttons">
      <button type="button" class="button main" @click=${() => submitPanel(desk, { overTheirs: true })}>${gettext("Do mine on top")}</button>
      <button type="button" class="button" @click=${() => closePanel(desk)}>${gettext("Leave theirs")} <kbd>Esc</kbd></button>
    </div>
  </div>`;
}

function wanted(act, field, values, reference) {
  if (act === "place" && field === "place") return SAY.place(values);
  return field in values ? SAY[field](values[field], reference) : "–";
}
