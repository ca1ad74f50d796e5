/** The top line: which unit, what it does, and whether the picture is live. */

import { html, nothing } from "lit-html";
import { duration } from "../../core/format.js";
import { fill, gettext } from "../../core/i18n.js";
import { unitMark } from "../../ui/unit_marks.js";
import { statusName } from "../../ui/unit_words.js";
import { LIVE } from "../../ui/words.js";
import { openSheet } from "../saying.js";
import { atWork } from "../shown.js";

export function top(phone, picture) {
  const { unit } = picture;
  return html`<header class="unit-top">
    <h1 class="unit-name">${unit ? unit.call_sign : gettext("No unit")}</h1>
    ${unit ? doing(phone, picture) : nothing}
    <span class="grow"></span>
    ${liveBadge(phone.state.live)}
    <button class="button unit-menu" aria-haspopup="dialog" @click=${() => openSheet(phone, "menu")}>
      <span aria-hidden="true">⋯</span><span class="unseen">${gettext("More")}</span></button>
  </header>`;
}

function doing({ state }, picture) {
  const latest = atWork(picture).reduce((a, b) => (a && a.since > b.since ? a : b), null);
  const status = latest?.status ?? picture.unit.duty;
  return html`<span class="unit-doing">${unitMark(status)} ${statusName(status, state.reference)}</span>`;
}

function liveBadge({ state, seconds }) {
  const late = state === "delayed" || state === "offline";
  const words = { state: LIVE[state], time: duration(seconds) };
  const text = late ? fill(gettext("%(state)s %(time)s"), words) : LIVE[state];
  return html`<span class="live" data-live=${state} role="status" aria-live="off">
    <span class="dot" aria-hidden="true"></span><span class="live-words">${text}</span></span>`;
}
