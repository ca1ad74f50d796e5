import assert from "node:assert/strict";
import { test } from "node:test";
import { editCall, newCall, restoreCalls } from "../../../static/js/desk/calling.js";
import { isExpired, keepCalls } from "../../../static/js/desk/calls.js";
import { sweepStorage } from "../../../static/js/desk/desk.js";
import { askOnSignOut, signOut } from "../../../static/js/desk/leaving.js";
import { at, NOON } from "../domain/cards.js";
import { Drawer, deskOf } from "./desks.js";

const DAY = 24 * 3600;

function formOf() {
  const form = new EventTarget();
  form.submitted = 0;
  form.submit = () => {
    form.submitted += 1;
  };
  return form;
}

function press(form) {
  const event = new Event("submit", { cancelable: true });
  form.dispatchEvent(event);
  return event.defaultPrevented ? "asked" : "went";
}

function typing(desk) {
  desk.set({ call: newCall(NOON), now: NOON });
  editCall(desk, (draft) => ({ ...draft, narrative: "smoke" }));
  return desk;
}

test("signing out with nothing unsent leaves no call behind", () => {
  const desk = deskOf();
  desk.storage.set("calls", "old words");
  const form = formOf();
  askOnSignOut(desk, form);
  assert.equal(press(form), "went");
  assert.equal(desk.storage.get("calls"), null);
});

test("what is unsent is asked about: kept or discarded", () => {
  for (const keep of [true, false]) {
    const desk = typing(deskOf());
    const form = formOf();
    askOnSignOut(desk, form);
    assert.deepEqual([press(form), desk.state.leaving], ["asked", true]);
    signOut(desk, form, { keep });
    keepCalls(desk);
    assert.equal(form.submitted, 1);
    assert.equal(desk.storage.get("calls") !== null, keep);
  }
});

test("after seven days a call is dropped, and that is said", () => {
  const drawer = new Drawer();
  typing(deskOf({ drawer }));
  const soon = deskOf({ drawer });
  soon.set({ now: NOON + 6 * DAY * 1000 });
  restoreCalls(soon);
  assert.equal(soon.state.call.draft.narrative, "smoke");
  const late = deskOf({ drawer });
  late.set({ now: NOON + 8 * DAY * 1000 });
  restoreCalls(late);
  assert.equal(late.state.call, null);
  assert.match(late.state.notices[0].text, /dropped/);
  assert.equal(late.storage.get("calls"), JSON.stringify([null, []]));
});

test("old calls of others who used this browser are swept too", () => {
  const drawer = new Drawer();
  typing(deskOf({ drawer, me: { user: 8 } }));
  drawer.setItem("safety-net.8.1.muted", "yes");
  sweepStorage((call) => isExpired(call, Date.parse(at(8 * DAY))), drawer);
  assert.equal(drawer.getItem("safety-net.8.1.calls"), null);
  assert.equal(drawer.getItem("safety-net.8.1.muted"), "yes");
});
