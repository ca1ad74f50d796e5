import assert from "node:assert/strict";
import { test } from "node:test";
import { levelOf, limitFor, waitOf } from "../../../static/js/domain/ageing.js";
import { activeOf, neighbour, pendingOf, steadyOrder } from "../../../static/js/domain/lists.js";
import { at, boardOf, card, FIRE, NOON, POLICE, reference, track } from "./cards.js";

const ids = (cards) => cards.map(({ id }) => id);
const me = { agency: FIRE, reference };

test("pending holds what waits for my agency: worst first, then longest, the held last", () => {
  const board = boardOf(
    card(1, { priority: 2 }),
    card(2, { priority: 0, tracks: [track(FIRE, { asked_at: at(30) })] }),
    card(3, { priority: 0 }),
    card(4, { priority: 0, held_until: at(900) }),
    card(5, { tracks: [track(FIRE, { state: "acknowledged" })] }),
    card(6, { tracks: [track(POLICE)] }),
    card(7, { status: "closed" }),
    card(8, { priority: 0, tracks: [track(FIRE, { role: "informed" })] }),
  );
  assert.deepEqual(ids(pendingOf(board, FIRE, NOON + 60_000)), [3, 2, 1, 8, 4]);
});

test("a hold that has run out counts no more", () => {
  const board = boardOf(card(1, { priority: 2 }), card(2, { held_until: at(10) }));
  assert.deepEqual(ids(pendingOf(board, FIRE, NOON + 11_000)), [2, 1]);
});

test("ageing: calm, due at half the limit, late at the limit, and by how much", () => {
  assert.equal(limitFor({ type: "FIRE.STRUCT", priority: 2 }, reference), 300);
  assert.deepEqual(
    [29, 30, 59, 60].map((seconds) => levelOf(seconds, 60)),
    ["calm", "due", "due", "late"],
  );
  assert.equal(levelOf(99_999, null), "calm");
  const wait = waitOf(card(1), FIRE, reference, NOON + 72_000);
  assert.deepEqual(wait, { seconds: 72, limit: 60, level: "late", over: 12 });
  assert.equal(waitOf(card(1, { tracks: [] }), FIRE, reference, NOON), null);
});

test("the filter finds by number, type in both languages, place, priority and agency", () => {
  const board = boardOf(
    card(1),
    card(42, {
      type: "TRAFFIC.ACC",
      priority: 2,
      place: { ...card(1).place, address: "만석동 12" },
    }),
  );
  const find = (text, scope = "all") => ids(activeOf(board, { text, scope }, me));
  assert.deepEqual(find("0042"), [42]);
  assert.deepEqual(find("건물"), [1]);
  assert.deepEqual(find("structure"), [1]);
  assert.deepEqual(find("만석"), [42]);
  assert.deepEqual(find("p2"), [42]);
  assert.deepEqual(find("경찰"), [1, 42]);
  assert.deepEqual(find("nothing like it"), []);
});

test("mine are those on which my agency has a track", () => {
  const board = boardOf(card(1), card(2, { tracks: [track(POLICE)] }));
  assert.deepEqual(ids(activeOf(board, { text: "", scope: "mine" }, me)), [1]);
});

test("no row moves under the hand", () => {
  const free = steadyOrder([1, 2, 3], [9, 3, 1], false);
  assert.deepEqual(free, { ids: [9, 3, 1], waiting: [], gone: new Set() });
  const held = steadyOrder([1, 2, 3], [9, 3, 1], true);
  assert.deepEqual(held, { ids: [1, 2, 3], waiting: [9], gone: new Set([2]) });
  assert.deepEqual(steadyOrder([], [4], true).ids, [4]);
});

test("moving stops at the ends and begins at the near one", () => {
  assert.equal(neighbour([1, 2, 3], 2, 1), 3);
  assert.equal(neighbour([1, 2, 3], 3, 1), 3);
  assert.equal(neighbour([1, 2, 3], 99, 1), 1);
  assert.equal(neighbour([1, 2, 3], null, -1), 3);
  assert.equal(neighbour([], null, 1), null);
});
