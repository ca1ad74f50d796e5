import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dayOf,
  distance,
  duration,
  moment,
  shortNumber,
  timeOfDay,
} from "../../../static/js/core/format.js";
import { fill } from "../../../static/js/core/i18n.js";
import { keyName, matches } from "../../../static/js/core/keys.js";

test("durations are short and never negative", () => {
  const said = [-3, 0, 42, 727, 3802, 200_000].map(duration);
  assert.deepEqual(said, ["0:00", "0:00", "0:42", "12:07", "1:03:22", "2 d"]);
});

test("times are the city's, not the browser's", () => {
  const time = "2026-11-22T15:30:05Z";
  assert.equal(timeOfDay(time, "Asia/Seoul"), "00:30:05");
  assert.equal(dayOf(time, "Asia/Seoul"), "2026-11-23");
  assert.equal(moment(time, Date.parse("2026-11-23T05:00:00Z"), "Asia/Seoul"), "00:30:05");
  assert.equal(moment(time, Date.parse("2026-11-24T05:00:00Z"), "Asia/Seoul"), "11-23 00:30:05");
});

test("distances and numbers", () => {
  assert.deepEqual([80.4, 1234].map(distance), ["80 m", "1.2 km"]);
  assert.equal(shortNumber("20261122-0042"), "0042");
});

test("translations may move their named places", () => {
  assert.equal(fill("%(b)s %(a)s %(c)s", { a: 1, b: 2 }), "2 1 %(c)s");
});

test("a letter is its letter, whatever the input mode", () => {
  assert.equal(keyName({ key: "n", code: "KeyN" }), "n");
  assert.equal(keyName({ key: "N", code: "KeyN" }), "n");
  assert.equal(keyName({ key: "ㅜ", code: "KeyN" }), "n");
  assert.equal(keyName({ key: "Process", code: "KeyN" }), "n");
  assert.equal(keyName({ key: "n", code: "KeyB" }), "n", "another layout keeps its own letters");
  assert.equal(keyName({ key: "Enter", code: "Enter", ctrlKey: true }), "Ctrl+Enter");
  assert.equal(keyName({ key: "ArrowDown", code: "ArrowDown" }), "Down");
  assert.equal(keyName({ key: "?", code: "Slash" }), "?");
});

test("no letter acts while somebody types", () => {
  const row = { keys: ["n"] };
  assert.equal(matches(row, "n", { typing: false }), true);
  assert.equal(matches(row, "n", { typing: true }), false);
  assert.equal(matches({ keys: ["Esc"], typing: true }, "Esc", { typing: true }), true);
});
