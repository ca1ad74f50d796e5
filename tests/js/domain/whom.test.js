import assert from "node:assert/strict";
import { test } from "node:test";
import { namesFor, unnamed, withNames } from "../../../static/js/domain/whom.js";
import { boardWith, run } from "./cards.js";

const next = (who) => ({ ...run(1, 5).next, who });
const board = boardWith({
  escalations: [run(1, 5, { next: next([]) }), run(2, 5, { next: next([]) })],
});
const ids = (runs) => runs.map(({ id }) => id);

test("names are asked for once, and again when the step is another one", () => {
  assert.deepEqual(ids(unnamed(board, new Map())), [1, 2]);
  const names = withNames(board, [run(1, 5, { next: next(["Kim"]) })]);
  assert.deepEqual(ids(unnamed(board, names)), []);
  const moved = boardWith({ escalations: [run(1, 5, { step: 1, next: next([]) })] });
  assert.deepEqual(ids(unnamed(moved, names)), [1]);
});

test("names count for the step that they were asked for, and for no other", () => {
  const names = withNames(board, [run(1, 5, { next: next(["Kim"]) })]);
  assert.deepEqual(namesFor(run(1, 5, { next: next([]) }), names), ["Kim"]);
  assert.deepEqual(namesFor(run(1, 5, { step: 1, next: next([]) }), names), []);
  assert.deepEqual(namesFor(run(9, 5), names), ["Kim"]);
  assert.deepEqual(namesFor(run(1, 5, { next: null }), new Map()), []);
});

test("nobody is asked for where a step tells nobody", () => {
  const acts = boardWith({
    escalations: [run(1, 5, { next: { ...next([]), act: "raise_alarm" } })],
  });
  assert.deepEqual(unnamed(acts, new Map()), []);
});
