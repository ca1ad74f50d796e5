/** Is the engine at work? A calm age in the header, and in red across the desk when it is silent. */

import { html, nothing } from "lit-html";
import { duration } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { engineState } from "../domain/engine.js";
import { icon } from "./symbols.js";

export function engineBadge(engine, now) {
  const found = engineState(engine, now);
  return html`<span class="engine ${found.state}" role="status" aria-live="off" title=${TITLE[found.state](found)}>
    <span class="dot" aria-hidden="true"></span><span class="engine-word">${gettext("engine")}</span>
    <span class="engine-age">${age(found)}</span></span>`;
}

/** Said once and then still for a screen reader: the seconds that count up are for the eye. */
export function engineBanner(engine, now) {
  const { state, seconds } = engineState(engine, now);
  if (state !== "silent") return nothing;
  const time = seconds == null ? "" : duration(seconds);
  return html`<p class="banner offline engine-silent">${icon("warn")}
    <span class="unseen" role="alert">${gettext("The engine is silent: escalation may be late.")}</span>
    <span aria-hidden="true">${
      seconds == null
        ? gettext("The engine has never run: nothing is escalated.")
        : fill(gettext("Engine silent for %(time)s: escalation may be late."), { time })
    }</span></p>`;
}

function age({ state, seconds, silent }) {
  if (state === "unknown") return "?";
  if (seconds == null) return gettext("never ran");
  if (state === "silent") return duration(seconds);
  const text = fill(gettext("%(n)s s"), { n: seconds.toFixed(1) });
  return state === "partly" ? `${text} · ${named(silent)}` : text;
}

/** "sentinel 0:41": a driver that has stopped while another goes on. */
const named = (silent) => silent.map((one) => `${one.name} ${duration(one.seconds)}`).join(", ");

const TITLE = {
  ok: () => gettext("The engine of escalation is at work; seconds since its last tick."),
  partly: ({ silent }) =>
    fill(gettext("The engine is at work, but a driver of it is silent: %(drivers)s"), {
      drivers: named(silent),
    }),
  silent: () => gettext("The engine is silent: escalation may be late."),
  unknown: () => gettext("Nothing is heard of the engine just now."),
};
