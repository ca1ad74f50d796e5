import assert from "node:assert/strict";
import { test } from "node:test";
import { engineOf, engineState } from "../../../static/js/domain/engine.js";
import { at, NOON } from "./cards.js";

const told = (seconds, drivers) =>
  engineOf({
    at: at(seconds),
    engine: Object.fromEntries(Object.entries(drivers).map(([name, time]) => [name, at(time)])),
  });
const seen = (engine, seconds) => engineState(engine, NOON + seconds * 1000);

test("a working engine has the age that the last heartbeat told, steady between two", () => {
  const engine = told(100, { celery: 98.8, sentinel: 97 });
  assert.deepEqual(seen(engine, 100.2), { state: "ok", seconds: 1.2, silent: [] });
  assert.equal(seen(engine, 102.9).seconds, 1.2);
});

test("one driver that stopped is named while the other works", () => {
  const { state, silent } = seen(told(100, { celery: 59, sentinel: 99 }), 100);
  assert.equal(state, "partly");
  assert.deepEqual(silent, [{ name: "celery", seconds: 41 }]);
});

test("it is red from thirty seconds on, without waiting for the next heartbeat", () => {
  const engine = told(100, { celery: 71, sentinel: 72 });
  assert.equal(seen(engine, 100.4).state, "ok");
  assert.equal(seen(engine, 101).state, "partly");
  assert.equal(seen(engine, 102).state, "silent");
  assert.equal(seen(engine, 102).seconds, 30);
});

test("an engine that never ran is silent, and one of which nothing is heard unknown", () => {
  assert.deepEqual(seen(told(100, {}), 100), { state: "silent", seconds: null, silent: [] });
  assert.equal(seen(null, 100).state, "unknown");
  assert.equal(seen(told(100, { celery: 99 }), 113).state, "unknown");
});

test("an older server says nothing of its engine", () => {
  assert.equal(seen(engineOf({ at: at(100) }), 100).state, "unknown");
});
