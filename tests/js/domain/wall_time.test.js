import assert from "node:assert/strict";
import { test } from "node:test";
import { atWallTime, nextWallTime } from "../../../static/js/domain/wall_time.js";

const NOON = Date.parse("2026-11-22T03:00:00Z"); // twelve o'clock in Seoul

test("three at night in the city is six in the evening before in UTC", () => {
  assert.equal(atWallTime("2026-11-23", "03:00", "Asia/Seoul"), Date.parse("2026-11-22T18:00:00Z"));
});

test("the next three at night is tomorrow's, and the next two in the afternoon today's", () => {
  assert.equal(nextWallTime("03:00", "Asia/Seoul", NOON), Date.parse("2026-11-22T18:00:00Z"));
  assert.equal(nextWallTime("14:00", "Asia/Seoul", NOON), Date.parse("2026-11-22T05:00:00Z"));
});

test("on a night when clocks change, the clock on the wall still shows it", () => {
  for (const day of ["2026-03-29", "2026-10-25"]) {
    const moment = atWallTime(day, "06:00", "Europe/Berlin");
    const shown = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Berlin",
      hour: "2-digit",
      minute: "2-digit",
    });
    assert.equal(shown.format(moment), "06:00");
  }
});
