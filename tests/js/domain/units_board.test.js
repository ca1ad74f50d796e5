import assert from "node:assert/strict";
import { test } from "node:test";
import { assignmentsOf, assignmentsOfUnit } from "../../../static/js/domain/assignments.js";
import { applyEntries, applyEntry, fromSnapshot } from "../../../static/js/domain/board.js";
import { assignment, at, boardWith, card, entry, mayday, unit } from "./cards.js";

const before = () =>
  boardWith({
    incidents: [card(5), card(6)],
    units: [unit(10), unit(20)],
    assignments: [assignment(1, 5, { primary: true }), assignment(2, 5), assignment(3, 6)],
  });
const on = (board, incident) => assignmentsOf(board, incident).map(({ id }) => id);
const aboutUnit = (seq, kind, id, data) => ({
  ...entry(seq, kind, id, data),
  subject: { type: "unit", id },
});

test("a snapshot holds units, assignments and maydays, and an older server's none", () => {
  const board = fromSnapshot({
    as_of: 4,
    board: {
      incidents: [],
      units: [unit(10)],
      assignments: [assignment(1, 5)],
      maydays: [mayday(1)],
    },
  });
  assert.deepEqual([board.units.size, board.assignments.size, board.maydays.size], [1, 1, 1]);
  assert.equal(fromSnapshot({ as_of: 4, board: { incidents: [] } }).units.size, 0);
});

test("a unit is replaced by its newest card, and leaves when it is active no more", () => {
  const busy = applyEntry(
    before(),
    aboutUnit(7, "unit.changed", 10, { unit: unit(10, { status: "en_route" }) }),
  );
  assert.equal(busy.units.get(10).status, "en_route");
  const gone = applyEntry(
    busy,
    aboutUnit(8, "unit.changed", 10, { unit: unit(10, { active: false }) }),
  );
  assert.equal(gone.units.has(10), false);
});

test("sent units stand on their incident, which has news", () => {
  const board = applyEntry(
    before(),
    entry(9, "assignment.made", 6, { assignment: assignment(4, 6) }),
  );
  assert.deepEqual(on(board, 6), [3, 4]);
  assert.equal(board.incidents.get(6).updated_at, at(9));
  assert.deepEqual(
    assignmentsOfUnit(board, 40).map(({ id }) => id),
    [4],
  );
});

test("an incident has one primary unit, and it stands first", () => {
  const moved = assignment(2, 5, { primary: true });
  const board = applyEntry(before(), entry(9, "assignment.primary", 5, { assignment: moved }));
  assert.deepEqual(on(board, 5), [2, 1]);
  assert.equal(board.assignments.get(1).primary, false);
  assert.equal(board.assignments.get(3).primary, false);
});

test("a cleared unit leaves, and the next one is primary", () => {
  const clear = assignment(1, 5, { status: "clear", cleared_at: at(9) });
  const board = applyEntry(
    before(),
    entry(9, "assignment.cleared", 5, { assignment: clear, primary: 2 }),
  );
  assert.deepEqual(on(board, 5), [2]);
  assert.equal(board.assignments.get(2).primary, true);
});

test("a slip that is taken back puts the unit where it was", () => {
  const clear = assignment(3, 6, { status: "clear", cleared_at: at(9) });
  const board = applyEntries(before(), [
    entry(9, "assignment.cleared", 6, { assignment: clear, primary: null }),
    entry(10, "assignment.undone", 6, { assignment: assignment(3, 6), was: "clear" }),
  ]);
  assert.deepEqual(on(board, 6), [3]);
});

test("a closed incident keeps nobody; merging moves its units to the other", () => {
  const closed = applyEntry(
    before(),
    entry(9, "incident.closed", 5, { disposition: "X", closed_at: at(9), version: 2 }),
  );
  assert.deepEqual([on(closed, 5), on(closed, 6)], [[], [3]]);
  const moved = entry(10, "assignment.made", 6, { assignment: assignment(2, 6), moved_from: 5 });
  const merged = entry(11, "incident.merged", 5, { into: 6, version: 2 });
  for (const order of [
    [moved, merged],
    [merged, moved],
  ])
    assert.deepEqual(on(applyEntries(before(), order), 6), [2, 3]);
});

test("whoever sees an incident from now on is told who is on it", () => {
  const board = applyEntries(boardWith({}), [
    entry(8, "incident.shared", 5, { card: card(5) }),
    entry(9, "assignments.shared", 5, { assignments: [assignment(1, 5), assignment(2, 5)] }),
  ]);
  assert.deepEqual(on(board, 5), [1, 2]);
  assert.equal(board.incidents.get(5).updated_at, card(5).updated_at);
});

test("a mayday stands until it is ended", () => {
  const raised = applyEntry(before(), aboutUnit(9, "mayday.raised", 10, { mayday: mayday(1) }));
  const heard = applyEntry(
    raised,
    aboutUnit(10, "mayday.acknowledged", 10, { mayday: mayday(1, { acknowledged_by: "Sol" }) }),
  );
  assert.equal(heard.maydays.get(1).acknowledged_by, "Sol");
  const ended = applyEntry(
    heard,
    aboutUnit(11, "mayday.ended", 10, { mayday: mayday(1, { ended_at: at(11) }) }),
  );
  assert.equal(ended.maydays.size, 0);
});

test("what nobody touched stays the same object", () => {
  const board = before();
  const after = applyEntry(board, aboutUnit(7, "unit.changed", 10, { unit: unit(10) }));
  assert.equal(after.assignments, board.assignments);
  assert.equal(after.incidents, board.incidents);
  assert.notEqual(after.units, board.units);
});
