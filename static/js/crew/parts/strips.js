/** Lines across the page for what must not be missed: a mayday, what is not sent, what was refused. */

import { html, nothing } from "lit-html";
import { fill, gettext } from "../../core/i18n.js";
import { refused, waiting } from "../acts.js";
import { openSheet } from "../saying.js";

const SOON_MS = 2500;

export function strips(phone, picture) {
  const { acts, notice, trouble, held, now } = phone.state;
  return html`<div class="unit-strips">
    ${picture.mayday ? maydayStrip(picture.mayday) : nothing}
    ${signedOut(trouble) || signedOut(held) ? signInStrip() : nothing}
    ${unsentStrip(phone, waiting(acts), held, now)}
    ${refusedStrip(phone, refused(acts))}
    ${notice ? html`<p class="strip ${notice.tone}" role="status">${notice.text}</p>` : nothing}
  </div>`;
}

function maydayStrip({ unsent, acknowledged_by }) {
  const heard = acknowledged_by
    ? fill(gettext("Heard by %(name)s"), { name: acknowledged_by })
    : gettext("Nobody has answered yet");
  return html`<p class="strip mayday" role="alert"><strong>${gettext("MAYDAY")}</strong>
    ${unsent ? gettext("Not sent yet. Call by radio!") : heard}</p>`;
}

const signedOut = (trouble) => trouble?.status === 401;

function signInStrip() {
  return html`<a class="strip bad" href="/login/?next=/unit/">
    ${gettext("You are signed out. Sign in, and what waits is sent.")}</a>`;
}

/** A moment on its way is no news; what waits longer, or was tried in vain, is. */
function unsentStrip(phone, acts, held, now) {
  const late = acts.filter((act) => held || now - Date.parse(act.at) > SOON_MS);
  if (!late.length) return nothing;
  const text = fill(gettext("Not sent yet (%(n)s)"), { n: acts.length });
  return html`<button class="strip warn" data-unsent=${acts.length} @click=${() => openSheet(phone, "unsent")}>
    <strong>${text}</strong> ${gettext("They are kept and sent when there is a signal.")}</button>`;
}

function refusedStrip(phone, acts) {
  if (!acts.length) return nothing;
  const text = fill(gettext("Refused (%(n)s)"), { n: acts.length });
  return html`<button class="strip bad" data-refused=${acts.length} @click=${() => openSheet(phone, "unsent")}>
    <strong>${text}</strong> ${acts[0].refused.message}</button>`;
}
