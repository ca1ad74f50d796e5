/** One order: what, where, since when, who else, and what is known there. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { distance, duration, secondsSince, timeOfDay } from "../../core/format.js";
import { fill, gettext, nameOf } from "../../core/i18n.js";
import { exerciseTag, priorityBadge } from "../../ui/symbols.js";
import { unitMark, unitStatus } from "../../ui/unit_marks.js";
import { statusName } from "../../ui/unit_words.js";
import { metresBetween } from "../fixes.js";
import { say } from "../saying.js";
import { sceneOf } from "../shown.js";
import { notesOf } from "./notes.js";

/** Several orders at once: which of them is looked at. */
export function orderTabs(phone, picture, work, chosen) {
  const { reference } = phone.state;
  return html`<nav class="order-tabs" aria-label=${gettext("Orders")}>${work.map((one) => {
    const scene = sceneOf(picture, one);
    return html`<button class="order-tab" aria-current=${one.id === chosen.id ? "true" : "false"}
      @click=${() => phone.set({ chosen: one.id })}>
      ${scene ? priorityBadge(scene.card.priority, reference) : nothing}
      <span>${scene?.card.place.address || typeName(scene, reference)}</span>${unitMark(one.status)}</button>`;
  })}</nav>`;
}

export function order(phone, picture, assignment) {
  const scene = sceneOf(picture, assignment);
  if (!scene) return html`<p class="empty">${gettext("This incident is not here yet.")}</p>`;
  return html`<article class="order">
    ${head(scene, phone.state)}
    ${place(scene.card.place, phone.state)}
    ${since(assignment, phone.state)}
    ${safety(phone, assignment)}
    ${scene.card.narrative ? html`<p class="order-words">${scene.card.narrative}</p>` : nothing}
    ${others(scene, assignment, phone.state)}
    ${notesOf(scene, phone.state)}
    ${times(assignment, phone.state)}
  </article>`;
}

function typeName(scene, reference) {
  return scene ? nameOf(reference.typeByCode.get(scene.card.type)) || scene.card.type : "";
}

function head(scene, { reference }) {
  return html`<header class="order-head">${priorityBadge(scene.card.priority, reference)}
    <h2>${typeName(scene, reference)}</h2>${exerciseTag(scene.card)}
    <span class="number">${scene.card.number}</span></header>`;
}

function place(place, state) {
  const { fix } = state.place;
  const away = fix
    ? fill(gettext("%(distance)s away"), { distance: distance(metresBetween(fix, place)) })
    : "";
  const more = [place.cross_street, nameOf(place.district), away].filter(Boolean).join(" · ");
  return html`<p class="order-place">
    <strong>${place.address || gettext("A point on the map")}</strong>
    ${place.verified ? nothing : html`<span class="unverified">${gettext("address not verified")}</span>`}
    <span class="order-more">${more}</span></p>`;
}

function since(assignment, { reference, now }) {
  return html`<p class="order-since">${unitStatus(assignment.status, reference)}
    <span class="order-time">${duration(secondsSince(assignment.since, now))}</span>
    ${assignment.unsent ? html`<span class="tag unsent">${gettext("not sent yet")}</span>` : nothing}</p>`;
}

function safety(phone, assignment) {
  const { safety_due_at: due, safety_missed: missed } = assignment;
  if (!due && !missed) return nothing;
  const left = -secondsSince(due, phone.state.now);
  const text =
    missed || left < 0
      ? gettext("Safety check missed. Are you well?")
      : fill(gettext("Safety check in %(time)s"), { time: duration(left) });
  return html`<p class="well-line ${missed || left < 0 ? "missed" : ""}"><span>${text}</span>
    <button class="button well" @click=${() => say(phone, "check", { assignment: assignment.id })}>
      ${gettext("All well")}</button></p>`;
}

function others(scene, assignment, { reference }) {
  const units = scene.units.filter((one) => one.unit !== assignment.unit);
  if (!units.length) return nothing;
  return html`<section><h3>${gettext("Other units")}</h3>
    <ul class="order-units">${repeat(
      units,
      (one) => one.id,
      (one) => html`<li><strong>${one.call_sign}</strong>${unitStatus(one.status, reference)}</li>`,
    )}</ul></section>`;
}

function times({ times }, { reference }) {
  const rows = Object.entries(times).sort(([, a], [, b]) => (a < b ? -1 : 1));
  return html`<section><h3>${gettext("Times")}</h3><dl class="order-times">${rows.map(
    ([status, at]) => html`<div><dt>${statusName(status, reference)}</dt>
      <dd>${timeOfDay(at, reference.city.timezone)}</dd></div>`,
  )}</dl></section>`;
}
