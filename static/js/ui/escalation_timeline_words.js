/** One line of the timeline for each kind of entry about escalation and messages. */

import { timeOfDay } from "../core/format.js";
import { fill, gettext, pgettext, shortOf } from "../core/i18n.js";
import { furthest, isRead } from "../domain/messages.js";
import { CONDITION, ruleName, stepWords } from "./escalation_words.js";

/** By what a person is reached. A city may add channels; those show their own name. */
export const WAY = {
  desk: gettext("desk"),
  push: gettext("push"),
  webpush: gettext("push"),
  email: gettext("e-mail"),
  sms: gettext("SMS"),
  voice: gettext("phone call"),
  chat: gettext("chat"),
  webhook: gettext("webhook"),
};

const DELIVERY = {
  pending: pgettext("message", "waiting to be sent"),
  sending: pgettext("message", "being sent"),
  accepted: pgettext("message", "sent"),
  delivered: pgettext("message", "delivered"),
  read: pgettext("message", "read"),
  failed: pgettext("message", "failed"),
  cancelled: pgettext("message", "no longer needed"),
  withheld: pgettext("message", "withheld (exercise)"),
};

const named = (run) => ({ rule: ruleName(run), what: CONDITION[run.condition] ?? run.condition });

/** The people have lines of their own below, where what was sent to them is known. */
function stepped({ run, step }, reference, { told = [], agencies = [] } = {}) {
  const shown = told.length ? { ...step, people: [] } : step;
  const names = agencies.map((id) => shortOf(reference.agencyById.get(id))).join(", ");
  return fill(gettext("Escalation “%(rule)s”: %(what)s"), {
    rule: ruleName(run),
    what: [names, stepWords(shown, run, reference)].filter(Boolean).join(" · "),
  });
}

const ENDED = {
  answered: gettext("Escalation “%(rule)s” stopped: %(name)s is on it"),
  exhausted: gettext("Escalation “%(rule)s”: all steps done, nobody answered"),
};

function ended({ runs }) {
  return runs
    .map((run) => fill(ENDED[run.state] ?? "%(rule)s", { ...named(run), name: run.ended_by }))
    .join(" · ");
}

export const ESCALATION_LINES = {
  "escalation.stepped": stepped,
  "escalation.ended": ended,
  "escalation.blocked": ({ run }) =>
    fill(gettext("Escalation “%(rule)s” is blocked: %(fault)s"), {
      ...named(run),
      fault: run.fault,
    }),
  "message.queued": () => gettext("Told"),
  "escalation.planned": ({ runs }) => runs.map(ruleName).join(" · "),
};

/** "Kim: SMS delivered 14:03:22 · read · acknowledged 14:03:40" as `{ name, ways, done }`. */
export function messageParts(message, reference) {
  const zone = reference.city.timezone;
  const best = furthest(message);
  const ways = message.ways
    .filter((way) => way === best || way.state === "failed")
    .map((way) => wayWords(way, zone));
  const read = isRead(message) && best?.state !== "read" ? [DELIVERY.read] : [];
  return { name: message.name, ways: [...ways, ...read], done: doneWords(message, zone) };
}

/** A desk brings a message by itself; there is no provider that could have delivered it. */
const AT_DESK = {
  pending: gettext("shown at the desk"),
  sending: gettext("shown at the desk"),
  accepted: gettext("shown at the desk"),
  delivered: gettext("shown at the desk"),
};

function wayWords({ channel, state, at }, zone) {
  if (channel === "desk" && AT_DESK[state]) return AT_DESK[state];
  const words = { way: WAY[channel] ?? channel, state: DELIVERY[state] ?? state };
  const text = fill(gettext("%(way)s %(state)s"), words);
  return state === "pending" ? text : `${text} ${timeOfDay(at, zone)}`;
}

function doneWords({ answered }, zone) {
  if (!answered) return "";
  return fill(gettext("acknowledged %(time)s"), { time: timeOfDay(answered.at, zone) });
}
