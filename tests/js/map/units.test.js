import assert from "node:assert/strict";
import { test } from "node:test";
import { indexed } from "../../../static/js/domain/reference.js";
import { ageOf, lettersOf, lookOf, OUTLINES } from "../../../static/js/map/unit_look.js";
import {
  GLIDE_MS,
  isMoving,
  placeOf,
  towards,
  turned,
} from "../../../static/js/map/unit_motion.js";

const NOW = Date.parse("2026-11-22T03:00:00Z");
const REFERENCE = indexed({
  agencies: [{ id: 1, kind: "fire", position_stale_seconds: 120 }],
  incident_types: [],
  dispositions: [],
  priorities: [],
  unit_kinds: [
    { code: "engine", name_ko: "펌프차", name_en: "engine", service: "fire" },
    { code: "patrol", name_ko: "순찰차", name_en: "patrol car", service: "police" },
  ],
});
const UNIT = { id: 7, agency: 1, kind: "engine", status: "available_station", emergency: false };

function look(unit, seconds) {
  const at = new Date(NOW - seconds * 1000).toISOString();
  const positions = new Map([[7, { lon: 1, lat: 1, at }]]);
  return lookOf(
    { ...UNIT, ...unit },
    { positions, reference: REFERENCE, now: NOW, language: "en" },
  );
}

test("service, kind and status each have a sign that needs no colour", () => {
  const free = look({}, 5);
  assert.deepEqual([free.outline, free.letters, free.filling], ["fire", "En", "open"]);
  const patrol = look({ kind: "patrol", status: "on_scene" }, 5);
  assert.deepEqual([patrol.outline, patrol.letters, patrol.filling], ["police", "Pc", "framed"]);
  const fillings = ["alerted", "en_route", "on_scene", "out_of_service", "returning"].map(
    (status) => look({ status }, 5).filling,
  );
  assert.equal(new Set(fillings).size, 5);
  assert.equal(new Set(Object.values(OUTLINES)).size, Object.keys(OUTLINES).length);
});

test("letters are those of the city's own word", () => {
  assert.equal(lettersOf(UNIT, REFERENCE, "ko"), "펌프");
  assert.equal(lettersOf({ kind: "snow_plough" }, REFERENCE, "en"), "Sp");
});

test("a position says its age, and is never fresh when it is old", () => {
  assert.equal(look({}, 10).age, "");
  assert.equal(look({}, 45).age, "45 s");
  assert.deepEqual([look({}, 119).stale, look({}, 121).stale], [false, true]);
  assert.equal(look({}, 121).age, "2 m");
  assert.equal(ageOf({ seconds: 7300, stale: true }), "2 h");
  assert.notEqual(look({}, 10).key, look({}, 200).key);
});

test("a unit without a position is not on the map", () => {
  const nowhere = { positions: new Map(), reference: REFERENCE, now: NOW, language: "en" };
  assert.equal(lookOf(UNIT, nowhere), null);
});

test("between two frames a unit glides from where it is drawn", () => {
  const first = towards(null, { lon: 1, lat: 1, heading: 350, at: "a" }, 0);
  assert.equal(isMoving(first, 0), false);
  const second = towards(first, { lon: 1.01, lat: 1, heading: 10, at: "b" }, 1000);
  assert.deepEqual(placeOf(second, 1000), { lon: 1, lat: 1, heading: 350 });
  const halfway = placeOf(second, 1000 + GLIDE_MS / 2);
  assert.ok(Math.abs(halfway.lon - 1.005) < 1e-9);
  assert.equal(halfway.heading, 0);
  const third = towards(second, { lon: 1.02, lat: 1, heading: 10, at: "c" }, 1000 + GLIDE_MS / 2);
  assert.ok(Math.abs(third.from.lon - 1.005) < 1e-9);
  assert.deepEqual(placeOf(second, 1e6), { lon: 1.01, lat: 1, heading: 10 });
  assert.equal(isMoving(second, 1e6), false);
});

test("the same position again does not start anew", () => {
  const to = { lon: 1, lat: 1, heading: null, at: "a" };
  const motion = towards(null, to, 0);
  assert.equal(towards(motion, { ...to }, 500), motion);
});

test("a unit that is suddenly elsewhere is there, and for eyes that want rest all are", () => {
  const motion = towards(null, { lon: 1, lat: 1, at: "a" }, 0);
  assert.equal(isMoving(towards(motion, { lon: 1.5, lat: 1, at: "b" }, 10), 10), false);
  const still = towards(motion, { lon: 1.001, lat: 1, at: "b" }, 10, { still: true });
  assert.equal(isMoving(still, 10), false);
});

test("a turn takes the shorter way, and nobody invents a direction", () => {
  assert.equal(turned(10, 350, 0.5), 0);
  assert.equal(turned(null, 90, 0.1), 90);
  assert.equal(turned(90, null, 0.1), null);
});
