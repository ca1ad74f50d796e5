import assert from "node:assert/strict";
import { test } from "node:test";
import { newAct } from "../../../static/js/crew/acts.js";
import { concerns } from "../../../static/js/crew/news.js";
import {
  after,
  atWork,
  emptyPicture,
  newlySent,
  nextStatuses,
  shown,
} from "../../../static/js/crew/shown.js";

const AT = Date.parse("2026-11-22T03:00:00Z");
const ORDER = {
  id: 3,
  incident: 9,
  unit: 7,
  status: "alerted",
  since: "2026-11-22T02:59:00Z",
  times: { alerted: "2026-11-22T02:59:00Z" },
};
const PICTURE = {
  ...emptyPicture(),
  unit: { id: 7, duty: "available_station" },
  assignments: [ORDER],
  incidents: [{ card: { id: 9 }, notes: [], units: [] }],
  moves: { alerted: ["acknowledged", "en_route"], acknowledged: ["en_route"], clear: [] },
};

let serial = 0;
function said(kind, fields, more = {}) {
  serial += 1;
  return { ...newAct(kind, { unit: 7, at: AT, key: `k${serial}`, serial, fields }), ...more };
}

test("what was said is shown at once, as not sent yet", () => {
  const now = shown(PICTURE, [said("accept", { assignment: 3 })]);
  const [order] = now.assignments;
  assert.equal(order.status, "acknowledged");
  assert.equal(order.unsent, true);
  assert.equal(order.times.acknowledged, "2026-11-22T03:00:00.000Z");
  assert.deepEqual(nextStatuses(now, order), ["en_route"]);
  assert.equal(PICTURE.assignments[0].status, "alerted");
});

test("several acts are shown one after the other", () => {
  const acts = [
    said("accept", { assignment: 3 }),
    said("status", { assignment: 3, status: "en_route" }),
    said("note", { assignment: 3, text: "two floors" }),
  ];
  const now = shown(PICTURE, acts.reverse());
  assert.equal(now.assignments[0].status, "en_route");
  assert.equal(now.incidents[0].notes[0].text, "two floors");
});

test("what was refused is not shown as if it had been done", () => {
  const no = said("accept", { assignment: 3 }, { refused: { message: "no" } });
  assert.equal(shown(PICTURE, [no]).assignments[0].status, "alerted");
});

test("what was said for another unit is not shown on this one", () => {
  const other = said("duty", { duty: "out_of_service" }, { unit: 8 });
  assert.equal(shown(PICTURE, [other]).unit.duty, "available_station");
});

test("the last order done, the unit is what the crew said", () => {
  const fields = JSON.parse('{"assignment": 3, "then": "available_mobile"}');
  const now = shown(PICTURE, [said("clear", fields)]);
  assert.deepEqual(atWork(now), []);
  assert.equal(now.unit.duty, "available_mobile");
});

test("a mayday stands there before anybody heard it", () => {
  assert.equal(shown(PICTURE, [said("mayday", {})]).mayday.unsent, true);
});

test("the phone rings for what is new and nobody has accepted", () => {
  assert.deepEqual(newlySent(emptyPicture(), PICTURE), [ORDER]);
  assert.deepEqual(newlySent(PICTURE, PICTURE), []);
  const accepted = { ...PICTURE, assignments: [{ ...ORDER, status: "acknowledged" }] };
  assert.deepEqual(newlySent(emptyPicture(), accepted), []);
});

test("only what concerns the unit makes the phone ask anew", () => {
  const entry = (subject, data = {}) => ({ kind: "x", subject, data });
  assert.equal(concerns(PICTURE, entry({ type: "unit", id: 7 })), true);
  assert.equal(concerns(PICTURE, entry({ type: "unit", id: 8 })), false);
  assert.equal(concerns(PICTURE, entry({ type: "incident", id: 9 })), true);
  assert.equal(concerns(PICTURE, entry({ type: "incident", id: 10 })), false);
  const sent = entry({ type: "incident", id: 10 }, { assignment: { unit: 7 } });
  assert.equal(concerns(PICTURE, sent), true);
  assert.equal(concerns(emptyPicture(), entry({ type: "unit", id: 7 })), false);
});

test("a slip and its undoing are as if nothing had been said", () => {
  const acts = [said("accept", { assignment: 3 }), said("undo", { assignment: 3 })];
  assert.deepEqual(shown(PICTURE, acts), PICTURE);
  assert.deepEqual(shown(PICTURE, [said("undo", { assignment: 3 })]), PICTURE);
});

test("what the server took is shown as said until it tells by itself", () => {
  const now = after(PICTURE, said("accept", { assignment: 3 }));
  assert.equal(now.assignments[0].status, "acknowledged");
  assert.equal("unsent" in now.assignments[0], false);
});
