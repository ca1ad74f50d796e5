import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf, lookOf, spokenNumber } from "../../../static/js/map/look.js";

function card(...states) {
  const tracks = states.map((state) => ({ role: "lead", overdue: false, ...state }));
  return { number: "20261122-0042", priority: 1, exercise: false, tracks };
}

const waiting = { state: "waiting" };
const heard = { state: "acknowledged" };

test("a sign is hollow until the first agency has acknowledged", () => {
  assert.equal(answerOf(card(waiting, waiting)), "none");
  assert.equal(answerOf(card(waiting, heard)), "some");
});

test("an agency that is only informed does not count as an answer", () => {
  assert.equal(answerOf(card(waiting, { ...heard, role: "informed" })), "none");
});

test("an agency at work gives the sign its ring", () => {
  assert.equal(answerOf(card(waiting, { state: "working" })), "working");
});

test("a sign says which agency is late", () => {
  assert.equal(lookOf(card(heard)).overdue, false);
  assert.equal(lookOf(card({ ...waiting, overdue: true })).overdue, true);
});

test("people call an incident by the end of its number", () => {
  assert.equal(spokenNumber("20261122-0042"), "42");
  assert.equal(spokenNumber("20261122-0000"), "0");
  assert.equal(spokenNumber("7"), "7");
});
