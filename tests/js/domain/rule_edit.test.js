import assert from "node:assert/strict";
import { test } from "node:test";
import { cut } from "../../../static/js/domain/phrase.js";
import { areaOf, cornersOf } from "../../../static/js/domain/rule_area.js";
import * as edit from "../../../static/js/domain/rule_edit.js";
import {
  firstRound,
  fromStart,
  join,
  lastMoment,
  split,
} from "../../../static/js/domain/rule_times.js";

const WORDS = { day: "%(n)s d", hour: "%(n)s h", minute: "%(n)s min", second: "%(n)s s" };

test("seconds are shown in the largest unit that says them whole", () => {
  assert.deepEqual(split(0), { amount: 0, unit: "second" });
  assert.deepEqual(split(90), { amount: 90, unit: "second" });
  assert.deepEqual(split(300), { amount: 5, unit: "minute" });
  assert.deepEqual(split(7200), { amount: 2, unit: "hour" });
  assert.equal(join("1.5", "minute"), 90);
  assert.equal(join("", "minute"), null);
  assert.equal(join("-1", "second"), null);
});

test("each step has its time from the start", () => {
  const definition = {
    steps: [{ wait: 0 }, { wait: 30 }, { wait: 90 }],
    repeat: { times: 2, wait: 60 },
  };
  assert.deepEqual(firstRound(definition.steps), [0, 30, 120]);
  assert.equal(lastMoment(definition), 120 + 2 * (60 + 120));
  assert.equal(fromStart(0, WORDS), "T+0");
  assert.equal(fromStart(90, WORDS), "T+1 min 30 s");
});

test("another condition begins with what belongs to it", () => {
  const changes = ["mayday", "priority_raised"];
  const before = edit.newDefinition();
  const mayday = edit.withCondition(before, { kind: "mayday" }, changes);
  assert.equal(mayday.condition.within, 0);
  const absent = edit.withCondition(mayday, { kind: "no_update" }, changes);
  assert.equal(absent.condition.within, 60);
  assert.equal(before.condition.kind, "not_acknowledged_by_lead");
});

test("another act keeps nothing that does not belong to it", () => {
  const asks = edit.withStep(edit.newDefinition(), 0, { act: "add_agency" });
  assert.deepEqual(asks.steps[0].targets, []);
  const raises = edit.withStep(asks, 0, { act: "raise_priority" });
  assert.equal(raises.steps[0].priority, 0);
  const tells = edit.withStep(raises, 0, { act: "notify" });
  assert.equal(tells.steps[0].priority, null);
  assert.equal(tells.steps[0].targets.length, 1);
});

test("steps move by one place and stop at the ends", () => {
  const two = edit.newDefinition();
  const moved = edit.movedStep(two, 0, 1);
  assert.deepEqual(moved.steps, [two.steps[1], two.steps[0]]);
  assert.equal(edit.movedStep(two, 0, -1), two);
  assert.equal(edit.withoutStep(edit.withNewStep(two), 0).steps.length, 2);
});

test("another kind of target is clean", () => {
  const definition = edit.withTarget(edit.newDefinition(), 0, 0, { kind: "roster" });
  assert.equal(definition.steps[0].targets[0].role, "");
  const role = edit.withTarget(definition, 0, 0, { kind: "role" });
  assert.equal(role.steps[0].targets[0].role, "supervisor");
});

test("whose people are meant is one word", () => {
  for (const word of ["own", "lead", "filer", "kind:fire", "agency:7"]) {
    assert.equal(edit.whoseOf(edit.readWhose(word)), word);
  }
});

test("repeating needs a wait, and not repeating has none", () => {
  const again = edit.withRepeat(edit.newDefinition(), { times: 3 });
  assert.deepEqual(again.repeat, { times: 3, wait: 60 });
  assert.deepEqual(edit.withRepeat(again, { times: 0 }).repeat, { times: 0, wait: 0 });
});

test("a drawn area is written as it is read", () => {
  const text = "37.000000, 126.000000\n37.000000, 126.100000\n37.100000, 126.100000";
  assert.equal(cornersOf(areaOf(text)), text);
  assert.equal(areaOf(" "), null);
});

test("a sentence is cut where its fields stand", () => {
  assert.deepEqual(cut("after %(wait)s tell %(who)s"), [
    "after ",
    { name: "wait" },
    " tell ",
    { name: "who" },
  ]);
  assert.deepEqual(cut("%(who)s에게"), [{ name: "who" }, "에게"]);
});
