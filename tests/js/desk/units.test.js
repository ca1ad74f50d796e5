import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addUnit,
  openDispatch,
  submitDispatch,
  toggleAgency,
  toggleUnit,
} from "../../../static/js/desk/dispatching.js";
import { answerMayday } from "../../../static/js/desk/maydays.js";
import { changePanel } from "../../../static/js/desk/panels.js";
import { undo } from "../../../static/js/desk/undoing.js";
import { moveUnits, pickUnit } from "../../../static/js/desk/unit_moving.js";
import { submitUnits } from "../../../static/js/desk/unit_panels.js";
import {
  assignment,
  at,
  boardWith,
  card,
  FIRE,
  mayday,
  POLICE,
  track,
  unit,
} from "../domain/cards.js";
import { deskOf, refused, settled } from "./desks.js";

const may = ["dispatch", "unit_status", "close", "finish", "acknowledge_mayday"];
const working = card(5, { tracks: [track(FIRE, { state: "working" })] });

function deskWith({ assignments = [], maydays = [], answer, me = {} }) {
  const desk = deskOf({ answer, me: { may, ...me } });
  const units = [unit(10), unit(20), unit(30)];
  desk.set({
    board: boardWith({ incidents: [working], units, assignments, maydays }),
    selected: 5,
    pane: "incidents",
  });
  return desk;
}

const posts = (desk) =>
  desk.asked.filter(({ method }) => method === "post").map(({ url, body }) => [url, body]);
const two = (more = {}) => [
  assignment(1, 5, { primary: true, ...more }),
  assignment(2, 5, more),
  assignment(3, 5, { agency: POLICE }),
];

test("one key moves all of mine here, quick hands are asked in turn", async () => {
  const answer = (_method, url, body) => ({ id: Number(url.match(/\d+/)), version: 2, ...body });
  const desk = deskWith({ assignments: two(), answer });
  moveUnits(desk, "en_route");
  await moveUnits(desk, "on_scene");
  assert.deepEqual(posts(desk), [
    ["/api/assignments/1/status/", { status: "en_route" }],
    ["/api/assignments/2/status/", { status: "en_route" }],
    ["/api/assignments/1/status/", { status: "on_scene" }],
    ["/api/assignments/2/status/", { status: "on_scene" }],
  ]);
});

test("only the picked unit moves, and past the last one all are meant again", async () => {
  const desk = deskWith({ assignments: [assignment(11, 5), assignment(12, 5)] });
  pickUnit(desk, 1);
  await moveUnits(desk, "en_route");
  assert.deepEqual(posts(desk), [["/api/assignments/11/status/", { status: "en_route" }]]);
  pickUnit(desk, 1);
  pickUnit(desk, 1);
  assert.equal(desk.state.picked, null);
});

test("a jump is refused aloud; a supervisor is asked for a reason", async () => {
  const assignments = [assignment(21, 5, { status: "on_scene" })];
  const desk = deskWith({ assignments });
  await moveUnits(desk, "en_route");
  assert.match(desk.state.notices[0].text, /Engine 210: not from/);
  const chief = deskWith({ assignments, me: { may: [...may, "override_status"] } });
  moveUnits(chief, "en_route");
  await submitUnits(chief);
  assert.deepEqual(chief.state.panel.problem.fields, ["reason"]);
  changePanel(chief, { reason: "called away" });
  await submitUnits(chief);
  assert.deepEqual(posts(chief), [
    ["/api/assignments/21/status/", { status: "en_route", reason: "called away" }],
  ]);
});

test("the last unit clear asks how it ended", async () => {
  const desk = deskWith({ assignments: [assignment(31, 5, { status: "on_scene" })] });
  moveUnits(desk, "clear");
  changePanel(desk, { reason: "done" });
  await submitUnits(desk);
  const [[url, body]] = posts(desk);
  assert.equal(url, "/api/assignments/31/clear/");
  assert.deepEqual(Object.entries(body), [
    ["reason", "done"],
    ["then", "returning"],
  ]);
  assert.equal(desk.state.panel.act, "close");
});

test("as long as somebody is there, nothing is closed", async () => {
  const desk = deskWith({
    assignments: [assignment(41, 5), assignment(42, 5, { agency: POLICE })],
  });
  moveUnits(desk, "clear");
  await submitUnits(desk);
  assert.equal(desk.state.panel, null);
});

test("what was done last is taken back by one key", async () => {
  const desk = deskWith({ assignments: [assignment(51, 5)] });
  await moveUnits(desk, "en_route");
  await undo(desk);
  await undo(desk);
  assert.deepEqual(posts(desk).at(-1), ["/api/assignments/51/undo/", undefined]);
  assert.equal(posts(desk).length, 2);
});

const recommendation = {
  alarm_level: 1,
  raised: 1,
  plan: null,
  levels: [1, 2],
  requirements: [],
  units: [
    { unit: 20, agency: FIRE, mine: true, engaged: false },
    { unit: 10, agency: FIRE, mine: true, engaged: false },
    { unit: 99, agency: POLICE, mine: false, engaged: false },
  ],
};
const advising = (send) => (method, url, body) => {
  if (method === "get") return recommendation;
  return url.endsWith("/units/") ? send(body) : {};
};

test("what is recommended is sent in its order, what was added comes after", async () => {
  const desk = deskWith({ answer: advising(() => ({ results: [assignment(61, 5)] })) });
  openDispatch(desk, working);
  await settled();
  assert.deepEqual(desk.state.panel.values.chosen, [20, 10]);
  toggleUnit(desk, 20);
  toggleUnit(desk, 20);
  addUnit(desk, unit(30));
  toggleAgency(desk, POLICE);
  await submitDispatch(desk);
  const [asked, sent] = posts(desk);
  assert.deepEqual([asked[0], asked[1].agency], ["/api/incidents/5/agencies/", POLICE]);
  assert.deepEqual(sent, ["/api/incidents/5/units/", { units: [20, 10, 30], alarm_level: 1 }]);
  assert.equal(desk.state.panel, null);
});

test("somebody else has one: it is said who, and it is sent all the same or left out", async () => {
  const busy = { unit: 20, call_sign: "Engine 20", number: null, assigned_by: "Mina" };
  const send = ({ also, units }) => {
    if (!also && units.includes(20)) throw refused(409, { code: "unit_engaged", units: [busy] });
    return { results: [assignment(71, 5)] };
  };
  const desk = deskWith({ answer: advising(send) });
  openDispatch(desk, working);
  await settled();
  await submitDispatch(desk);
  assert.deepEqual(desk.state.panel.engaged.units, [busy]);
  await submitDispatch(desk, { without: [20] });
  assert.deepEqual(posts(desk).at(-1)[1].units, [10]);
  openDispatch(desk, working);
  await settled();
  await submitDispatch(desk, { also: true });
  assert.equal(posts(desk).at(-1)[1].also, true);
  assert.equal(desk.state.panel, null);
});

test("without a recommendation units are sent by call sign", async () => {
  const answer = (method) => {
    if (method === "get") throw refused(500, { title: "broken" });
    return { results: [assignment(81, 5)] };
  };
  const desk = deskWith({ answer });
  openDispatch(desk, working);
  await settled();
  assert.equal(desk.state.panel.trouble, "broken");
  await submitDispatch(desk);
  assert.match(desk.state.panel.problem.message, /at least one unit/);
  addUnit(desk, unit(30));
  await submitDispatch(desk);
  assert.deepEqual(posts(desk), [["/api/incidents/5/units/", { units: [30] }]]);
});

test("one key acknowledges the mayday of my agency, and then asks how it ended", async () => {
  const theirs = mayday(1, { agency: POLICE });
  const desk = deskWith({ maydays: [theirs, mayday(2)] });
  await answerMayday(desk);
  assert.deepEqual(posts(desk), [["/api/maydays/2/acknowledge/", undefined]]);
  const heard = mayday(2, { acknowledged_at: at(5), acknowledged_by: "Dani" });
  desk.set({ board: boardWith({ maydays: [theirs, heard] }) });
  answerMayday(desk);
  assert.deepEqual([desk.state.panel.act, desk.state.panel.mayday], ["end_mayday", 2]);
});
