/** The calls at hand: the one in the form and those in the outbox, kept in this browser. */

import { isBlank, isSettled } from "../domain/draft.js";

export function put(desk, call) {
  desk.set({ call });
  keepCalls(desk);
}

/** A call by its key, whether in the form or in the outbox. */
export function findCall(desk, key) {
  const { call, outbox } = desk.state;
  return call?.draft.key === key ? call : outbox.find((each) => each.draft.key === key);
}

export function changeCall(desk, key, patch) {
  const { call, outbox } = desk.state;
  const edit = (each) => (each?.draft.key === key ? { ...each, ...patch(each) } : each);
  desk.set({ call: edit(call), outbox: outbox.map(edit).filter((each) => !isSettled(each.draft)) });
  keepCalls(desk);
}

/** What would be lost if this browser forgot it now. */
export function unsentCalls(desk) {
  const { call, outbox } = desk.state;
  return [call, ...outbox].filter((each) => each && !isBlank(each.draft) && !isSettled(each.draft));
}

const OLDEST_MS = 7 * 24 * 3600 * 1000;

/** After a week a call is history, and who called is nobody's business in this browser. */
export function isExpired({ draft }, now) {
  return Date.parse(draft.began) < now - OLDEST_MS;
}

/** A reload loses nothing: drafts stay in this browser, bound to this person at this agency. */
export function keepCalls(desk) {
  if (desk.stopped) return;
  const { call, outbox } = desk.state;
  const kept = [call && !isBlank(call.draft) ? call : null, outbox];
  desk.storage.set("calls", JSON.stringify(kept));
}
