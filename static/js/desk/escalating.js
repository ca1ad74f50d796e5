/** Acts on running escalations: "somebody is on it", and another try where one is stuck. */

import { Problem } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { isTrouble, mayRetry, runsOf } from "../domain/escalations.js";
import { trackOf } from "../domain/tracks.js";
import { ruleName } from "../ui/escalation_words.js";
import { notify } from "./noticing.js";

/** Somebody is on it: the run takes no further step. Its end comes back as an entry. */
export function answerRun(desk, run) {
  return send(desk, run, "answer", gettext("Escalation acknowledged: %(rule)s"));
}

/** Go on where a fault stopped it. */
export function retryRun(desk, run) {
  if (!mayRetry(run, desk.state.me))
    return notify(
      desk,
      gettext("Only a blocked escalation is tried again, by a supervisor or an admin."),
    );
  return send(desk, run, "retry", gettext("Escalation goes on: %(rule)s"));
}

async function send(desk, run, act, text) {
  try {
    await desk.api.post(`/api/escalations/${run.id}/${act}/`);
    notify(desk, fill(text, { rule: ruleName(run) }), "good", run.incident);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    notify(desk, `${ruleName(run)}: ${problem.message}`, "bad", run.incident);
  }
}

/** The run of an incident that a person would take over first; null when each waits for something else. */
export function answerable({ board, me }, card) {
  const runs = runsOf(board, card.id).filter((run) => !waitsForWord(run, card, me));
  return runs.find(isTrouble) ?? runs[0] ?? null;
}

/** What my agency stops by acknowledging the incident itself is not taken over behind its back. */
function waitsForWord({ condition }, card, me) {
  return condition.startsWith("not_acknowledged") && trackOf(card, me.agency)?.state === "waiting";
}

/** The key: the first run of the chosen incident. */
export function answerHere(desk) {
  const card = desk.selectedCard;
  if (!card) return notify(desk, gettext("Choose an incident first."));
  const run = answerable(desk.state, card);
  if (run) return answerRun(desk, run);
  const any = runsOf(desk.state.board, card.id).length;
  const text = any
    ? gettext("Acknowledge the incident itself (A).")
    : gettext("Nothing is scheduled here.");
  notify(desk, text);
}
