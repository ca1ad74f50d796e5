import assert from "node:assert/strict";
import { test } from "node:test";
import { receiveEntries } from "../../../static/js/desk/receiving.js";
import { card, entry } from "../domain/cards.js";
import { deskOf, settled } from "./desks.js";

const detail = { status: "ready", entries: [], callers: [{ id: 1 }], problem: null };

function deskWith(...held) {
  const told = entry(1, "incident.filed", 5, { card: card(5) });
  const desk = deskOf({ answer: () => ({ results: [told] }) });
  const cards = [card(5), card(6)].map((each) => [each.id, each]);
  const board = { ...desk.state.board, incidents: new Map(cards), seq: 1, loaded: true };
  desk.set({ board, details: new Map(held.map((id) => [id, detail])) });
  return desk;
}

const frame = (...entries) => ({ after: 1, upto: 1 + entries.length, entries });
const absorbed = entry(2, "incident.absorbed", 5, {
  duplicate: 6,
  number: "6",
  reports: 2,
  version: 2,
});
const merged = entry(3, "incident.merged", 6, { into: 5, version: 2 });

test("a merge fetches both stories anew, each once, where they are held", async () => {
  const desk = deskWith(5, 6);
  receiveEntries(desk, frame(absorbed, merged));
  assert.deepEqual(
    desk.asked.map(({ url }) => url),
    ["/api/incidents/5/timeline/", "/api/incidents/6/timeline/"],
  );
  await settled();
  const { entries, callers } = desk.state.details.get(5);
  assert.deepEqual([entries.map(({ seq }) => seq), callers], [[1, 2], null]);
});

test("a merge of what nobody looks at fetches nothing", () => {
  const desk = deskWith();
  receiveEntries(desk, frame(absorbed, merged));
  assert.deepEqual(desk.asked, []);
});

test("what was merged and is parted again loses the other's entries", async () => {
  const desk = deskWith(5);
  const foreign = entry(0, "report.attached", 6, {});
  desk.set({ details: new Map([[5, { ...detail, entries: [foreign] }]]) });
  const yielded = entry(2, "incident.yielded", 5, {
    duplicate: 6,
    number: "6",
    reports: 1,
    version: 3,
  });
  receiveEntries(desk, frame(yielded));
  await settled();
  assert.deepEqual(
    desk.state.details.get(5).entries.map(({ seq }) => seq),
    [1, 2],
  );
});
