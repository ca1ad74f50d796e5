/** The unit while no incident holds it: who is on it, and what it does. */

import { html, nothing } from "lit-html";
import { duration, secondsSince } from "../../core/format.js";
import { fill, gettext } from "../../core/i18n.js";
import { unitStatus } from "../../ui/unit_marks.js";
import { kindName } from "../../ui/unit_words.js";

export function freeUnit(phone, { unit, crew }) {
  const { reference, now } = phone.state;
  return html`<section class="free">
    <p class="free-kind">${kindName(unit.kind, reference)}</p>
    <p class="order-since">${unitStatus(unit.duty, reference)}
      <span class="order-time">${duration(secondsSince(unit.since, now))}</span>
      ${unit.unsent ? html`<span class="tag unsent">${gettext("not sent yet")}</span>` : nothing}</p>
    ${unit.reason ? html`<p class="order-words">${unit.reason}</p>` : nothing}
    <p class="free-wait">${gettext("No order. This page rings when one comes.")}</p>
    ${crewList(unit, crew)}
    ${positionLine(phone.state.place)}
  </section>`;
}

export function crewList(unit, crew) {
  const text = fill(gettext("%(n)s of %(least)s logged on"), {
    n: crew.length,
    least: unit.crew_minimum,
  });
  return html`<h3>${gettext("Crew")} <span class="faint">${text}</span></h3>
    <ul class="crew">${crew.map(
      (one) =>
        html`<li>${one.name}${one.me ? html` <span class="tag">${gettext("you")}</span>` : nothing}</li>`,
    )}</ul>`;
}

const PLACE = {
  off: () => "",
  missing: () => gettext("This phone tells no position."),
  denied: () => gettext("Position is not allowed. Allow it in the browser's settings."),
  searching: () => gettext("Looking for your position …"),
  on: ({ fix }) =>
    fill(gettext("Position on, ± %(metres)s m"), { metres: Math.round(fix.accuracy_m ?? 0) }),
};

export function positionLine(place) {
  return html`<p class="position ${place.status}">${PLACE[place.status](place)}</p>`;
}
