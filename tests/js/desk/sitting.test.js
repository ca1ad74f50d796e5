import assert from "node:assert/strict";
import { test } from "node:test";
import { newCall } from "../../../static/js/desk/calling.js";
import { meet } from "../../../static/js/desk/line.js";
import { pump } from "../../../static/js/desk/saving.js";
import { sitDown } from "../../../static/js/desk/sitting.js";
import { choosePlace } from "../../../static/js/domain/draft.js";
import { NOON } from "../domain/cards.js";
import { Drawer, deskOf } from "./desks.js";

const bridge = { address: "Mill Bridge", lon: 126.07, lat: 37.05 };

function tab() {
  return Object.assign(new EventTarget(), { localStorage: new Drawer() });
}

function hears(around, newValue) {
  around.dispatchEvent(
    Object.assign(new Event("storage"), { key: "safety-net.sitting", newValue }),
  );
}

test("somebody else, or another agency, in another tab: the desk begins anew, once", async () => {
  for (const other of [{ user: 8 }, { agency: 2 }]) {
    const desk = deskOf();
    await meet(desk, { ...desk.state.me, ...other });
    await meet(desk, { ...desk.state.me, ...other });
    assert.deepEqual(desk.asked, [{ method: "reload" }]);
  }
});

test("another role changes the rights and nothing else", async () => {
  const me = { user: 7, agency: 1, role: "supervisor", may: ["override"] };
  const desk = deskOf({ answer: () => ({ me }) });
  await meet(desk, { user: 7, agency: 1, role: "supervisor" });
  assert.deepEqual([desk.stopped, desk.state.me], [false, me]);
});

test("a tab hears at once who sat down in another one", () => {
  const around = tab();
  const desk = deskOf();
  const stop = sitDown(desk, around);
  assert.equal(around.localStorage.getItem("safety-net.sitting"), "7.1");
  hears(around, "7.1");
  assert.equal(desk.stopped, false);
  hears(around, "8.1");
  assert.deepEqual([desk.stopped, desk.asked.length], [true, 1]);
  stop();
});

test("a desk that stopped sends nothing more", async () => {
  const desk = deskOf();
  const call = newCall(NOON);
  const draft = { ...choosePlace(call.draft, bridge), type: "FIRE.STRUCT" };
  desk.set({ call: { ...call, draft, wanted: true } });
  desk.stopped = true;
  await pump(desk, draft.key);
  assert.deepEqual(desk.asked, []);
});

test("drafts belong to a person at an agency", () => {
  const drawer = new Drawer();
  deskOf({ drawer }).storage.set("calls", "mine");
  assert.equal(deskOf({ drawer, me: { agency: 2 } }).storage.get("calls"), null);
  assert.equal(deskOf({ drawer }).storage.get("calls"), "mine");
});
