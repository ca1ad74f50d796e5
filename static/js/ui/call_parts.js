/** Parts of the call form that only show and hand on: title, channel, caller, conflict, outbox. */

import { html, nothing } from "lit-html";
import { coordinates } from "../core/format.js";
import { fill, gettext, nameOf } from "../core/i18n.js";
import { discardWaiting, openWaiting } from "../desk/calling.js";
import { settleConflict } from "../desk/saving.js";
import { CHANNELS } from "../domain/draft.js";
import { refusal } from "./call_status.js";
import { priorityBadge } from "./symbols.js";
import { CHANNEL } from "./words.js";

export function callTitle({ number, attached }) {
  return attached
    ? html`${gettext("Caller attached to")} ${number}`
    : html`${gettext("Filed")} ${number}`;
}

/** How the report came in. */
export function channelChoice(draft, edit) {
  return html`<label class="unseen" for="channel">${gettext("Came by")}</label>
    <select class="input small" id="channel" @change=${(event) => edit({ channel: event.target.value })}>
      ${CHANNELS.map((name) => html`<option value=${name} ?selected=${name === draft.channel}>${CHANNEL[name]}</option>`)}
    </select>`;
}

export function callerFields(draft, edit) {
  const field = (name, label, type) => html`<div class="field"><label for=${name}>${label}</label>
    <input class="input" id=${name} name=${name} type=${type} autocomplete="off" .value=${draft[name]}
      @input=${(event) => edit({ [name]: event.target.value })} /></div>`;
  return html`<div class="caller-fields">
    ${field("caller_number", gettext("Caller's number"), "tel")}
    ${field("caller_name", gettext("Caller"), "text")}
  </div>`;
}

/** What was finished and is not at the server. Only what the server refused waits for a hand. */
export function outboxList(desk) {
  const { outbox } = desk.state;
  if (!outbox.length) return nothing;
  return html`<ul class="outbox" aria-label=${gettext("Not sent yet")}>${outbox.map((call) => waiting(desk, call))}</ul>`;
}

const NEEDS_A_HAND = new Set(["refused", "conflict", "typing"]);

function waiting(desk, call) {
  const { draft, status } = call;
  return html`<li class="wrong"><strong>${waitingWords(call)}</strong>
    ${draft.filed?.number ?? draft.address}
    ${NEEDS_A_HAND.has(status) ? acts(desk, draft) : nothing}</li>`;
}

function waitingWords({ status, problem }) {
  if (status === "refused")
    return fill(gettext("Not accepted: %(why)s"), { why: refusal(problem) });
  if (status === "typing") return gettext("Not finished");
  if (status === "conflict") return gettext("Somebody changed this incident meanwhile.");
  return problem
    ? fill(gettext("Not sent, will be retried. %(why)s"), { why: problem.message })
    : gettext("Not sent yet, will be retried");
}

function acts(desk, { key }) {
  return html`<span class="outbox-acts">
    <button type="button" class="button" @click=${() => openWaiting(desk, key)}>${gettext("Open")}</button>
    <button type="button" class="button quiet" @click=${() => discardWaiting(desk, key)}>${gettext("Discard")}</button>
  </span>`;
}

const CLASH = {
  priority: (incident, reference) => priorityBadge(incident.priority, reference),
  type: ({ type }, reference) =>
    html`<strong>${nameOf(reference.typeByCode.get(type)) || type}</strong>`,
  place: ({
    place,
  }) => html`<strong>${[place.address, place.cross_street].filter(Boolean).join(", ")}</strong>
    <span class="faint">${coordinates(place)}</span>`,
};

const WHAT = { priority: gettext("Priority"), type: gettext("Type"), place: gettext("Place") };

/** What both sides changed: theirs as it stands, mine as I want it; nothing is sent before the choice. */
export function conflictChoice(desk, { draft, conflict: { incident, clashes } }) {
  const { reference } = desk.state;
  const mine = { type: draft.type, priority: draft.priority, place: draft };
  return html`<div class="conflict" role="alert">
    <p>${gettext("Somebody changed this incident meanwhile.")}</p>
    <table><thead><tr><th></th><th>${gettext("now")}</th><th>${gettext("you want")}</th></tr></thead>
      <tbody>${clashes.map(
        (field) => html`<tr><th scope="row">${WHAT[field]}</th>
          <td>${CLASH[field](incident, reference)}</td><td>${CLASH[field](mine, reference)}</td></tr>`,
      )}</tbody></table>
    <button type="button" class="button" @click=${() => settleConflict(desk, draft.key, true)}>${gettext("Send mine")}</button>
    <button type="button" class="button" @click=${() => settleConflict(desk, draft.key, false)}>${gettext("Keep theirs")}</button>
  </div>`;
}
