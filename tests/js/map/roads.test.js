import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeAt, edgeFrom, ROADS, widthAt } from "../../../static/js/map/roads.js";

test("every road grows wider the nearer one comes", () => {
  for (const { stops } of ROADS) {
    for (let zoom = 9; zoom < 18; zoom += 1) {
      assert.ok(widthAt(stops, zoom + 1) >= widthAt(stops, zoom));
    }
  }
});

test("at every zoom a more important road is at least as wide", () => {
  for (let zoom = 13; zoom <= 18; zoom += 1) {
    const widths = ROADS.filter((road) => road.from <= zoom).map(({ stops }) =>
      widthAt(stops, zoom),
    );
    assert.deepEqual(
      widths,
      [...widths].sort((a, b) => a - b),
    );
  }
});

test("an edge is never drawn with a width of nothing, which a canvas would ignore", () => {
  for (const { stops } of ROADS.filter((road) => !road.path)) {
    for (let zoom = edgeFrom(stops); zoom <= 18; zoom += 1) {
      assert.ok(edgeAt(stops, zoom) > widthAt(stops, zoom));
    }
  }
});
