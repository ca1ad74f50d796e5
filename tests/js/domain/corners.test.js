import assert from "node:assert/strict";
import { test } from "node:test";
import { readCorners, withCorner, withoutLast } from "../../../static/js/domain/corners.js";

test("corners are read latitude first, as people write them", () => {
  assert.deepEqual(readCorners("37.1, 126.5\n37.2 126.6\n\n37.3,126.7"), [
    [
      [126.5, 37.1],
      [126.6, 37.2],
    ],
    [[126.7, 37.3]],
  ]);
});

test("nothing is nothing, and what is no corner is passed over", () => {
  assert.deepEqual(readCorners("  \n "), []);
  assert.deepEqual(readCorners("north\n37.1, 126.5"), [[[126.5, 37.1]]]);
});

test("a click adds a corner, and one is taken back", () => {
  const one = withCorner("", [126.5, 37.1]);
  assert.equal(one, "37.100000, 126.500000");
  const two = withCorner(one, [126.6, 37.2]);
  assert.equal(two, `${one}\n37.200000, 126.600000`);
  assert.equal(withoutLast(two), one);
  assert.equal(withoutLast(one), "");
});
