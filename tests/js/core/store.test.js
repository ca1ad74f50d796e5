import assert from "node:assert/strict";
import { test } from "node:test";
import {
  apply,
  badge,
  deadAfter,
  emptyStore,
  pauseBefore,
  TODO,
} from "../../../static/js/core/store.js";

const kim = { user: 3, agency: 2, role: "dispatcher" };
const hello = (viewer = kim) => ({ type: "hello", protocol: 1, viewer, heartbeat: 3 });
const snapshot = (as_of) => ({ type: "snapshot", as_of, board: {} });
const entries = (after, upto) => ({ type: "entries", after, upto, head: upto, entries: [] });
const after = (...frames) =>
  frames.reduce((store, frame) => apply(store, frame).store, emptyStore());
const todo = (store, frame) => apply(store, frame).todo;

test("hello, snapshot and entries move the cursor on", () => {
  const store = after(hello(), snapshot(7), entries(7, 9));
  assert.deepEqual(store, { seq: 9, viewer: kim, heartbeat: 3, positionsAt: "" });
});

test("a frame that begins beyond the cursor is a gap, and so is one that overlaps", () => {
  const store = after(hello(), snapshot(7));
  assert.equal(todo(store, entries(8, 9)), TODO.again);
  assert.equal(todo(store, entries(6, 9)), TODO.again);
  assert.equal(apply(store, entries(8, 9)).store.seq, 7);
});

test("what is known already is passed over", () => {
  assert.equal(todo(after(hello(), snapshot(7)), entries(5, 7)), TODO.nothing);
});

test("a heartbeat that is ahead of us means that something was lost", () => {
  const store = after(hello(), snapshot(7));
  assert.equal(todo(store, { type: "heartbeat", head: 7 }), TODO.nothing);
  assert.equal(todo(store, { type: "heartbeat", head: 6 }), TODO.nothing);
  assert.equal(todo(store, { type: "heartbeat", head: 8 }), TODO.again);
});

test("coming back as the same viewer keeps the cursor; as another it does not", () => {
  const store = after(hello(), snapshot(7));
  assert.equal(apply(store, hello()).store.seq, 7);
  assert.equal(apply(store, hello({ ...kim, agency: 5 })).store.seq, null);
  assert.equal(apply(store, hello({ ...kim, role: "supervisor" })).store.seq, null);
});

test("a protocol that we do not speak ends it", () => {
  assert.equal(todo(emptyStore(), { ...hello(), protocol: 2 }), TODO.end);
});

test("bye says whether to come back", () => {
  assert.equal(todo(emptyStore(), { type: "bye", code: "slow", retry: true }), TODO.again);
  assert.equal(todo(emptyStore(), { type: "bye", code: "signed_out", retry: false }), TODO.end);
});

test("a frame of a later version is passed over", () => {
  assert.equal(todo(emptyStore(), { type: "weather" }), TODO.nothing);
});

test("positions move no cursor, and another viewer has none of them", () => {
  const store = after(hello(), snapshot(7));
  const { store: next, todo: asked } = apply(store, { type: "positions", at: "T1", units: [] });
  assert.deepEqual([asked, next.seq, next.positionsAt], [TODO.positions, 7, "T1"]);
  assert.equal(apply(next, hello()).store.positionsAt, "T1");
  assert.equal(apply(next, hello({ ...kim, agency: 5 })).store.positionsAt, "");
});

test("the badge goes by the age of the last frame", () => {
  const state = (seconds, isLoaded = true) =>
    badge({ heardAt: 0, now: seconds * 1000, interval: 3, isLoaded }).state;
  assert.deepEqual(
    [0, 5, 6, 15, 16].map((seconds) => state(seconds)),
    ["live", "live", "delayed", "delayed", "offline"],
  );
  assert.equal(state(1, false), "connecting");
  assert.equal(badge({ heardAt: 5000, now: 4000, interval: 3, isLoaded: true }).seconds, 0);
});

test("pauses grow, are never equal for all, and stay below half a minute", () => {
  assert.deepEqual(
    [0, 1, 2].map((tries) => pauseBefore(tries, 0)),
    [250, 500, 1000],
  );
  assert.ok(pauseBefore(0, 0.99) > pauseBefore(0, 0.01));
  assert.ok(pauseBefore(60, 0.99) <= 30_000);
});

test("three heartbeats without a word and the line is dead", () => {
  assert.equal(deadAfter(3), 10_000);
});
