/** What slides up over the page: words that belong to a status, a note, the map, and what is not sent. */

import { html, nothing } from "lit-html";
import { gettext, pgettext } from "../../core/i18n.js";
import { statusName } from "../../ui/unit_words.js";
import { signOut } from "../leaving.js";
import { closeSheet, editSheet, logOff, openSheet, say, sayMove } from "../saying.js";
import { crewList, positionLine } from "./free.js";
import { unsentList } from "./unsent.js";

/** Language, theme and signing out are forms of the server's page. */
const tools = document.getElementById("unit-tools");
const FREED = ["returning", "available_mobile", "available_station"];
const SHEETS = { clear, transport, out_of_service: outOfService, note, map, unsent, menu, leaving };

export function openedSheet(phone, picture) {
  const { sheet } = phone.state;
  if (!sheet) return nothing;
  return SHEETS[sheet.name](phone, picture, sheet.values);
}

function frame(phone, title, body, kind = "") {
  const key = (event) => event.key === "Escape" && closeSheet(phone);
  return html`<div class="sheet-back" @click=${() => closeSheet(phone)}></div>
    <section class="sheet ${kind}" role="dialog" aria-modal="true" aria-label=${title} tabindex="-1" @keydown=${key}>
      <header class="sheet-head"><h2>${title}</h2>
        <button class="button sheet-close" @click=${() => closeSheet(phone)}>${pgettext("close a sheet", "Close")}</button></header>
      ${body}
    </section>`;
}

function clear(phone, _picture, { assignment, reason = "" }) {
  const press = (then) => sayMove(phone, "clear", { assignment, then, reason });
  return frame(
    phone,
    gettext("Clear. What next?"),
    html`${reasonField(phone, gettext("Reason (may stay empty)"))}
      ${FREED.map(
        (
          then,
          index,
        ) => html`<button class="say ${index ? "" : "first"}" data-then=${then} @click=${() => press(then)}>
          ${statusName(then, phone.state.reference)}</button>`,
      )}`,
  );
}

function transport(phone, _picture, { assignment, destination = "" }) {
  const go = () => sayMove(phone, "status", { assignment, status: "transport", destination });
  return frame(
    phone,
    gettext("Transport. Where to?"),
    html`<input class="input" maxlength="200" aria-label=${gettext("Where to")}
        placeholder=${gettext("Hospital (may stay empty)")}
        @input=${(event) => editSheet(phone, { destination: event.target.value })} />
      <button class="say first" @click=${go}>${gettext("Transport")}</button>`,
  );
}

function outOfService(phone, _picture, { reason = "" }) {
  const send = () => say(phone, "duty", { duty: "out_of_service", reason });
  return frame(
    phone,
    gettext("Out of service. Why?"),
    html`${reasonField(phone, gettext("Reason"))}
      <button class="say first" ?disabled=${!reason.trim()} @click=${send}>${gettext("Out of service")}</button>`,
  );
}

function reasonField(phone, words) {
  return html`<input class="input" maxlength="300" aria-label=${words} placeholder=${words}
    @input=${(event) => editSheet(phone, { reason: event.target.value })} />`;
}

function note(phone, _picture, { assignment, own = false }) {
  const text = phone.drafts.get(assignment) ?? "";
  const write = (event) => {
    phone.drafts.set(assignment, event.target.value);
    editSheet(phone, {});
  };
  const send = () => {
    const act = say(phone, "note", { assignment, text, audience: own ? "own" : "all" });
    if (act) phone.drafts.delete(assignment);
  };
  return frame(
    phone,
    gettext("Note"),
    html`<textarea class="input" data-first rows="4" maxlength="4000" aria-label=${gettext("Note")}
        .defaultValue=${text} @input=${write}></textarea>
      <label class="own"><input type="checkbox" .checked=${own}
        @change=${(event) => editSheet(phone, { own: event.target.checked })} />
        ${gettext("for my agency only")}</label>
      <button class="say first" ?disabled=${!text.trim()} @click=${send}>${gettext("Add note")}</button>`,
  );
}

function map(phone, picture, { assignment }) {
  return frame(
    phone,
    gettext("Map"),
    html`<scene-map .phone=${phone} .assignment=${assignment} .picture=${picture}></scene-map>`,
    "whole",
  );
}

function unsent(phone) {
  return frame(phone, gettext("Not at the server"), unsentList(phone));
}

function menu(phone, picture) {
  return frame(
    phone,
    phone.state.me.name,
    html`${picture.unit ? crewList(picture.unit, picture.crew) : nothing}
      ${positionLine(phone.state.place)}
      ${picture.unit ? html`<button class="say" @click=${() => logOff(phone)}>${gettext("Log off from this unit")}</button>` : nothing}
      ${tools}`,
  );
}

function leaving(phone) {
  return frame(
    phone,
    gettext("Not everything is sent"),
    html`<p>${gettext("It stays in this phone, and is sent when you sign in here again.")}</p>
      <button class="say first" @click=${() => openSheet(phone, "unsent")}>${gettext("Look at it")}</button>
      <button class="say" @click=${() => signOut(phone)}>${gettext("Sign out all the same")}</button>`,
  );
}
