import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEntry, fromSnapshot } from "../../../static/js/domain/board.js";
import {
  agenciesIn,
  countdown,
  countsOf,
  mayRetry,
  nextOf,
  runsIn,
  runsOf,
  WHY_NOTHING,
} from "../../../static/js/domain/escalations.js";
import { at, boardWith, CITY, card, entry, FIRE, NOON, POLICE, reference, run } from "./cards.js";

const seconds = (count) => NOON + count * 1000;
const ids = (runs) => runs.map(({ id }) => id);
const before = () =>
  boardWith({ incidents: [card(5), card(6)], escalations: [run(1, 5), run(2, 6)] });
const after = (kind, data, incident = 5) => applyEntry(before(), entry(9, kind, incident, data));
const over = (id, incident, state) => run(id, incident, { state, due_at: null, next: null });

test("a snapshot holds running escalations, and an older server's none", () => {
  const board = fromSnapshot({ as_of: 4, board: { incidents: [], escalations: [run(1, 5)] } });
  assert.equal(board.escalations.size, 1);
  assert.equal(fromSnapshot({ as_of: 4, board: { incidents: [] } }).escalations.size, 0);
});

test("runs that begin or get another time stand on the board", () => {
  const later = run(1, 5, { due_at: at(90) });
  const { escalations } = after("escalation.planned", { runs: [later, run(3, 5)] });
  assert.deepEqual([...escalations.keys()], [1, 2, 3]);
  assert.equal(escalations.get(1).due_at, at(90));
});

test("a run that needs nothing more leaves the board, one that failed stays", () => {
  assert.deepEqual(
    ids([...after("escalation.ended", { runs: [over(1, 5, "answered")] }).escalations.values()]),
    [2],
  );
  const step = { run: over(1, 5, "exhausted"), step: { outcome: "reached", people: [] } };
  assert.equal(after("escalation.stepped", step).escalations.get(1).state, "exhausted");
  const blocked = { ...over(1, 5, "blocked"), fault: "KeyError" };
  assert.equal(after("escalation.blocked", { run: blocked }).escalations.get(1).fault, "KeyError");
});

test("an incident that is closed or merged has nothing scheduled", () => {
  for (const kind of ["incident.closed", "incident.merged"]) {
    const board = after(kind, { disposition: "RESOLVED", closed_at: at(9), into: 6 });
    assert.deepEqual(ids([...board.escalations.values()]), [2], kind);
  }
});

test("the next action is the earliest that is due, and trouble stands beside it", () => {
  const board = boardWith({
    incidents: [card(5)],
    escalations: [
      run(1, 5, { due_at: at(300) }),
      run(2, 5, { due_at: at(30) }),
      over(3, 5, "blocked"),
      run(4, 6, { due_at: at(1) }),
    ],
  });
  const next = nextOf(board, card(5), seconds(0));
  assert.equal(next.run.id, 2);
  assert.equal(next.trouble.id, 3);
  assert.deepEqual(ids(runsOf(board, 5)), [3, 2, 1]);
});

test("nothing is scheduled, and why", () => {
  const why = (escalations, values = {}) =>
    nextOf(boardWith({ escalations }), card(5, values), seconds(0)).why;
  assert.equal(why([]), WHY_NOTHING.noRule);
  assert.equal(why([over(1, 5, "exhausted")]), WHY_NOTHING.exhausted);
  assert.equal(why([over(1, 5, "blocked")]), WHY_NOTHING.blocked);
  assert.equal(why([], { held_until: at(60) }), WHY_NOTHING.held);
});

test("only a blocked run is tried again, and by a supervisor or an admin", () => {
  const may = (state, role) => mayRetry(over(1, 5, state), { role });
  assert.ok(may("blocked", "supervisor"));
  assert.ok(!may("blocked", "dispatcher"));
  assert.ok(!may("exhausted", "supervisor"));
});

test("a countdown is calm until the last seconds, and late only when the engine is", () => {
  const level = (now) => countdown(run(1, 5), seconds(now)).level;
  assert.deepEqual([0, 49, 50, 59, 60, 64, 65].map(level), [
    "calm",
    "calm",
    "soon",
    "soon",
    "due",
    "due",
    "late",
  ]);
});

test("the page of all runs puts trouble first, then by due, and narrows to an agency", () => {
  const board = boardWith({
    incidents: [card(5), card(6)],
    escalations: [
      run(1, 5, { due_at: at(300) }),
      run(2, 6, { due_at: at(30), agency: POLICE }),
      over(3, 6, "exhausted"),
      run(4, 5, { due_at: at(90), agency: null }),
      run(5, 99),
    ],
  });
  const shown = (scope) => ids(runsIn(board, { scope }, { agency: POLICE }));
  assert.deepEqual(shown("all"), [3, 2, 4, 1]);
  assert.deepEqual(shown("mine"), [2, 4]);
  assert.deepEqual(shown(FIRE), [3, 4, 1]);
  assert.deepEqual(agenciesIn(board, reference), [FIRE, POLICE]);
  assert.ok(!agenciesIn(board, reference).includes(CITY));
  assert.deepEqual(countsOf(board), { trouble: 1, running: 4 });
});
