/** What is asked of the person who sits here now: messages to them that still want something. */

import { isRead, messagesIn, runOf } from "./messages.js";

/** Messages to `me` after these entries. What somebody else answered no longer asks anything. */
export function popUpsAfter(popUps, entries, me) {
  const messages = messagesIn(entries, popUps);
  for (const { kind, data } of entries) {
    if (kind === "message.answered" || kind === "notice.answered") settle(messages, data.cause);
    if (kind === "escalation.ended") for (const run of data.runs) settle(messages, `run:${run.id}`);
  }
  for (const [id, message] of messages)
    if (message.user !== me.user || isOver(message)) messages.delete(id);
  return messages;
}

/** One answer is enough: whoever else was asked by the same cause need not answer. */
function settle(messages, cause) {
  if (!cause) return;
  for (const [id, message] of messages) if (message.cause === cause) messages.delete(id);
}

/** What asks something stays until somebody is on it; what only tells something goes when it is read. */
const isOver = (message) =>
  Boolean(message.answered) ||
  message.ways.some(({ state }) => state === "cancelled") ||
  (!message.asks && isRead(message));

/** Urgent ones first, then those that ask something, then the newest; what repeats itself stands once. */
export function inOrder(popUps) {
  return [...newestOfEach(popUps).values()].sort(
    (a, b) => Number(b.urgent) - Number(a.urgent) || Number(b.asks) - Number(a.asks) || b.id - a.id,
  );
}

/** One answer counts for all messages of a cause, so the newest of them asks for all. */
function newestOfEach(popUps) {
  const newest = new Map();
  for (const message of popUps.values()) {
    const key = message.cause || `message:${message.id}`;
    if (!newest.has(key) || newest.get(key).id < message.id) newest.set(key, message);
  }
  return newest;
}

/** Those that came with `after` and were not there before. */
export function arrived(before, after) {
  return inOrder(after).filter(({ id }) => !before.has(id));
}

/** What an inbox says of the messages that are open still (notify's Message in the REST API). */
export function fromInbox(rows, me) {
  const messages = rows.map((row) => ({
    ...row,
    user: me.user,
    at: row.queued_at,
    answered: null,
    ways: row.read_at ? [{ channel: "desk", state: "read", at: row.read_at }] : [],
  }));
  return new Map(messages.filter((one) => !isOver(one)).map((one) => [one.id, one]));
}

/** The run whose step asked, on this board; null when it has ended or something else asked. */
export function runBehind(message, board) {
  const run = runOf(message);
  return run === null ? null : (board.escalations.get(run) ?? null);
}
