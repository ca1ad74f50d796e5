import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, toldByAgency } from "../../../static/js/domain/timeline_escalation.js";
import { at, entry, FIRE, POLICE, run } from "./cards.js";

const told = (id, user) => ({
  id,
  user,
  name: `Person ${user}`,
  kind: "escalation",
  cause: "run:1",
  asks: true,
  urgent: true,
  channels: ["sms"],
});
const system = (seq, kind, data, time = at(seq)) => ({
  ...entry(seq, kind, 5, data),
  at: time,
  by: null,
});
const people = [
  { user: 21, name: "Person 21", agency: FIRE },
  { user: 22, name: "Person 22", agency: POLICE },
];
const NIGHT = [
  entry(1, "incident.filed", 5, {}),
  system(2, "escalation.planned", { runs: [run(1, 5)] }),
  system(3, "message.queued", { exercise: false, messages: [told(7, 21), told(8, 22)] }, at(60)),
  system(4, "escalation.stepped", { run: run(1, 5), step: { act: "notify", people } }, at(60)),
  system(5, "message.moved", { moves: [{ message: 7, channel: "sms", state: "delivered" }] }),
  system(6, "message.moved", { moves: [{ message: 7, channel: "sms", state: "read" }] }),
  system(7, "message.answered", {
    message: 7,
    user: 21,
    name: "Person 21",
    how: "link",
    cause: "run:1",
  }),
  system(8, "escalation.ended", {
    runs: [
      run(1, 5, { state: "answered", ended_by: "Person 21" }),
      run(2, 5, { state: "resolved" }),
    ],
  }),
];

test("a step and all that became of its messages is one line", () => {
  const lines = folded(NIGHT);
  assert.deepEqual(
    lines.map(({ kind }) => kind),
    ["incident.filed", "escalation.stepped", "escalation.ended"],
  );
  const [first, second] = lines[1].told;
  assert.deepEqual(
    [first.name, first.ways[0].state, first.answered.name],
    ["Person 21", "read", "Person 21"],
  );
  assert.equal(second.answered, null);
});

test("a run that ended because it happened after all is no line of its own", () => {
  const [, , ended] = folded(NIGHT);
  assert.deepEqual(
    ended.data.runs.map(({ id }) => id),
    [1],
  );
});

test("one rule's steps for several agencies in one moment are one line", () => {
  const step = (seq, id, values) =>
    system(
      seq,
      "escalation.stepped",
      { run: run(id, 5, values), step: { act: "notify", step: 0 } },
      at(60),
    );
  const [line, ...rest] = folded([step(4, 1), step(5, 2, { agency: POLICE })]);
  assert.deepEqual([line.agencies, rest.length], [[FIRE, POLICE], 0]);
  assert.equal(folded([step(4, 1), step(5, 2, { rule: 4 })]).length, 2);
});

test("a message that no step sent has a line of its own", () => {
  const alone = system(3, "message.queued", { exercise: true, messages: [told(7, 21)] });
  const [line, ...rest] = folded([alone, NIGHT[4], NIGHT[6]]);
  assert.equal(rest.length, 0);
  assert.equal(line.told[0].answered.name, "Person 21");
});

test("entries of other kinds stay the same array when nothing is folded", () => {
  const entries = [entry(1, "incident.filed", 5, {})];
  assert.equal(folded(entries), entries);
});

test("the glance says for each agency who was told and who is on it", () => {
  const glance = toldByAgency(NIGHT);
  assert.deepEqual(
    glance.map(({ agency, people: rows }) => [
      agency,
      rows.map(({ message }) => Boolean(message.answered)),
    ]),
    [
      [FIRE, [true]],
      [POLICE, [false]],
    ],
  );
});
