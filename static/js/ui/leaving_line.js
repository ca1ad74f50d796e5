/** Signing out with unsent calls: a line across the desk that asks what shall become of them. */

import { html, nothing } from "lit-html";
import { fill, gettext, ngettext } from "../core/i18n.js";
import { unsentCalls } from "../desk/calls.js";
import { signOut, stay } from "../desk/leaving.js";

export function leavingLine(desk) {
  const count = unsentCalls(desk).length;
  if (!desk.state.leaving) return nothing;
  const text = ngettext(
    "%(n)s call is not sent. Kept, it stays in this browser for seven days at most.",
    "%(n)s calls are not sent. Kept, they stay in this browser for seven days at most.",
    count,
  );
  const leave = (keep) => signOut(desk, document.getElementById("logout-form"), { keep });
  return html`<p class="banner offline leaving" role="alert"><span>${fill(text, { n: count })}</span>
    <button class="button" @click=${() => leave(true)}>${gettext("Keep and sign out")}</button>
    <button class="button" @click=${() => leave(false)}>${gettext("Discard and sign out")}</button>
    <button class="button main" @click=${() => stay(desk)}>${gettext("Stay")}</button></p>`;
}
