import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bodyOf,
  inOrder,
  newAct,
  nextSerial,
  refused,
  waiting,
} from "../../../static/js/crew/acts.js";

const AT = Date.parse("2026-11-22T03:00:00Z");
const act = (kind, serial, fields = {}) =>
  newAct(kind, { unit: 7, at: AT, key: `key ${serial}`, serial, fields });

test("an act carries its time, and only what belongs to its kind", () => {
  const said = act("status", 1, { assignment: 3, status: "on_scene", text: "no", destination: "" });
  assert.deepEqual(bodyOf(said), {
    kind: "status",
    unit: 7,
    at: "2026-11-22T03:00:00.000Z",
    assignment: 3,
    status: "on_scene",
  });
});

test("acts go as they were pressed, a mayday before all", () => {
  const acts = [act("note", 2), act("mayday", 3), act("accept", 1)];
  assert.deepEqual(
    inOrder(acts).map(({ serial }) => serial),
    [3, 1, 2],
  );
});

test("what was refused waits no more", () => {
  const no = { ...act("accept", 1), refused: { message: "no" } };
  const acts = [no, act("note", 2)];
  assert.deepEqual(waiting(acts), [acts[1]]);
  assert.deepEqual(refused(acts), [no]);
});

test("a number is never given twice, though its act is gone", () => {
  assert.equal(nextSerial([], 0), 1);
  assert.equal(nextSerial([act("note", 4)], 2), 5);
  assert.equal(nextSerial([], 5), 6);
});
