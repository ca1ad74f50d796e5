import assert from "node:assert/strict";
import { test } from "node:test";
import { indexed } from "../../../static/js/domain/reference.js";
import { isMissed, safetyOf } from "../../../static/js/domain/safety.js";
import { unitCueOf } from "../../../static/js/domain/unit_cues.js";
import { fixOf, newestOf, staleAfter } from "../../../static/js/domain/unit_place.js";
import {
  dutiesFor,
  isFree,
  mayMove,
  stateOf,
  UNIT_STATES,
  usualNext,
} from "../../../static/js/domain/unit_status.js";
import { findUnits, servicesOf, unitsIn } from "../../../static/js/domain/units.js";
import {
  assignment,
  at,
  boardWith,
  card,
  entry,
  FIRE,
  mayday,
  NOON,
  POLICE,
  reference as plain,
  track,
  unit,
} from "./cards.js";

const reference = indexed({
  ...plain,
  unit_kinds: [
    { code: "engine", name_ko: "펌프차", name_en: "engine", service: "fire" },
    { code: "patrol", name_ko: "순찰차", name_en: "patrol car", service: "police" },
  ],
  unit_statuses: [{ code: "en_route", name_ko: "출동중", name_en: "en route" }],
  stations: [{ id: 4, name_ko: "만석센터", name_en: "Manseok" }],
});
const me = { user: 7, agency: FIRE };
const view = (patch = {}) => ({ service: "mine", sort: "status", text: "", free: false, ...patch });
const names = (units) => units.map(({ call_sign: name }) => name);
const fleet = () =>
  boardWith({
    incidents: [card(5)],
    units: [
      unit(1, { call_sign: "E10", since: at(30) }),
      unit(2, { call_sign: "E9", station: 4, since: at(60) }),
      unit(3, { call_sign: "E1", status: "en_route", incidents: 1, since: at(10) }),
      unit(4, { call_sign: "P1", kind: "patrol", agency: POLICE }),
      unit(5, { call_sign: "E5", duty: "out_of_service", status: "out_of_service" }),
    ],
    assignments: [assignment(1, 5, { unit: 3 })],
  });
const board = fleet();
const list = (patch) => names(unitsIn(board, view(patch), { agency: FIRE, reference }));

test("the available stand first, and numbers count as numbers", () => {
  assert.deepEqual(list(), ["E9", "E10", "E1", "E5"]);
  assert.deepEqual(list({ sort: "call_sign" }), ["E1", "E5", "E9", "E10"]);
  assert.deepEqual(list({ sort: "since" }), ["E5", "E1", "E10", "E9"]);
});

test("a crew in danger stands above everything", () => {
  const danger = fleet();
  danger.units.set(5, { ...danger.units.get(5), emergency: true });
  assert.equal(unitsIn(danger, view(), { agency: FIRE, reference })[0].call_sign, "E5");
});

test("tabs: mine, all, and each service that has units here", () => {
  assert.deepEqual(servicesOf(board, reference), ["mine", "all", "fire", "police"]);
  assert.deepEqual(list({ service: "police" }), ["P1"]);
  assert.equal(list({ service: "all" }).length, 5);
});

test("the filter finds by call sign, kind, station, status, initials and incident", () => {
  assert.deepEqual(list({ text: "e1" }), ["E10", "E1"]);
  assert.deepEqual(list({ text: "만석" }), ["E9"]);
  assert.deepEqual(list({ text: "ㅁㅅ" }), ["E9"]);
  assert.deepEqual(list({ text: "출동중" }), ["E1"]);
  assert.deepEqual(list({ text: "0005" }), ["E1"]);
  assert.deepEqual(list({ text: "engine 9" }), ["E9"]);
  assert.deepEqual(list({ free: true }), ["E9", "E10"]);
});

test("one more unit is found by call sign, those that begin with it first", () => {
  const find = (text) => names(findUnits(board, text, { reference, agency: FIRE }));
  assert.deepEqual(find("e1"), ["E10", "E1"]);
  assert.deepEqual(find("p1"), []);
});

test("2,000 units are sorted and filtered quickly", () => {
  const rows = Array.from({ length: 2000 }, (_, id) => unit(id, { call_sign: `E${id}` }));
  const large = boardWith({ units: rows });
  const began = performance.now();
  unitsIn(large, view({ text: "e19" }), { agency: FIRE, reference });
  assert.ok(performance.now() - began < 500);
});

test("moves are those of the server's table, and each status has a usual next one", () => {
  assert.equal(mayMove("alerted", "en_route"), true);
  assert.equal(mayMove("on_scene", "en_route"), false);
  assert.equal(mayMove("transport", "clear"), false);
  assert.equal(mayMove("clear", "alerted"), false);
  for (const status of ["alerted", "en_route", "on_scene", "patient", "transport", "at_hospital"])
    assert.equal(mayMove(status, usualNext(status)), true, status);
  assert.deepEqual(dutiesFor(unit(1)), ["available_mobile", "out_of_service"]);
});

test("every status has a sign of its own beside its words", () => {
  const free = new Set(["home", "ring", "left"]);
  assert.ok(Object.values(UNIT_STATES).every(({ mark }) => mark));
  assert.ok(
    ["available_station", "available_mobile", "returning"].every((s) => free.has(stateOf(s).mark)),
  );
  assert.equal(stateOf("flying").tone, "away");
});

test("free is who is in service, on no incident and in no danger", () => {
  assert.equal(isFree(unit(1)), true);
  assert.equal(isFree(unit(1, { duty: "returning" })), true);
  assert.equal(isFree(unit(1, { duty: "out_of_service" })), false);
  assert.equal(isFree(unit(1, { incidents: 1 })), false);
  assert.equal(isFree(unit(1, { emergency: true })), false);
});

test("a safety check: how long, soon, missed by the server's word or by the clock", () => {
  const due = assignment(1, 5, { safety_due_at: at(600) });
  assert.deepEqual(safetyOf(due, NOON), { seconds: 600, level: "calm" });
  assert.equal(safetyOf(due, NOON + 545_000).level, "due");
  assert.deepEqual(safetyOf(due, NOON + 610_000), { seconds: -10, level: "late" });
  assert.equal(isMissed({ ...due, safety_missed: true }, NOON), true);
  assert.equal(safetyOf(assignment(1, 5), NOON), null);
});

test("an old position is called old, by the limit of its agency", () => {
  const positions = new Map([[1, { lon: 126, lat: 37, at: at(0) }]]);
  const state = (seconds, ref) => ({ positions, reference: ref, now: NOON + seconds * 1000 });
  const limits = { ...reference, position_stale_seconds: { [FIRE]: 60 } };
  assert.equal(staleAfter(FIRE, limits), 60);
  assert.deepEqual(fixOf(unit(1), state(59, limits)), { seconds: 59, stale: false });
  assert.equal(fixOf(unit(1), state(61, limits)).stale, true);
  assert.equal(fixOf(unit(2), state(1, limits)), null);
});

test("a unit on two incidents works on the one where it moved last", () => {
  const two = boardWith({
    assignments: [
      assignment(1, 5, { unit: 3, since: at(50) }),
      assignment(2, 6, { unit: 3, since: at(20) }),
    ],
  });
  assert.equal(newestOf(two, 3).id, 1);
  assert.equal(newestOf(two, 4), null);
});

test("units sent to an incident of mine are told of, my own sending is not", () => {
  const made = { assignment: assignment(1, 5) };
  assert.equal(unitCueOf(entry(1, "assignment.made", 5, made), board, me).kind, "sent");
  const mine = { user: 7, agency: FIRE, name: "Dani" };
  assert.equal(unitCueOf(entry(1, "assignment.made", 5, made, mine), board, me), null);
  const told = boardWith({ incidents: [card(5, { tracks: [track(FIRE, { role: "informed" })] })] });
  assert.equal(unitCueOf(entry(1, "assignment.made", 5, made), told, me), null);
});

test("a missed check sounds where the unit is mine, a mayday wherever it is seen", () => {
  const missed = entry(1, "assignment.overdue", 5, { assignment: assignment(1, 5) });
  assert.equal(unitCueOf(missed, board, me).sound, "attention");
  assert.equal(unitCueOf(missed, board, { ...me, agency: POLICE }), null);
  const danger = { ...entry(1, "mayday.raised", 10, { mayday: mayday(1) }) };
  assert.equal(unitCueOf(danger, board, { ...me, agency: POLICE }).sound, "mayday");
});
