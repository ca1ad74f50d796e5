import assert from "node:assert/strict";
import { test } from "node:test";
import {
  firstChoice,
  groupsOf,
  stepLevel,
  toggled,
} from "../../../static/js/domain/recommended.js";
import { gathered } from "../../../static/js/domain/timeline.js";
import { assignment, entry, FIRE, POLICE } from "./cards.js";

const kinds = new Map([
  [FIRE, "fire"],
  [POLICE, "police"],
]);
const kindOf = (agency) => kinds.get(agency);
const need = (capability, more = {}) => ({
  capability,
  number: 1,
  have: 0,
  agency_kind: "",
  agency: null,
  short: 0,
  reasons: [],
  ask: [],
  ...more,
});
const row = (unit, capability, more = {}) => ({
  unit,
  agency: FIRE,
  for: capability,
  mine: true,
  engaged: false,
  ...more,
});

test("units stand under what they are for and are numbered over all", () => {
  const answer = {
    requirements: [need("engine"), need("patrol", { agency_kind: "police" })],
    units: [
      row(7, "patrol", { agency: POLICE, mine: false }),
      row(1, "engine"),
      row(2, "engine"),
      row(9, "patrol"),
    ],
  };
  const groups = groupsOf(answer, kindOf);
  const ids = groups.map(({ rows }) => rows.map(({ unit, nth }) => [unit, nth]));
  assert.deepEqual(ids, [
    [
      [1, 1],
      [2, 2],
    ],
    [[7, 3]],
    [[9, 4]],
  ]);
  assert.equal(groups.at(-1).requirement, null);
});

test("an agency that could help is a row to be asked, once", () => {
  const answer = {
    requirements: [need("gas_crew", { short: 1, ask: [POLICE, 3] })],
    units: [row(7, "gas_crew", { agency: POLICE, mine: false })],
  };
  const [{ rows }] = groupsOf(answer, kindOf);
  assert.deepEqual(
    rows.map(({ ask, agency, nth }) => [Boolean(ask), agency, nth]),
    [
      [false, POLICE, 1],
      [true, 3, 2],
    ],
  );
});

test("at first my own free units are chosen", () => {
  const units = [
    row(1, "engine"),
    row(2, "engine", { engaged: true }),
    row(3, "patrol", { mine: false }),
  ];
  assert.deepEqual(firstChoice({ units }), [1]);
  assert.deepEqual(toggled([1, 2], 2), [1]);
  assert.deepEqual(toggled([1], 2), [1, 2]);
});

test("alarm levels go up and down among those of the plan", () => {
  assert.equal(stepLevel([1, 2, 3], 1, 1), 2);
  assert.equal(stepLevel([1, 2, 3], 3, 1), 3);
  assert.equal(stepLevel([], 1, 1), 1);
});

test("units that were moved together are one line of the timeline", () => {
  const moved = (seq, id, status = "en_route") =>
    entry(seq, "assignment.moved", 5, {
      assignment: assignment(id, 5, { status }),
      was: "alerted",
      source: "desk",
      reason: "",
    });
  const time = entry(2, "time.recorded", 5, { code: "t6" });
  const lines = gathered([moved(1, 1), time, moved(3, 2), moved(4, 3, "on_scene"), moved(9, 4)]);
  assert.deepEqual(
    lines.map(({ seq, units }) => [seq, units?.length ?? 0]),
    [
      [1, 2],
      [2, 0],
      [4, 1],
      [9, 1],
    ],
  );
});
