/** What this phone said and the server does not have: what waits, and what was refused and why. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { timeOfDay } from "../../core/format.js";
import { gettext } from "../../core/i18n.js";
import { statusName } from "../../ui/unit_words.js";
import { inOrder } from "../acts.js";

const WORDS = {
  accept: (_fields, reference) => statusName("acknowledged", reference),
  status: ({ status }, reference) => statusName(status, reference),
  clear: (_fields, reference) => statusName("clear", reference),
  duty: ({ duty }, reference) => statusName(duty, reference),
  note: ({ text }) => text,
  check: () => gettext("All well"),
  mayday: () => gettext("MAYDAY"),
  undo: () => gettext("Undo"),
};

export function unsentList(phone) {
  const { acts, held } = phone.state;
  if (!acts.length) return html`<p>${gettext("Everything is sent.")}</p>`;
  return html`${held ? html`<p class="faint">${held.message}</p>` : nothing}
    <ol class="unsent-list">${repeat(
      inOrder(acts),
      (act) => act.key,
      (act) => line(phone, act),
    )}</ol>
    <button class="say" @click=${() => phone.outbox.hurry()}>${gettext("Try again now")}</button>`;
}

function line(phone, act) {
  const { reference } = phone.state;
  return html`<li class=${act.refused ? "refused" : "waiting"}>
    <time datetime=${act.at}>${timeOfDay(act.at, reference.city.timezone)}</time>
    <span class="unsent-words">${WORDS[act.kind](act.fields, reference)}
      ${act.refused ? html`<span class="wrong">${act.refused.message}</span>` : html`<span class="faint">${gettext("waits")}</span>`}</span>
    ${act.refused ? html`<button class="button" @click=${() => phone.outbox.drop(act)}>${gettext("Seen")}</button>` : nothing}</li>`;
}
