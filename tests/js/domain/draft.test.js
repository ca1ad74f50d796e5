import assert from "node:assert/strict";
import { test } from "node:test";
import {
  attachBody,
  choosePlace,
  emptyDraft,
  filingBody,
  isBlank,
  isSettled,
  missing,
  movePin,
  stored,
  typeAddress,
  unsent,
} from "../../../static/js/domain/draft.js";
import { at } from "./cards.js";

const blank = emptyDraft("key-1", at(0));
const bridge = { address: "Mill Bridge", lon: 126.07, lat: 37.05 };
const ready = { ...choosePlace(blank, bridge), type: "FIRE.STRUCT" };
const filed = { incident: 5, number: "20261122-0005", report: 8, version: 1, attached: false };

test("place and type are enough to file", () => {
  assert.deepEqual(missing(blank), ["place", "type"]);
  assert.deepEqual(missing(ready), []);
  assert.equal(isBlank(blank), true);
  assert.equal(isBlank({ ...blank, narrative: "smoke" }), false);
});

test("a typed address alone is not a place; the pin and the address are kept apart", () => {
  assert.deepEqual(missing(typeAddress(blank, "somewhere")), ["place", "type"]);
  const typed = typeAddress(ready, "Mill Bridge, east side");
  assert.deepEqual([typed.lon, typed.verified], [126.07, false]);
  const moved = movePin(ready, 126.1, 37.1);
  assert.deepEqual([moved.address, moved.lon, moved.verified], ["Mill Bridge", 126.1, false]);
});

test("what is filed", () => {
  const body = filingBody({ ...ready, caller_number: " 010-1234 ", narrative: "smoke" });
  assert.deepEqual(body, {
    type: "FIRE.STRUCT",
    place: { ...bridge, cross_street: "", verified: true },
    narrative: "smoke",
    report: { channel: "call", caller_name: "", caller_number: "010-1234", received_at: at(0) },
  });
  assert.equal(filingBody({ ...ready, priority: 0 }).priority, 0);
  assert.equal(filingBody({ ...ready, exercise: true }).exercise, true);
});

test("a caller is attached with their own words and point", () => {
  const body = attachBody({ ...ready, narrative: "I see it too" });
  assert.deepEqual([body.narrative, body.lon, body.channel], ["I see it too", 126.07, "call"]);
});

test("what was typed while it was being sent is still unsent afterwards", () => {
  const sent = { ...ready, narrative: "smoke" };
  const typedOn = { ...sent, narrative: "smoke and flames" };
  const now = stored(typedOn, sent, filed);
  assert.deepEqual(unsent(now), { report: { narrative: "smoke and flames" }, incident: null });
  assert.equal(isSettled(now), false);
  assert.equal(isSettled(stored(now, now)), true);
});

test("type, priority and place go to the incident, the caller to the report", () => {
  const now = stored(ready, ready, filed);
  const edited = {
    ...movePin(now, 126.2, 37.2),
    type: "FIRE.VEHICLE",
    priority: 1,
    caller_name: "Kim",
  };
  const { report, incident } = unsent(edited);
  assert.deepEqual(report, { caller_name: "Kim" });
  assert.deepEqual(
    [incident.type, incident.priority, incident.place.lon],
    ["FIRE.VEHICLE", 1, 126.2],
  );
});

test("an attached caller does not move somebody else's incident", () => {
  const now = stored(ready, ready, { ...filed, attached: true });
  assert.equal(unsent(movePin(now, 126.2, 37.2)).incident, null);
});

test("nothing is settled before it is filed", () => {
  assert.equal(isSettled(ready), false);
  assert.deepEqual(unsent(ready), { report: null, incident: null });
});
