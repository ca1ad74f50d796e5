import assert from "node:assert/strict";
import { test } from "node:test";
import { followView, keptView, saveView, setView } from "../../../static/js/desk/unit_keeping.js";
import { deskOf, refused, settled } from "./desks.js";

const POLICE_FIRST = { service: "police", sort: "since", text: "", free: false };
const sent = (desk) => desk.asked.filter(({ url }) => url === "/api/me/unit-board/");

test("the board is as its person left it, here and at another desk", async () => {
  const desk = deskOf();
  setView(desk, { open: true, service: "police", sort: "since" });
  assert.deepEqual(sent(desk), [], "not before the hand rests");
  await saveView(desk);
  assert.deepEqual(
    sent(desk).map(({ body }) => body),
    [POLICE_FIRST],
  );
  assert.deepEqual(keptView(desk.storage, null), { ...POLICE_FIRST, open: true });
  const elsewhere = deskOf({ me: { unit_board: POLICE_FIRST } });
  assert.deepEqual(elsewhere.state.unitView, { ...POLICE_FIRST, open: false });
});

test("what was chosen at another desk since then counts", async () => {
  const desk = deskOf();
  setView(desk, { service: "police" });
  await saveView(desk);
  const told = { service: "city", sort: "kind", text: "", free: true };
  const again = deskOf({ drawer: desk.drawer, me: { unit_board: told } });
  assert.deepEqual(again.state.unitView, { ...told, open: false });
});

test("what the server has not heard counts more, and is sent when the desk opens", async () => {
  const lost = () => {
    throw refused(0, { code: "offline" });
  };
  const desk = deskOf({ answer: lost });
  setView(desk, { service: "police", sort: "since" });
  await saveView(desk);
  setView(desk, { open: true });
  const told = { service: "city", sort: "kind", text: "", free: true };
  const again = deskOf({ drawer: desk.drawer, me: { unit_board: told } });
  assert.equal(again.state.unitView.service, "police");
  const stop = followView(again, new EventTarget());
  await settled();
  assert.deepEqual(sent(again)[0].body, POLICE_FIRST);
  stop();
});

test("a desk that is left says at once what it would have said soon", async () => {
  const page = new EventTarget();
  const desk = deskOf();
  const stop = followView(desk, page);
  page.dispatchEvent(new Event("pagehide"));
  setView(desk, { open: true });
  page.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(sent(desk), [], "whether it is open is this browser's own");
  setView(desk, { text: "E 1" });
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(sent(desk)[0].body.text, "E 1");
  stop();
});
