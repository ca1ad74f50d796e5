/**
 * What happens next on an incident if nobody acts, with its countdown; or in red that nothing does, and why.
 *
 * The countdown is for the eye; a screen reader gets the time at which it ends, which does not change.
 */

import { html, nothing } from "lit-html";
import { duration, timeOfDay } from "../core/format.js";
import { fill, gettext } from "../core/i18n.js";
import { isHeld } from "../domain/ageing.js";
import { countdown, nextOf } from "../domain/escalations.js";
import { namesFor } from "../domain/whom.js";
import { ruleName, TROUBLE, wholeWhom, whomWords, whyNothing } from "./escalation_words.js";

/** One incident's next action, for a row or a head. */
export function nextAction(card, state) {
  const { board, reference, now } = state;
  const next = nextOf(board, card, now);
  if (!next.run) return nothingNext(card, next, reference, now);
  return html`<span class="next">${trouble(next)}${runNext(next.run, state)}</span>`;
}

/** The next step of one run. */
export function runNext(run, { reference, now, whom }) {
  const { seconds, level } = countdown(run, now);
  const at = timeOfDay(run.due_at, reference.city.timezone);
  const names = namesFor(run, whom.names);
  const { who, as } = whomWords(run, names, reference);
  const whole = wholeWhom(run, names, reference);
  const title = fill(gettext("%(at)s: %(whom)s (%(rule)s)"), {
    at,
    whom: whole,
    rule: ruleName(run),
  });
  return html`<span class="next-step ${level}" title=${title}>
    <span class="next-now" aria-hidden="true"><span class="next-left">${left(seconds, level)}</span>
      <span class="next-who">${who}</span></span>
    <span class="next-then" aria-hidden="true"><span class="next-at">${at}</span>
      ${as ? html`<span class="next-as">${as}</span>` : nothing}</span>
    <span class="unseen">${fill(gettext("next at %(at)s: %(whom)s"), { at, whom: whole })}</span></span>`;
}

/** In the moment that it is due nothing counts: a tick takes a second. */
function left(seconds, level) {
  if (level === "due") return gettext("now");
  if (level === "late") return fill(gettext("late %(time)s"), { time: duration(-seconds) });
  return duration(Math.ceil(seconds));
}

function trouble({ trouble: run }) {
  if (!run) return nothing;
  return html`<span class="tag late" title=${run.fault || ruleName(run)}>${TROUBLE[run.state]}</span>`;
}

function nothingNext(card, next, reference, now) {
  if (next.why === "held") return heldNext(card, reference);
  const why = whyNothing(next);
  const held = isHeld(card, now)
    ? html` <span class="next-why">${until(card, reference)}</span>`
    : nothing;
  return html`<span class="next none" title=${why}><strong>${gettext("nothing is scheduled")}</strong>
    <span class="next-why">${why}</span>${held}</span>`;
}

function until({ held_until: end }, { city }) {
  return fill(gettext("on hold until %(time)s"), { time: timeOfDay(end, city.timezone) });
}

function heldNext(card, reference) {
  return html`<span class="next held" title=${card.hold_reason}>${until(card, reference)}</span>`;
}
