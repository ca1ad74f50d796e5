import assert from "node:assert/strict";
import { test } from "node:test";
import { fixOf, isNews, metresBetween, withFix } from "../../../static/js/crew/fixes.js";
import { geoLink } from "../../../static/js/crew/parts/geo_link.js";

const fix = (seconds, more = {}) => ({
  at: new Date(Date.parse("2026-11-22T03:00:00Z") + seconds * 1000).toISOString(),
  lon: 126.07,
  lat: 37.05,
  ...more,
});

test("a position of the browser becomes one of the server", () => {
  const coords = {
    longitude: 126.07012345678,
    latitude: 37.05,
    accuracy: 8.44,
    heading: 359.7,
    speed: 10,
  };
  assert.deepEqual(fixOf({ coords, timestamp: Date.parse("2026-11-22T03:00:00Z") }, 2000), {
    at: "2026-11-22T03:00:02.000Z",
    lon: 126.070123,
    lat: 37.05,
    accuracy_m: 8.4,
    heading: 0,
    speed_kmh: 36,
  });
});

test("a phone that stands has no direction", () => {
  const coords = { longitude: 1, latitude: 1, accuracy: null, heading: Number.NaN, speed: null };
  const made = fixOf({ coords, timestamp: 0 });
  assert.deepEqual([made.heading, made.speed_kmh, made.accuracy_m], [null, null, null]);
});

test("only what is far enough or long enough ago is worth a message", () => {
  assert.equal(isNews(fix(0), null), true);
  assert.equal(isNews(fix(2, { lat: 37.06 }), fix(0)), false);
  assert.equal(isNews(fix(6), fix(0)), false);
  assert.equal(isNews(fix(6, { lat: 37.0502 }), fix(0)), true);
  assert.equal(isNews(fix(31), fix(0)), true);
});

test("only the newest wait for a signal", () => {
  const kept = Array.from({ length: 80 }, (_, n) => fix(n)).reduce(withFix, []);
  assert.equal(kept.length, 60);
  assert.equal(kept.at(-1).at, fix(79).at);
});

test("a hundredth of a degree of latitude is about a kilometre", () => {
  assert.ok(Math.abs(metresBetween(fix(0), fix(0, { lat: 37.06 })) - 1112) < 2);
});

test("the navigator gets latitude first, and the name of the place", () => {
  const link = geoLink({ lon: 126.07, lat: 37.05, address: "Mill & Co (3)" });
  assert.equal(link, "geo:37.050000,126.070000?q=37.050000%2C126.070000(Mill%20%26%20Co%20(3))");
});

test("a phone that knows no geo: gets its own kind of address", () => {
  const link = geoLink({ lon: 126.07, lat: 37.05, address: "Mill" }, { apple: true });
  assert.equal(link, "maps:?daddr=37.050000,126.070000");
});
