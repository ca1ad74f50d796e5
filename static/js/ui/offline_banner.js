/** A line across the desk while what it shows may be out of date. */

import { html, nothing } from "lit-html";
import { duration } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { icon } from "./symbols.js";

export function offlineBanner({ state, seconds }) {
  if (state !== "offline" && state !== "delayed") return nothing;
  const text =
    state === "offline"
      ? gettext("No connection for %(time)s. What you see may be out of date; what you file is kept and sent later.")
      : gettext("The live line is %(time)s behind.");
  return html`<p class="banner ${state}" role="alert">
    ${icon("warn")} <span>${fill(text, { time: duration(seconds) })}</span>
  </p>`;
}
