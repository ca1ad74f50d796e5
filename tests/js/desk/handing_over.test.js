import assert from "node:assert/strict";
import { test } from "node:test";
import { newCall } from "../../../static/js/desk/calling.js";
import {
  closeHandOver,
  openHandOver,
  proveCode,
  provePassword,
} from "../../../static/js/desk/handing_over.js";
import { choosePlace } from "../../../static/js/domain/draft.js";
import { NOON } from "../domain/cards.js";
import { deskOf, refused } from "./desks.js";

const HANA = { user: 8, agency: 1, role: "call_taker", name: "Hana" };
const bridge = { address: "Mill Bridge", lon: 126.07, lat: 37.05 };

function sitting(answer) {
  const desk = deskOf({
    answer: (_method, url, body) => (url === "/api/me/hand-over/" ? answer(body) : {}),
  });
  let lines = 0;
  desk.sitAnew = () => {
    lines += 1;
  };
  openHandOver(desk);
  return { desk, lines: () => lines };
}

test("the draft goes over to the next person, and nothing of it stays with who left", async () => {
  const { desk, lines } = sitting(() => ({ me: HANA }));
  const before = desk.storage;
  const call = newCall(NOON);
  const draft = choosePlace(call.draft, bridge);
  desk.set({ call: { ...call, draft }, popUps: new Map([[1, {}]]) });
  before.set("calls", "mine");
  // Without a page the header can't be drawn anew, so the page begins again; all else is done by then.
  await provePassword(desk, "hana", "her password");
  assert.equal(before.get("calls"), null);
  assert.match(desk.storage.get("calls"), /Mill Bridge/);
  assert.equal(desk.state.call.draft, draft);
  assert.deepEqual([desk.state.popUps.size, desk.state.handing, lines()], [0, null, 1]);
});

test("a second factor is asked for before anything changes", async () => {
  const asked = { me: null, code: true, key: null };
  const { desk, lines } = sitting(() => asked);
  await provePassword(desk, "sol", "a password");
  assert.deepEqual(desk.state.handing, { asked, busy: false, problem: "" });
  assert.equal(desk.state.me.user, 7);
  assert.equal(lines(), 0);
});

test("a refusal is said, and the question stays", async () => {
  const { desk } = sitting(() => {
    throw refused(400, { detail: "That is not right." });
  });
  await proveCode(desk, "000000");
  assert.equal(desk.state.handing.problem, "That is not right.");
  closeHandOver(desk);
  assert.equal(desk.state.handing, null);
});

test("what is on its way arrives in the name of its sender first", () => {
  const desk = deskOf();
  desk.set({ call: { ...newCall(NOON), attempt: {} } });
  openHandOver(desk);
  assert.equal(desk.state.handing, null);
  assert.equal(desk.state.notices.length, 1);
});
