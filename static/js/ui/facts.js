/** Place, origin, hold, disposition and links of an incident, as a plain list of facts. */

import { html, nothing } from "lit-html";
import { coordinates, duration, moment } from "../core/format.js";
import { fill, gettext, nameOf, shortOf } from "../core/i18n.js";
import { showOnMap } from "../desk/mapping.js";
import { select } from "../desk/selecting.js";
import { isHeld } from "../domain/ageing.js";
import { linksOf } from "../domain/timeline.js";
import { keycap } from "./key_table.js";
import { LINK_KIND } from "./words.js";

export function facts(desk, card, detail) {
  const { reference, now } = desk.state;
  const zone = reference.city.timezone;
  return html`<section><dl class="facts">
    ${fact(gettext("Place"), place(desk, card))}
    ${card.place.cross_street ? fact(gettext("Detail"), card.place.cross_street) : nothing}
    ${fact(gettext("District"), nameOf(card.place.district) || html`<span class="faint">${gettext("outside every district")}</span>`)}
    ${fact(gettext("Filed"), html`${moment(card.filed_at, now, zone)} · ${shortOf(reference.agencyById.get(card.filed_by))} · ${card.filed_by_name}`)}
    ${target(card, reference)}
    ${isHeld(card, now) ? fact(gettext("Hold"), html`${moment(card.held_until, now, zone)} · ${card.hold_reason}`) : nothing}
    ${card.disposition ? fact(gettext("Closed"), closing(card, reference, now, zone)) : nothing}
    ${card.merged_into ? fact(gettext("Merged into"), incidentLink(desk, card.merged_into, `#${card.merged_into}`)) : nothing}
    ${links(desk, card, detail)}
  </dl></section>`;
}

function fact(name, value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** How soon an agency answers and the first unit is there, where the city says so. */
function target(card, reference) {
  const row = reference.targetOf(card.type, card.priority);
  if (!row?.pending_seconds) return nothing;
  const answer = fill(gettext("acknowledged in %(time)s"), { time: duration(row.pending_seconds) });
  if (!row.response_seconds) return fact(gettext("Target"), answer);
  const there = fill(gettext("on scene in %(time)s"), { time: duration(row.response_seconds) });
  return fact(gettext("Target"), `${answer} · ${there}`);
}

function place(desk, card) {
  const { address, verified } = card.place;
  return html`${address || gettext("point on the map")}
    ${verified ? nothing : html`<span class="unverified">${gettext("unverified")}</span>`}
    <button class="link" @click=${() => showOnMap(desk)} title=${gettext("Show on the map (G)")}>
      ${coordinates(card.place)} <kbd>${keycap("map")}</kbd></button>`;
}

function closing(card, reference, now, zone) {
  const name = nameOf(reference.dispositionByCode.get(card.disposition)) || card.disposition;
  return html`${name} · ${moment(card.closed_at, now, zone)}`;
}

function links(desk, card, { entries }) {
  return linksOf(entries).map((link) => {
    const outward = link.from === card.id;
    const other = outward ? link.to : link.from;
    const number = outward ? link.to_number : link.from_number;
    return fact(LINK_KIND[link.kind] ?? link.kind, incidentLink(desk, other, number));
  });
}

function incidentLink(desk, id, text) {
  return html`<button class="link" @click=${() => select(desk, id)}>${text}</button>`;
}
