/** Open incidents that may be the same one; one key attaches the caller instead of filing a second time. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { distance } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { attachCall } from "../desk/calling.js";
import { select } from "../desk/selecting.js";
import { incidentItem } from "./pickers.js";

export function duplicatesStrip(desk, call) {
  if (!call.similar.length || call.draft.filed) return nothing;
  return html`<section class="duplicates" aria-label=${gettext("May be the same incident")}>
    <h3>${gettext("The same incident?")}</h3>
    <ol>${repeat(
      call.similar,
      ({ incident }) => incident.id,
      (match, nth) => row(desk, match, nth),
    )}</ol>
  </section>`;
}

function row(desk, { metres, minutes, incident }, nth) {
  const near = fill(gettext("%(distance)s, %(minutes)s min ago"), {
    distance: distance(metres),
    minutes: Math.round(minutes),
  });
  return html`<li>
    <button type="button" class="duplicate" @click=${() => select(desk, incident.id)}>
      ${incidentItem(incident, desk.state.reference)} <span class="near">${near}</span></button>
    <button type="button" class="button" @click=${() => attachCall(desk, nth)}>
      <kbd>F${nth + 2}</kbd> ${gettext("Attach")}</button>
  </li>`;
}
