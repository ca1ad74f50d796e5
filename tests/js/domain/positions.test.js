import assert from "node:assert/strict";
import { test } from "node:test";
import { ageOf, applyPositions, isStale } from "../../../static/js/domain/positions.js";

const at = (seconds) => `2026-11-22T09:00:${String(seconds).padStart(2, "0")}.000000Z`;
const row = (unit, seconds, lon = 126.7) => [unit, lon, 37.4, 90, 42.5, at(seconds), 8, 0];
const frame = (full, ...units) => ({ type: "positions", at: at(9), full, units });
const nobody = new Map();

test("a full frame replaces all, any other adds what is newer", () => {
  const first = applyPositions(nobody, frame(true, row(1, 1), row(2, 1)));
  const second = applyPositions(first, frame(false, row(2, 3, 126.8)));
  assert.deepEqual([...second.keys()], [1, 2]);
  assert.equal(second.get(2).lon, 126.8);
  assert.equal(first.get(2).lon, 126.7, "what was there before is left alone");
  assert.deepEqual([...applyPositions(second, frame(true, row(3, 4))).keys()], [3]);
  assert.equal(applyPositions(second, frame(true)).size, 0);
});

test("a position that is older than the known one changes nothing", () => {
  const known = applyPositions(nobody, frame(true, row(1, 5, 126.8)));
  assert.equal(applyPositions(known, frame(false, row(1, 4))).get(1).lon, 126.8);
});

test("a fix has the names that the map reads", () => {
  const rows = [7, 126.7, 37.4, null, null, at(1), null, 1];
  assert.deepEqual(applyPositions(nobody, frame(true, rows)).get(7), {
    lon: 126.7,
    lat: 37.4,
    heading: null,
    speed: null,
    at: at(1),
    accuracy: null,
    simulated: true,
  });
});

test("age counts from the time of the position, and decides what is stale", () => {
  const fix = applyPositions(nobody, frame(true, row(1, 0))).get(1);
  const later = (seconds) => Date.parse(at(0)) + seconds * 1000;
  assert.equal(ageOf(fix, later(30)), 30);
  assert.equal(ageOf(fix, later(-30)), 0);
  assert.deepEqual(
    [120, 121].map((seconds) => isStale(fix, later(seconds))),
    [false, true],
  );
  assert.ok(isStale(fix, later(11), 10));
});
