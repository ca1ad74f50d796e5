import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ACTS,
  isPossible,
  mayOverride,
  needsOverride,
  nextAct,
  WHY,
  whyNot,
} from "../../../static/js/domain/acts.js";
import { at, card, FIRE, NOON, POLICE, track } from "./cards.js";

const answering = ["acknowledge", "start", "finish", "note"];
const dispatching = [
  ...answering,
  "decline",
  "share",
  "change",
  "hold",
  "link",
  "merge",
  "close",
  "reopen",
];
const dani = { agency: FIRE, user: 7, may: dispatching };
const auditor = { ...dani, may: [] };
const inState = (state, values) => card(1, { tracks: [track(FIRE, { state })], ...values });
const possible = (act, one, me = dani) => isPossible(act, one, me, NOON);

test("each state of my agency's track allows its own moves", () => {
  const moves = ["acknowledge", "decline", "start", "finish"];
  const allowed = (state) => moves.filter((act) => possible(act, inState(state)));
  assert.deepEqual(allowed("waiting"), ["acknowledge", "decline"]);
  assert.deepEqual(allowed("acknowledged"), ["decline", "start", "finish"]);
  assert.deepEqual(allowed("working"), ["finish"]);
  assert.deepEqual(allowed("done"), ["start"]);
  assert.deepEqual(allowed("declined"), ["acknowledge"]);
});

test("the next act is offered first", () => {
  assert.equal(nextAct(inState("waiting"), dani, NOON), "acknowledge");
  assert.equal(nextAct(inState("acknowledged"), dani, NOON), "start");
  assert.equal(nextAct(inState("working"), dani, NOON), "finish");
  assert.equal(nextAct(inState("done"), dani, NOON), null);
  assert.equal(nextAct(inState("waiting"), auditor, NOON), null);
});

test("without a track there is nothing to acknowledge", () => {
  assert.equal(
    whyNot("acknowledge", card(1, { tracks: [track(POLICE)] }), dani, NOON),
    WHY.noTrack,
  );
});

test("a closed incident can be reopened and noted, and nothing else", () => {
  const closed = inState("done", { status: "closed" });
  assert.deepEqual(
    ACTS.filter((act) => possible(act, closed)),
    ["note", "link", "unlink", "reopen"],
  );
});

test("hold and release exclude each other", () => {
  const held = inState("waiting", { held_until: at(600) });
  assert.deepEqual([possible("hold", held), possible("release", held)], [false, true]);
  assert.deepEqual([possible("hold", card(1)), possible("release", card(1))], [true, false]);
});

test("an auditor acts on nothing, agency staff answers for the agency but does not close", () => {
  assert.deepEqual(
    ACTS.filter((act) => possible(act, card(1), auditor)),
    [],
  );
  const staff = { ...dani, may: answering };
  assert.equal(possible("acknowledge", card(1), staff), true);
  assert.equal(whyNot("close", card(1), staff, NOON), WHY.role);
});

test("closing needs every track done or declined; informed ones do not count", () => {
  assert.equal(needsOverride(card(1), dani), true);
  const done = [
    track(FIRE, { state: "done" }),
    track(POLICE, { state: "declined" }),
    track(3, { role: "informed" }),
  ];
  assert.equal(needsOverride(card(1, { tracks: done }), dani), false);
  assert.equal(mayOverride(dani), false);
  assert.equal(mayOverride({ ...dani, may: ["override"] }), true);
});
