import assert from "node:assert/strict";
import { test } from "node:test";
import { changePanel } from "../../../static/js/desk/panels.js";
import { chooseWhose, INCIDENT, openTimes } from "../../../static/js/desk/unit_times.js";
import { assignment, boardWith, card, POLICE, unit } from "../domain/cards.js";
import { deskOf, refused, settled } from "./desks.js";

const may = ["record_time", "correct_times"];
const sent = [
  assignment(1, 5, { primary: true }),
  assignment(2, 5, { status: "clear" }),
  assignment(3, 5, { agency: POLICE }),
];
const answering = (method, url) => {
  if (method === "post") return {};
  return { results: url.endsWith("/units/") ? sent : [{ status: "en_route", counts: true }] };
};

async function panelOf({ answer = answering, me = { may } } = {}) {
  const desk = deskOf({ answer, me });
  desk.set({ board: boardWith({ incidents: [card(5)], units: [unit(10)] }), selected: 5 });
  desk.set({ now: Date.parse("2026-11-22T05:03:20Z") });
  await openTimes(desk);
  return desk;
}

const posts = (desk) =>
  desk.asked.filter(({ method }) => method === "post").map(({ url, body }) => [url, body]);

test("mine are offered, also those that are clear; what was said stands beside", async () => {
  const desk = await panelOf();
  const { rows, values, told } = desk.state.panel;
  assert.deepEqual(
    rows.map(({ id }) => id),
    [1, 2],
  );
  assert.deepEqual([values.whose, values.day, values.clock], [1, "2026-11-22", "14:03:20"]);
  assert.deepEqual(told, [{ status: "en_route", counts: true }]);
});

test("a time of a unit wants a reason, and the clock is the city's", async () => {
  const desk = await panelOf();
  changePanel(desk, { what: "on_scene", clock: "14:01:07" });
  await desk.state.panel.submit(desk);
  assert.deepEqual(desk.state.panel.problem.fields, ["reason"]);
  changePanel(desk, { reason: "pressed late" });
  await desk.state.panel.submit(desk);
  const at = "2026-11-22T05:01:07.000Z";
  assert.deepEqual(posts(desk), [
    ["/api/assignments/1/times/", { status: "on_scene", at, reason: "pressed late" }],
  ]);
  assert.equal(desk.state.panel.values.what, "", "the panel is ready for the next one");
});

test("the incident's own times are said without a reason", async () => {
  const desk = await panelOf();
  await chooseWhose(desk, INCIDENT);
  changePanel(desk, { what: "t9", clock: "14:02" });
  await desk.state.panel.submit(desk);
  const body = { code: "t9", at: "2026-11-22T05:02:00.000Z" };
  assert.deepEqual(posts(desk), [["/api/incidents/5/times/", body]]);
});

test("a call-taker says only those; who may nothing is told so", async () => {
  const taker = await panelOf({ me: { may: ["record_time"] } });
  assert.deepEqual([taker.state.panel.rows, taker.state.panel.values.whose], [[], INCIDENT]);
  const staff = await panelOf({ me: { may: [] } });
  assert.equal(staff.state.panel, null);
  assert.equal(staff.state.notices.length, 1);
});

test("what is refused stays in the panel", async () => {
  const answer = (method, url) => {
    if (method === "post") throw refused(400, { title: "not yet", fields: { at: "to come" } });
    return answering(method, url);
  };
  const desk = await panelOf({ answer });
  await chooseWhose(desk, INCIDENT);
  changePanel(desk, { what: "t9" });
  await desk.state.panel.submit(desk);
  await settled();
  assert.equal(desk.state.panel.problem.message, "not yet");
});
