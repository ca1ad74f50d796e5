import assert from "node:assert/strict";
import { test } from "node:test";
import { grouped, radiusFor } from "../../../static/js/map/clusters.js";

function point(id, x, y, priority = 2) {
  return { id, x, y, priority };
}

const ids = (groups) => groups.map((group) => group.members.map((one) => one.id));

test("incidents that would hide each other become one group, the worst in front", () => {
  const groups = grouped([point(1, 0, 0), point(2, 5, 0, 0), point(3, 100, 0)], { radius: 14 });
  assert.deepEqual(ids(groups), [[2, 1], [3]]);
  assert.deepEqual([groups[0].x, groups[0].y], [5, 0]);
});

test("the chosen incident is never hidden in a group", () => {
  const points = [point(1, 0, 0, 0), point(2, 1, 0), point(3, 2, 0)];
  const groups = grouped(points, { radius: 14, alone: new Set([2]) });
  assert.deepEqual(ids(groups), [[1, 3], [2]]);
});

test("every incident is in exactly one group, however they lie", () => {
  const points = Array.from({ length: 1000 }, (_, i) =>
    point(i, (i * 7919) % 800, (i * 104729) % 600, i % 5),
  );
  const members = ids(grouped(points, { radius: radiusFor(1000) })).flat();
  assert.equal(members.length, 1000);
  assert.equal(new Set(members).size, 1000);
});

test("the order in which incidents come does not change the groups", () => {
  const points = [point(1, 0, 0), point(2, 10, 0), point(3, 20, 0), point(4, 30, 0, 1)];
  assert.deepEqual(grouped(points, { radius: 14 }), grouped([...points].reverse(), { radius: 14 }));
});

test("a few stand apart longer than many", () => {
  assert.ok(radiusFor(10) < radiusFor(100));
  assert.ok(radiusFor(100) < radiusFor(1000));
});
