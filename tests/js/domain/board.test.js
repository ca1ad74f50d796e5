import assert from "node:assert/strict";
import { test } from "node:test";
import {
  applyEntry,
  applyFrame,
  fromSnapshot,
  openCards,
} from "../../../static/js/domain/board.js";
import { cardReducers } from "../../../static/js/domain/card_reducers.js";
import { assignment, at, boardOf, card, entry, FIRE, POLICE, track } from "./cards.js";

const after = (kind, data, before = card(5)) =>
  applyEntry(boardOf(before), entry(17, kind, 5, data)).incidents.get(5);

test("a snapshot is the board as of its number", () => {
  const board = fromSnapshot({ as_of: 41, board: { incidents: [card(1), card(2)] } });
  assert.equal(board.seq, 41);
  assert.deepEqual([...board.incidents.keys()], [1, 2]);
});

test("filing and reopening bring a whole card, and say when", () => {
  for (const kind of ["incident.filed", "incident.reopened", "incident.unmerged"]) {
    const board = applyEntry(boardOf(), entry(17, kind, 5, { card: card(5) }));
    assert.equal(board.incidents.get(5).updated_at, at(17), kind);
  }
});

test("being shown an incident is no news of it: its card says when there was some", () => {
  const shown = { ...card(5), updated_at: at(3) };
  const board = applyEntry(boardOf(), entry(17, "incident.shared", 5, { card: shown }));
  assert.equal(board.incidents.get(5).updated_at, at(3));
});

test("an agency acknowledges: its track, the status and the version change, nothing else", () => {
  const told = track(POLICE, { role: "support", state: "acknowledged", version: 2 });
  const now = after("track.acknowledged", { track: told, status: "open", version: 2 });
  assert.deepEqual(now.tracks, [track(FIRE), told]);
  assert.equal(now.status, "open");
  assert.equal(now.version, 2);
});

test("a new track is added at the end", () => {
  const added = track(3, { role: "informed" });
  assert.equal(after("track.added", { track: added, reason: "" }).tracks.at(-1), added);
});

test("corrections keep what they do not name", () => {
  assert.equal(
    after("incident.reprioritised", { priority: 2, was: 0, reason: "x", version: 2 }).priority,
    2,
  );
  assert.equal(
    after("incident.retyped", { type: "EMS.ARREST", was: "", exercise: true, version: 2 }).exercise,
    true,
  );
  const place = { ...card(5).place, address: "Mill Market" };
  assert.equal(after("incident.placed", { place, version: 2 }).place.address, "Mill Market");
  assert.equal(after("incident.placed", { place, version: 2 }).narrative, "smoke");
});

test("hold and release", () => {
  const held = after("incident.held", { held_until: at(600), hold_reason: "later", version: 2 });
  assert.equal(held.held_until, at(600));
  const free = after("incident.released", { version: 3 }, held);
  assert.deepEqual([free.held_until, free.hold_reason, free.version], [null, "", 3]);
});

test("a closed or merged incident stays to be looked at but is no longer open", () => {
  const closing = {
    disposition: "RESOLVED",
    note: "",
    override_reason: "",
    closed_at: at(17),
    version: 2,
  };
  const board = applyEntry(boardOf(card(5), card(6)), entry(17, "incident.closed", 5, closing));
  assert.deepEqual(
    openCards(board).map(({ id }) => id),
    [6],
  );
  assert.equal(board.incidents.get(5).disposition, "RESOLVED");
  assert.equal(after("incident.merged", { into: 6, version: 2 }).merged_into, 6);
});

test("every kind of entry about an unknown incident is ignored unless it brings a card", () => {
  for (const kind of Object.keys(cardReducers)) {
    const board = applyEntry(
      boardOf(),
      entry(17, kind, 5, {
        track: track(1),
        report: {},
        place: {},
        assignment: assignment(1, 5),
        access: { id: 1, incident: 5 },
      }),
    );
    assert.equal(board.incidents.size, 0, kind);
  }
});

test("an unknown kind changes nothing but the number", () => {
  const before = boardOf(card(5));
  const board = applyEntry(before, entry(17, "moon.landed", 5, {}));
  assert.deepEqual(board.incidents.get(5), before.incidents.get(5));
  assert.equal(board.seq, 17);
});

test("the board that was is never changed", () => {
  const before = Object.freeze(boardOf(Object.freeze(card(5))));
  applyEntry(
    before,
    entry(17, "incident.closed", 5, { disposition: "X", closed_at: at(1), version: 2 }),
  );
  assert.equal(before.incidents.get(5).status, "reported");
});

test("a frame that was seen does nothing, one beyond a hole marks the board as behind", () => {
  const board = { ...boardOf(card(5)), seq: 20 };
  assert.equal(applyFrame(board, { after: 10, upto: 20, entries: [] }), board);
  assert.equal(applyFrame(board, { after: 25, upto: 30, entries: [] }).behind, true);
  assert.equal(applyFrame(board, { after: 20, upto: 25, entries: [] }).seq, 25);
});

test("a frame that overlaps applies only what is new", () => {
  const board = { ...boardOf(card(5)), seq: 20 };
  const old = entry(19, "incident.reprioritised", 5, { priority: 4, was: 0, version: 2 });
  const fresh = entry(21, "incident.reprioritised", 5, { priority: 3, was: 4, version: 3 });
  const now = applyFrame(board, { after: 18, upto: 21, entries: [old, fresh] });
  assert.equal(now.incidents.get(5).priority, 3);
  assert.equal(now.seq, 21);
});
