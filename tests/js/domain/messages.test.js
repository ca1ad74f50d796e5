import assert from "node:assert/strict";
import { test } from "node:test";
import {
  byAgency,
  furthest,
  isLost,
  messagesIn,
  newestOfEach,
  runOf,
  tally,
} from "../../../static/js/domain/messages.js";
import { arrived, inOrder, popUpsAfter } from "../../../static/js/domain/pop_ups.js";
import { at, FIRE, POLICE } from "./cards.js";

const about = (seq, kind, data) => ({
  seq,
  at: at(seq),
  kind,
  by: null,
  subject: { type: "incident", id: 5 },
  data,
});
const message = (id, user, values = {}) => ({
  id,
  user,
  name: `Person ${user}`,
  agency: FIRE,
  kind: "asked",
  cause: "run:12",
  asks: true,
  urgent: true,
  channels: ["desk", "sms"],
  ...values,
});
const queued = (seq, ...messages) => about(seq, "message.queued", { exercise: false, messages });
const moved = (seq, id, channel, state) =>
  about(seq, "message.moved", { moves: [{ message: id, user: 1, name: "", channel, state }] });
const answered = (seq, id, user = 1) =>
  about(seq, "message.answered", {
    message: id,
    user,
    name: `Person ${user}`,
    how: "desk",
    cause: "run:12",
  });

test("a message is followed along each way, whatever the order in which it is heard", () => {
  const told = messagesIn([
    queued(1, message(7, 1)),
    moved(2, 7, "sms", "delivered"),
    moved(3, 7, "sms", "accepted"),
    moved(4, 7, "voice", "failed"),
  ]).get(7);
  assert.deepEqual(furthest(told), { channel: "sms", state: "delivered", at: at(2) });
  assert.deepEqual(
    told.ways.map(({ channel, state }) => [channel, state]),
    [
      ["desk", "pending"],
      ["sms", "delivered"],
      ["voice", "failed"],
    ],
  );
  assert.equal(runOf(told), 12);
  assert.equal(runOf({ cause: "gap:4" }), null);
});

test("who answered stands there, and what became of all is counted", () => {
  const entries = [
    queued(1, message(7, 1), message(8, 2), message(9, 3, { channels: ["sms"] })),
    moved(2, 8, "desk", "read"),
    moved(3, 9, "sms", "failed"),
    answered(4, 7),
  ];
  const all = [...messagesIn(entries).values()];
  assert.deepEqual(all[0].answered, { name: "Person 1", how: "desk", at: at(4) });
  assert.deepEqual(tally(all), { told: 3, read: 2, answered: 1, lost: 1 });
  assert.ok(isLost(all[2]));
});

test("whoever was told again is one person, and stands with their agency", () => {
  const entries = [
    queued(1, message(7, 1), message(8, 2, { agency: POLICE })),
    queued(5, message(9, 1), message(10, 3, { agency: null })),
  ];
  const newest = newestOfEach([...messagesIn(entries).values()]);
  assert.deepEqual(
    newest.map(({ id }) => id),
    [9, 8, 10],
  );
  assert.deepEqual(
    byAgency(newest).map(({ agency, messages }) => [agency, messages.length]),
    [
      [FIRE, 1],
      [POLICE, 1],
      [null, 1],
    ],
  );
});

test("what is asked of me pops up, urgent first, and nothing that others are asked", () => {
  const calm = message(7, 1, { urgent: false, cause: "gap:1" });
  const now = popUpsAfter(new Map(), [queued(1, calm, message(8, 1), message(9, 2))], { user: 1 });
  assert.deepEqual(
    inOrder(now).map(({ id }) => id),
    [8, 7],
  );
  const later = popUpsAfter(now, [queued(2, message(10, 1))], { user: 1 });
  assert.deepEqual(
    arrived(now, later).map(({ id }) => id),
    [10],
  );
});

test("a step that repeats itself asks once, by its newest message", () => {
  const twice = popUpsAfter(new Map(), [queued(1, message(8, 1)), queued(5, message(9, 1))], {
    user: 1,
  });
  assert.deepEqual(
    inOrder(twice).map(({ id }) => id),
    [9],
  );
});

test("a pop-up goes when anybody answers for its run and when the run ends, a mere word when I read it", () => {
  const before = popUpsAfter(new Map(), [queued(1, message(8, 1))], { user: 1 });
  const after = (...entries) => popUpsAfter(before, entries, { user: 1 }).size;
  assert.equal(after(moved(2, 8, "sms", "delivered")), 1);
  assert.equal(after(moved(2, 8, "desk", "read")), 1);
  const told = queued(3, message(9, 1, { asks: false }));
  assert.equal(after(told), 2);
  assert.equal(after(told, moved(4, 9, "desk", "read")), 1);
  assert.equal(after(answered(2, 99, 4)), 0);
  assert.equal(after(about(2, "escalation.ended", { runs: [{ id: 12 }] })), 0);
  assert.equal(after(about(2, "escalation.ended", { runs: [{ id: 13 }] })), 1);
});
