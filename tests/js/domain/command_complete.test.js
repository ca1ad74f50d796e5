import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { complete, inserted } from "../../../static/js/domain/command/complete.js";
import { contextOf } from "../../../static/js/domain/command/context.js";
import { indexOf } from "../../../static/js/domain/command/index.js";
import { parse } from "../../../static/js/domain/command/parse.js";
import { applyWord } from "../../../static/js/domain/command/words.js";
import { at, boardOf, card, FIRE, reference } from "./cards.js";

const file = new URL("../../commands/examples.json", import.meta.url);
const { words, context, verbs } = JSON.parse(readFileSync(file, "utf8"));
const index = indexOf(words, verbs, context);

const offered = (before) => complete(before, index).map(({ text }) => text);

test("nothing typed offers every command, a letter those that begin so", () => {
  assert.equal(complete("", index).length, 8);
  assert.deepEqual(offered("d"), ["D", "DE"]);
  assert.deepEqual(offered("출"), ["출동"]);
});

test("units are offered by what is typed of their name, also after a space in it", () => {
  assert.deepEqual(offered("D e"), ["E 51", "E 5"]);
  assert.deepEqual(offered("D 중부 구"), ["중부 구급 1호"]);
  assert.deepEqual(offered("D 급1"), ["중부 구급 1호"]);
});

test("a unit that is named may still grow, and is not offered twice", () => {
  assert.deepEqual(offered("D e5"), ["E 51"]);
  assert.ok(!offered("D e51 e").includes("E 51"));
});

test("another agency's units are not offered", () => {
  assert.deepEqual(offered("D pat"), []);
});

test("incidents come by number, by count alone where that is enough", () => {
  assert.deepEqual(offered("D e51 14"), ["0142"]);
  assert.deepEqual(offered("D e51 7")[0], "0007");
  assert.deepEqual(offered("NT 0"), ["0007", "20261122-0042", "20261121-0042", "0142"]);
});

test("for a status only the incidents of the unit are offered", () => {
  const [first, second] = offered("ER 중부구급1호 ");
  assert.deepEqual([first, second], ["20261122-0042", "20261121-0042"]);
  assert.ok(!offered("ER 중부구급1호 ").includes("0007"));
});

test("agencies, types, help and priorities are offered by any of their names", () => {
  assert.deepEqual(offered("XF 7 po"), ["police"]);
  assert.deepEqual(offered("XF 7 경"), ["경찰"]);
  assert.deepEqual(offered("N 건"), ["건물화재"]);
  assert.deepEqual(offered("BK 7 amb"), ["ambulance"]);
  assert.deepEqual(offered("PR 7 "), ["P0", "P1", "P2", "P3", "P4"]);
});

test("a completion takes the place of the word at the cursor", () => {
  const [unit] = complete("D e5", index);
  assert.deepEqual(inserted("D e5 7", 4, unit), { line: "D E 51 7", cursor: 7 });
  assert.deepEqual(inserted("D e5", 4, unit), { line: "D E 51 ", cursor: 7 });
});

test("words come, change and go", () => {
  const os = { id: 90, word: "OS", verb: "move", preset: { status: "on_scene" } };
  const more = applyWord([{ id: 1, word: "D" }], { word: os, removed: false });
  assert.deepEqual(
    more.map(({ word }) => word),
    ["D", "OS"],
  );
  const changed = applyWord(more, { word: { ...os, word: "ON" }, removed: false });
  assert.deepEqual(
    changed.map(({ word }) => word),
    ["D", "ON"],
  );
  assert.equal(applyWord(changed, { word: os, removed: true }).length, 1);
});

const unit = (id, values = {}) => ({
  id,
  call_sign: `E ${id}`,
  agency: FIRE,
  status: "available_station",
  active: true,
  ...values,
});
const assignment = (id, incident, values = {}) => ({
  id,
  unit: id,
  incident,
  status: "alerted",
  assigned_at: at(id),
  cleared_at: null,
  ...values,
});

test("the context holds what is open or was opened, and where units are", () => {
  const board = {
    ...boardOf(card(1), card(2, { status: "closed" }), card(3, { status: "closed" })),
    units: new Map([1, 2].map((id) => [id, unit(id)])),
    assignments: new Map([[1, assignment(1, 1)]]),
  };
  const found = contextOf({
    board,
    reference,
    agency: FIRE,
    opened: [3],
    card: (id) => board.incidents.get(id),
  });
  assert.deepEqual(
    found.incidents.map(({ id }) => id),
    [1, 3],
  );
  assert.deepEqual(
    found.units.map(({ incidents }) => incidents),
    [[1], []],
  );
});

function timed(act) {
  const began = performance.now();
  act();
  return performance.now() - began;
}

test("a stroke takes no time with 2,000 units and 500 incidents", () => {
  const big = {
    ...context,
    units: Array.from({ length: 2000 }, (_, id) => ({
      id,
      call_sign: `중부 펌프 ${id}호`,
      agency: 1,
      incidents: [],
    })),
    incidents: Array.from({ length: 500 }, (_, id) => ({
      id,
      number: `20261122-${String(id).padStart(4, "0")}`,
      priority: 2,
    })),
  };
  const large = indexOf(words, verbs, big);
  const line = "출동 중부펌프7호 중부 펌프 12호 중부펌프1999호 499 사다리 뒤쪽";
  const strokes = Array.from(line, (_, end) => line.slice(0, end + 1));
  const type = () => {
    for (const before of strokes) {
      parse(before, large);
      complete(before, large);
    }
  };
  const each = Math.min(...[1, 2, 3, 4].map(() => timed(type))) / strokes.length;
  assert.ok(each < 5, `${each.toFixed(2)} ms a stroke`);
});
