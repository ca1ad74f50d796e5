/** A line across the desk while what it shows may be out of date. */

import { html, nothing } from "lit-html";
import { duration } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { icon } from "./symbols.js";

const LINES = {
  delayed: gettext("The live line is %(time)s behind."),
  offline: gettext(
    "No connection for %(time)s. What you see may be out of date; what you file is kept here and sent later.",
  ),
};

export function offlineBanner({ state, seconds }) {
  if (state === "ended") return ended();
  if (!LINES[state]) return nothing;
  return html`<p class="banner ${state}">${icon("warn")} <span>${fill(LINES[state], { time: duration(seconds) })}</span></p>`;
}

/** The server ended the line for good: the person is signed out, or this page is older than the server. */
function ended() {
  return html`<p class="banner offline" role="alert">${icon("warn")}
    <span>${gettext("This desk is no longer connected. Your drafts are kept.")}</span>
    <a class="button" href="/">${gettext("Open the desk again")}</a></p>`;
}
