/** Messages to people, as entries tell of them: who was told, by what, how far it got, who is on it. */

const QUEUED = new Set(["message.queued", "notice.queued"]);
const MOVED = new Set(["message.moved", "notice.moved"]);
const ANSWERED = new Set(["message.answered", "notice.answered"]);

/** How far a way of reaching somebody got; a later state replaces an earlier one, whenever it is heard. */
const RANK = {
  pending: 0,
  sending: 1,
  accepted: 2,
  failed: 3,
  cancelled: 3,
  withheld: 3,
  delivered: 4,
  read: 5,
};

export const isAboutMessages = ({ kind }) =>
  QUEUED.has(kind) || MOVED.has(kind) || ANSWERED.has(kind);

/** The run that asked for a message: "run:12" is 12; null when something else did. */
export function runOf({ cause }) {
  const found = /^run:(\d+)/.exec(cause ?? "");
  return found ? Number(found[1]) : null;
}

/**
 * Every message that these entries queue, by its id, with what the others say of it:
 * `{ id, user, name, kind, cause, asks, urgent, exercise, at, seq, incident, ways, answered }`.
 *
 * `ways` has for each channel `{ channel, state, at }`; `answered` is `{ name, how, at }` or null.
 */
export function messagesIn(entries, known = new Map()) {
  const messages = new Map(known);
  for (const entry of entries) {
    if (QUEUED.has(entry.kind)) queue(messages, entry);
    if (MOVED.has(entry.kind)) move(messages, entry);
    if (ANSWERED.has(entry.kind)) answer(messages, entry);
  }
  return messages;
}

function queue(messages, { seq, at, subject, data }) {
  const incident = subject.type === "incident" ? subject.id : null;
  for (const row of data.messages) {
    if (messages.has(row.id)) continue;
    const ways = row.channels.map((channel) => ({ channel, state: "pending", at }));
    const about = { seq, at, incident, exercise: data.exercise };
    messages.set(row.id, { ...row, ...about, ways, answered: null });
  }
}

function move(messages, { at, data }) {
  for (const { message: id, channel, state } of data.moves) {
    const message = messages.get(id);
    if (message) messages.set(id, { ...message, ways: moved(message.ways, channel, state, at) });
  }
}

/** A way that was not named at first is one that was tried when another had failed. */
function moved(ways, channel, state, at) {
  const known = ways.find((way) => way.channel === channel);
  if (!known) return [...ways, { channel, state, at }];
  if (RANK[state] < RANK[known.state]) return ways;
  return ways.map((way) => (way === known ? { channel, state, at } : way));
}

function answer(messages, { at, data }) {
  const message = messages.get(data.message);
  if (!message) return;
  messages.set(message.id, { ...message, answered: { name: data.name, how: data.how, at } });
}

/** The way that got furthest; among equals the one that did so first. */
export function furthest({ ways }) {
  return ways.reduce(
    (best, way) => (best && RANK[best.state] >= RANK[way.state] ? best : way),
    null,
  );
}

export const isRead = (message) =>
  Boolean(message.answered) || message.ways.some(({ state }) => state === "read");

/** Nobody was reached by any way that was tried, and none is left. */
export const isLost = (message) =>
  !message.answered &&
  message.ways.length > 0 &&
  message.ways.every(({ state }) => state === "failed");

/** `{ told, read, answered, lost }`: how many of these messages got how far. */
export function tally(messages) {
  const count = (holds) => messages.filter(holds).length;
  return {
    told: messages.length,
    read: count(isRead),
    answered: count(({ answered }) => answered),
    lost: count(isLost),
  };
}

/** Who was told for each agency: `[{ agency, messages }]`, those of no agency last. */
export function byAgency(messages) {
  const groups = new Map();
  for (const message of messages) {
    const agency = message.agency ?? null;
    groups.set(agency, [...(groups.get(agency) ?? []), message]);
  }
  return [...groups]
    .map(([agency, rows]) => ({ agency, messages: rows }))
    .sort((a, b) => Number(a.agency === null) - Number(b.agency === null));
}

/** One line for each person: whoever was told again is still one person, and their newest message counts. */
export function newestOfEach(messages) {
  const people = new Map();
  for (const message of messages) people.set(message.user ?? `m${message.id}`, message);
  return [...people.values()];
}
