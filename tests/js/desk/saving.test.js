import assert from "node:assert/strict";
import { test } from "node:test";
import {
  discardCall,
  discardWaiting,
  editCall,
  newCall,
  openWaiting,
  restoreCalls,
  sendCall,
} from "../../../static/js/desk/calling.js";
import { pump, settleConflict } from "../../../static/js/desk/saving.js";
import {
  choosePlace,
  isSettled,
  movePin,
  stored,
  storedPriority,
} from "../../../static/js/domain/draft.js";
import { card, NOON } from "../domain/cards.js";
import { deskOf, refused, settled } from "./desks.js";

const bridge = { address: "Mill Bridge", lon: 126.07, lat: 37.05 };
const filed = { incident: 5, number: "20261122-0005", report: 8, version: 1, attached: false };

/** A desk with a call that is filed, then edited; `answers` are given one after the other. */
function deskWith(edit, ...answers) {
  const call = newCall(NOON);
  const ready = { ...choosePlace(call.draft, bridge), type: "FIRE.STRUCT" };
  const desk = deskOf({
    answer: () => {
      const next = answers.shift() ?? card(5, { version: 9 });
      if (next instanceof Error) throw next;
      return next;
    },
  });
  desk.set({ call: { ...call, draft: edit(stored(ready, ready, filed)) } });
  return desk;
}

const place = { ...bridge, cross_street: "", verified: true };
const theirs = (values) =>
  refused(409, {
    code: "stale_version",
    incident: card(5, { version: 4, place, ...values }),
  });

async function pumped(desk) {
  await pump(desk, desk.state.call.draft.key);
  await settled();
  return desk.asked.map(({ body }) => body);
}

test("a colleague's pin stays where it is when I only add the floor", async () => {
  const moved = { ...place, lon: 126.2, lat: 37.2, verified: false };
  const desk = deskWith(
    (draft) => ({ ...draft, cross_street: "3rd floor" }),
    theirs({ place: moved }),
  );
  assert.deepEqual(await pumped(desk), [
    { version: 1, place: { cross_street: "3rd floor" } },
    { version: 4, place: { cross_street: "3rd floor" } },
  ]);
  assert.equal(desk.state.call.draft.lon, 126.2);
});

test("two pins are a clash: nothing is sent before one chooses", async () => {
  const moved = { ...place, lon: 126.2, lat: 37.2, verified: false };
  const mine = (draft) => movePin(draft, 126.3, 37.3);
  for (const keepMine of [true, false]) {
    const desk = deskWith(mine, theirs({ place: moved }));
    await pumped(desk);
    assert.deepEqual(desk.state.call.conflict.clashes, ["place"]);
    assert.equal(desk.asked.length, 1);
    settleConflict(desk, desk.state.call.draft.key, keepMine);
    await settled();
    const last = desk.asked.slice(1).map(({ body }) => body);
    const sent = [{ version: 4, place: { lon: 126.3, lat: 37.3 } }];
    assert.deepEqual(last, keepMine ? sent : []);
    assert.equal(desk.state.call.draft.lon, keepMine ? 126.3 : 126.2);
  }
});

test("a clash over the type leaves their place alone", async () => {
  const moved = { ...place, address: "Hill 2" };
  const desk = deskWith(
    (draft) => ({ ...draft, type: "FIRE.VEHICLE" }),
    theirs({ type: "EMS.ARREST", place: moved }),
  );
  await pumped(desk);
  const { conflict, draft } = desk.state.call;
  assert.deepEqual([conflict.clashes, draft.address], [["type"], "Hill 2"]);
});

test("a lower priority waits for its reason; the type does not wait for it", async () => {
  const lowered = (draft) => ({
    ...draft,
    filed: { ...draft.filed, priority: 0 },
    type: "FIRE.VEHICLE",
    priority: 2,
  });
  const desk = deskWith(lowered, card(5, { version: 2 }), card(5, { version: 3 }));
  assert.deepEqual(await pumped(desk), [{ version: 1, type: "FIRE.VEHICLE" }]);
  editCall(desk, (draft) => ({ ...draft, lowering: " only smoke " }));
  const bodies = await pumped(desk);
  assert.deepEqual(bodies.at(-1), { version: 2, priority: 2, reason: "only smoke" });
  const { draft } = desk.state.call;
  assert.deepEqual([isSettled(draft), draft.lowering, storedPriority(draft)], [true, "", 2]);
});

test("a lowering without a reason keeps the form open, and closing the form drops it", async () => {
  const lowered = (draft) => ({ ...draft, filed: { ...draft.filed, priority: 0 }, priority: 2 });
  const desk = deskWith(lowered);
  sendCall(desk);
  assert.equal(desk.state.call.asked, true);
  discardCall(desk);
  assert.deepEqual([desk.state.call, desk.state.outbox, desk.asked], [null, [], []]);
});

test("raising needs no reason", async () => {
  const raised = (draft) => ({ ...draft, filed: { ...draft.filed, priority: 2 }, priority: 1 });
  assert.deepEqual(await pumped(deskWith(raised)), [{ version: 1, priority: 1 }]);
});

/** A desk with one finished call in the outbox, which began `hours` ago. */
function outboxOf(answer, { hours = 0, ...more } = {}) {
  const call = { ...newCall(NOON - hours * 3_600_000), wanted: true, ...more };
  const draft = { ...choosePlace(call.draft, bridge), type: "FIRE.STRUCT" };
  const desk = deskOf({ answer });
  desk.set({ now: NOON, outbox: [{ ...call, draft }] });
  return Object.assign(desk, { draft });
}

test("a call refused for good says why and waits for a hand: opened or discarded", async () => {
  const desk = outboxOf(() => {
    throw refused(400, { title: "Not valid.", fields: { type: "Unknown type." } });
  });
  await pump(desk, desk.draft.key);
  const [refusedCall] = desk.state.outbox;
  assert.deepEqual([refusedCall.status, refusedCall.wanted], ["refused", false]);
  restoreCalls(desk);
  assert.equal(desk.state.outbox[0].status, "refused");
  openWaiting(desk, desk.draft.key);
  assert.deepEqual([desk.state.call.draft.key, desk.state.outbox], [desk.draft.key, []]);
  const again = outboxOf(() => ({}));
  discardWaiting(again, again.draft.key);
  assert.deepEqual([again.state.outbox, again.asked], [[], []]);
});

test("opening a waiting call puts the one being typed aside, and loses none", () => {
  const desk = outboxOf(() => ({}));
  const typed = newCall(NOON);
  desk.set({ call: { ...typed, draft: { ...typed.draft, narrative: "smoke" } } });
  openWaiting(desk, desk.draft.key);
  assert.equal(desk.state.outbox[0].draft.narrative, "smoke");
});

test("being signed out is no refusal of the call", async () => {
  const desk = outboxOf(() => {
    if (desk.asked.length === 1) throw refused(401);
    return card(5, { report_id: 8 });
  });
  await pump(desk, desk.draft.key);
  assert.deepEqual([desk.state.outbox[0].status, desk.state.outbox[0].wanted], ["unsent", true]);
  desk.stopped = true;
});

test("a call of two days ago is filed as one of 23 hours ago", async () => {
  const oldest = new Date(NOON - 23 * 3_600_000).toISOString();
  const desk = outboxOf(() => card(5, { report_id: 8 }), { hours: 48 });
  await pump(desk, desk.draft.key);
  assert.equal(desk.asked[0].body.report.received_at, oldest);
  const late = outboxOf(
    () => {
      if (late.asked.length === 1) throw refused(400, { fields: { received_at: "Too old." } });
      return card(5, { report_id: 8 });
    },
    { hours: 48 },
  );
  const [call] = late.state.outbox;
  late.set({ outbox: [{ ...call, attempt: call.draft }] });
  await pump(late, late.draft.key);
  await settled();
  assert.deepEqual(
    late.asked.filter(({ method }) => method === "post").map(({ body }) => body.report.received_at),
    [late.draft.began, oldest],
  );
});
