/** Messages to the person who sits here: a banner above the work and a sound, until they are on it. */

import { Problem } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { isAboutMessages, isRead } from "../domain/messages.js";
import { arrived, fromInbox, inOrder, popUpsAfter } from "../domain/pop_ups.js";
import { popUpWords } from "../ui/pop_up_words.js";
import { play } from "../ui/sound.js";
import { notify } from "./noticing.js";
import { select } from "./selecting.js";

const AGAIN_SECONDS = 10;

/** What is asked already when the desk opens; entries bring the rest. */
export async function loadPopUps(desk) {
  try {
    const { results } = await desk.api.get("/api/messages/?state=open");
    const { popUps, me } = desk.state;
    desk.set({ popUps: new Map([...fromInbox(results, me), ...popUps]) });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}

/** Entries that tell of messages; new ones to me are heard, all at once and once. */
export function hearMessages(desk, entries) {
  const told = entries.filter(
    (entry) => isAboutMessages(entry) || entry.kind === "escalation.ended",
  );
  if (!told.length) return;
  const { popUps: before, me, muted } = desk.state;
  const popUps = popUpsAfter(before, told, me);
  if (!popUps.size && !before.size) return;
  desk.set({ popUps });
  const [first] = arrived(before, popUps);
  if (!first) return;
  desk.set({ said: popUpWords(first, desk.state) });
  if (!muted) play(soundOf(first));
}

const soundOf = ({ urgent }) => (urgent ? "page" : "attention");

/** Every second: an urgent one that nobody has looked at is heard again. */
export function remind({ state: { popUps, muted, now } }) {
  if (muted || Math.floor(now / 1000) % AGAIN_SECONDS) return;
  const isWaiting = (one) => one.urgent && one.asks && !isRead(one);
  if ([...popUps.values()].some(isWaiting)) play("page");
}

export const firstPopUp = ({ popUps }) => inOrder(popUps)[0] ?? null;

/** The key: I am on it; or, of what only tells something, I have read it. */
export async function answerPopUp(desk, message = firstPopUp(desk.state)) {
  if (!message) return notify(desk, gettext("Nothing is asked of you."));
  if (!message.asks) return drop(desk, message, "read");
  const done = await drop(desk, message, "answer");
  if (done)
    notify(
      desk,
      fill(gettext("You are on it: %(what)s"), { what: popUpWords(message, desk.state) }),
      "good",
      message.incident,
    );
}

/** Go to what it is about. It has been seen then, and stays until somebody is on it. */
export function openPopUp(desk, message = firstPopUp(desk.state)) {
  if (!message) return notify(desk, gettext("Nothing is asked of you."));
  if (!isRead(message)) send(desk, message, "read");
  if (message.incident != null) select(desk, message.incident, { tab: "incidents" });
}

/** It leaves at once; a refusal brings it back. */
async function drop(desk, message, act) {
  without(desk, message);
  const problem = await send(desk, message, act);
  if (!problem || problem.code === "nothing_to_answer" || problem.status === 404) return !problem;
  desk.set({ popUps: new Map([...desk.state.popUps, [message.id, message]]) });
  return false;
}

/** What the same cause asked before goes with it. */
function without(desk, { id, cause }) {
  const isOther = (one) => one.id !== id && (!cause || one.cause !== cause);
  desk.set({ popUps: new Map([...desk.state.popUps].filter(([, one]) => isOther(one))) });
}

async function send(desk, { id }, act) {
  try {
    await desk.api.post(`/api/messages/${id}/${act}/`);
    return null;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    notify(desk, problem.message, "bad");
    return problem;
  }
}
