/** The call form's model: one call being typed, and calls that were finished but are not stored yet. */

import { newKey } from "../core/api.js";
import { fill, ngettext } from "../core/i18n.js";
import {
  emptyDraft,
  isBlank,
  isSettled,
  lacksReason,
  missing,
  withoutLowering,
} from "../domain/draft.js";
import { findCall, isExpired, keepCalls, put } from "./calls.js";
import { lookForDuplicates } from "./duplicates.js";
import { notify } from "./noticing.js";
import { pump } from "./saving.js";

const SAVE_AFTER_MS = 600;
const timers = new Map();

/** A call: its draft, what was asked of it, and how its saving goes. */
export function newCall(now) {
  const draft = emptyDraft(newKey(), new Date(now).toISOString());
  return {
    draft,
    wanted: false,
    attachTo: null,
    attempt: null,
    status: "typing",
    problem: null,
    conflict: null,
    savedAt: null,
    similar: [],
  };
}

/** Open the form, or go back to the call that is being typed. */
export function openCall(desk) {
  desk.set({ call: desk.state.call ?? newCall(desk.state.now), tab: "new" });
}

/** Edit the draft by a pure function of domain/draft.js. */
export function editCall(desk, edit) {
  const { call, now } = desk.state;
  const edited = edit(call.draft);
  const draft = isBlank(call.draft) ? { ...edited, began: new Date(now).toISOString() } : edited;
  put(desk, { ...call, draft, problem: null });
  lookForDuplicates(desk, call.draft, draft);
  if (draft.filed) saveSoon(desk, draft.key);
}

/** Ctrl+Enter: file what can be filed; once filed, finish and make room for the next call. */
export function sendCall(desk) {
  const { call } = desk.state;
  if (!call) return;
  if (lacksReason(call.draft)) return put(desk, { ...call, asked: true });
  if (call.draft.filed || call.attachTo) return finishCall(desk);
  if (missing(call.draft).length) return put(desk, { ...call, asked: true });
  if (call.wanted && call.status === "unsent") return finishCall(desk);
  put(desk, { ...call, wanted: true, asked: true });
  pump(desk, call.draft.key);
}

/** This caller speaks of an incident that exists already. */
export function attachCall(desk, nth) {
  const { call } = desk.state;
  const match = call?.similar[nth];
  if (!match || call.draft.filed || call.wanted) return;
  put(desk, { ...call, attachTo: match.incident.id });
  pump(desk, call.draft.key);
}

/** Close the form. What is not stored yet goes on being sent from the outbox. */
function finishCall(desk) {
  const { call, outbox } = desk.state;
  const pending = !isSettled(call.draft);
  desk.set({ call: null, outbox: pending ? [...outbox, call] : outbox, tab: "queue" });
  keepCalls(desk);
  if (pending) pump(desk, call.draft.key);
}

/** Take a call out of the outbox into the form; one that is being typed there takes its place. */
export function openWaiting(desk, key) {
  const { call, outbox } = desk.state;
  const aside = call && !isBlank(call.draft) && !isSettled(call.draft) ? [call] : [];
  const rest = outbox.filter((each) => each.draft.key !== key);
  desk.set({ call: findCall(desk, key), outbox: [...rest, ...aside], tab: "new" });
  keepCalls(desk);
}

export function discardWaiting(desk, key) {
  desk.set({ outbox: desk.state.outbox.filter((each) => each.draft.key !== key) });
  keepCalls(desk);
}

/** Throw the draft away. A filed call is not thrown away, only closed: a lowering without a reason is. */
export function discardCall(desk) {
  const { call } = desk.state;
  if (!call) return;
  desk.set({ call: { ...call, draft: withoutLowering(call.draft) } });
  if (call.draft.filed || call.wanted) return finishCall(desk);
  desk.set({ call: null, tab: "queue" });
  keepCalls(desk);
}

/** Leave the form without losing a word; a blank one is simply closed. */
export function leaveCall(desk) {
  if (desk.state.call && isBlank(desk.state.call.draft)) discardCall(desk);
}

function tellDropped(desk, count) {
  if (!count) return;
  keepCalls(desk);
  const text = ngettext(
    "%(n)s unsent call older than seven days was dropped from this browser.",
    "%(n)s unsent calls older than seven days were dropped from this browser.",
    count,
  );
  notify(desk, fill(text, { n: count }), "bad");
}

/** How a call that was kept goes on: what was refused stays so until somebody looks at it. */
function awake(call) {
  if (call.status === "refused") return call;
  return { ...call, status: call.wanted || call.attachTo ? "unsent" : "typing" };
}

function saveSoon(desk, key) {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => pump(desk, key), SAVE_AFTER_MS),
  );
}

export function restoreCalls(desk) {
  const text = desk.storage.get("calls");
  if (!text) return;
  const [typed, waiting] = JSON.parse(text);
  const { now } = desk.state;
  const call = typed && !isExpired(typed, now) ? typed : null;
  const outbox = waiting.filter((each) => !isExpired(each, now));
  desk.set({ call: call ? awake(call) : null, outbox: outbox.map(awake) });
  tellDropped(
    desk,
    [typed, ...waiting].filter(Boolean).length - [call, ...outbox].filter(Boolean).length,
  );
  for (const each of [call, ...outbox]) if (each) pump(desk, each.draft.key);
  if (call) lookForDuplicates(desk, null, call.draft);
}
