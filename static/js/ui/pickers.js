/** The choices that several forms offer: places of the gazetteer, incident types, open incidents. */

import { html, nothing } from "lit-html";
import { query } from "../core/api.js";
import { shortNumber } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { localAddress } from "../domain/addresses.js";
import { activeOf } from "../domain/lists.js";
import { findTypes } from "../domain/type_search.js";
import { priorityBadge } from "./symbols.js";
import "./pick_box.js";
import { PLACE_KIND } from "./words.js";

const MOST = 8;

/** Settings of a pick-box for places. `near` is [lon, lat] or null. */
export function placePicker(desk, { text, near, typed, chosen, invalid }) {
  return {
    label: gettext("Place"),
    name: "place",
    hint: gettext("address, building, crossing, dong"),
    nothing: gettext("Not in the gazetteer. Keep it as typed and set the pin on the map (F8)."),
    text,
    typed,
    chosen,
    invalid,
    find: (words) => findPlaces(desk, words, near),
    item: placeItem,
  };
}

async function findPlaces(desk, words, near) {
  if (words.trim().length < 2) return [];
  const { results } = await desk.api.get(
    query("/api/places/", { q: words.trim(), near: near?.join(",") }),
  );
  return results.slice(0, MOST);
}

function placeItem(place) {
  const name = nameOf(place);
  const second = place.address && place.address !== name ? place.address : "";
  return html`<span class="pick-main">${name || place.address}</span>
    <span class="pick-more">${second}</span>
    <span class="pick-kind">${PLACE_KIND[place.kind] ?? place.kind.replaceAll("_", " ")}</span>`;
}

/** Kinds whose name is itself the last part of the address. */
const AREAS = new Set(["gu", "dong", "place"]);

/** What stands in the address field after a place was chosen. */
export function addressOf(place) {
  const name = nameOf(place);
  if (!name || !place.address || place.address.includes(name)) return place.address || name;
  return AREAS.has(place.kind) ? `${place.address} ${name}` : `${place.address} (${name})`;
}

/** Settings of a pick-box for incident types. */
export function typePicker({ reference }, { text, typed, chosen, invalid }) {
  return {
    label: gettext("Type"),
    name: "type",
    hint: gettext("code, name or initials"),
    local: true,
    eager: true,
    text,
    typed,
    chosen,
    invalid,
    find: (words) => findTypes(reference.incident_types, words),
    item: (type) => typeItem(type, reference),
  };
}

function typeItem(type, reference) {
  return html`${priorityBadge(type.priority, reference)}<span class="pick-main">${nameOf(type)}</span>
    <span class="pick-more"></span><span class="pick-kind">${type.code}</span>`;
}

/** Settings of a pick-box for another open incident. */
export function incidentPicker(state, { label, text, typed, chosen, invalid, except }) {
  const { board, reference, me } = state;
  const find = (words) =>
    activeOf(board, { text: words, scope: "all" }, { agency: me.agency, reference })
      .filter((card) => card.id !== except)
      .slice(0, MOST);
  const hint = gettext("number, type or place");
  return {
    label,
    name: "incident",
    hint,
    local: true,
    eager: true,
    text,
    typed,
    chosen,
    invalid,
    find,
    item: (card) => incidentItem(card, reference),
  };
}

export function incidentItem(card, reference) {
  const type = nameOf(reference.typeByCode.get(card.type)) || card.type;
  return html`${priorityBadge(card.priority, reference)}
    <span class="pick-main">${shortNumber(card.number)} ${type}</span>
    <span class="pick-more">${localAddress(card.place.address, reference.city)}</span>
    ${card.reports > 1 ? html`<span class="pick-kind">${fill(gettext("%(n)s reports"), { n: card.reports })}</span>` : nothing}`;
}
