import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "../../../static/js/domain/conflict.js";
import { cueOf } from "../../../static/js/domain/cues.js";
import { byAgency, linksOf, mergeEntries, reportsOf } from "../../../static/js/domain/timeline.js";
import { inOrder, isOverdue, unanswered } from "../../../static/js/domain/tracks.js";
import { at, card, entry, FIRE, NOON, POLICE, track } from "./cards.js";

const me = { user: 7, agency: FIRE, role: "dispatcher" };
const mine = { user: 7, agency: FIRE, name: "Dani" };

test("a new incident that asks my agency sounds by its priority", () => {
  const cue = cueOf(entry(1, "incident.filed", 5, { card: card(5) }), undefined, card(5), me);
  assert.deepEqual(cue, { kind: "asked", incident: 5, priority: 0, sound: "p0" });
});

test("my own acts make no cue, and what does not ask me makes no noise", () => {
  assert.equal(cueOf(entry(1, "incident.filed", 5, {}, mine), undefined, card(5), me), null);
  const theirs = card(5, { tracks: [track(POLICE)] });
  assert.equal(cueOf(entry(1, "incident.filed", 5, {}), undefined, theirs, me).sound, null);
  assert.equal(cueOf(entry(1, "note.added", 5, {}), card(5), card(5), me), null);
});

test("silence and refusal are told to whoever asked", () => {
  const asked = track(POLICE, { asked_by: FIRE, overdue: true });
  const now = card(5, { tracks: [track(FIRE, { state: "working" }), asked] });
  assert.equal(cueOf(entry(1, "track.overdue", 5, { track: asked }), now, now, me).kind, "overdue");
  assert.equal(
    cueOf(entry(1, "track.declined", 5, { track: asked }), now, now, me).sound,
    "attention",
  );
  const police = { ...me, agency: 3 };
  assert.equal(cueOf(entry(1, "track.overdue", 5, { track: asked }), now, now, police), null);
});

test("raising is heard, lowering is not", () => {
  const known = card(5, { tracks: [track(FIRE, { state: "working" })], priority: 1 });
  const raise = entry(1, "incident.reprioritised", 5, { priority: 1, was: 2 });
  assert.equal(cueOf(raise, known, known, me).kind, "raised");
  const lower = entry(1, "incident.reprioritised", 5, { priority: 1, was: 0 });
  assert.equal(cueOf(lower, known, known, me), null);
});

test("an answer is overdue by the server's word or by the clock, and never once given", () => {
  const due = track(POLICE, { answer_due_at: at(30) });
  assert.equal(isOverdue(due, NOON + 29_000), false);
  assert.equal(isOverdue(due, NOON + 30_000), true);
  assert.equal(isOverdue({ ...due, state: "acknowledged" }, NOON + 99_000), false);
  assert.equal(isOverdue(track(POLICE, { overdue: true }), NOON), true);
});

test("tracks stand lead first; the informed are not asked", () => {
  const tracks = [track(3, { role: "informed" }), track(POLICE, { role: "support" }), track(FIRE)];
  assert.deepEqual(
    inOrder(tracks).map(({ agency }) => agency),
    [FIRE, POLICE, 3],
  );
  assert.deepEqual(
    unanswered(card(1, { tracks })).map(({ agency }) => agency),
    [POLICE, FIRE],
  );
});

test("timelines merge by number, whatever comes first or twice", () => {
  const [a, b, c] = [1, 2, 3].map((seq) => entry(seq, "note.added", 5, { note: {} }));
  assert.deepEqual(mergeEntries([c, a], [b, c]), [a, b, c]);
});

test("reports show their latest words, links only while they stand", () => {
  const entries = [
    entry(1, "report.attached", 5, { report: { id: 1, narrative: "smoke", received_at: at(1) } }),
    entry(2, "report.amended", 5, { report: { id: 1, narrative: "flames", received_at: at(1) } }),
    entry(3, "link.added", 5, { link: { id: 1 } }),
    entry(4, "link.added", 5, { link: { id: 2 } }),
    entry(5, "link.ended", 5, { link: { id: 1 } }),
  ];
  assert.deepEqual(
    reportsOf(entries).map(({ narrative }) => narrative),
    ["flames"],
  );
  assert.deepEqual(
    linksOf(entries).map(({ id }) => id),
    [2],
  );
});

test("one agency's part of a timeline: what it did and what was done to its track", () => {
  const entries = [
    entry(1, "note.added", 5, { note: {} }, mine),
    entry(2, "track.added", 5, { track: track(FIRE) }),
    entry(3, "note.added", 5, { note: {} }),
  ];
  assert.deepEqual(
    byAgency(entries, FIRE).map(({ seq }) => seq),
    [1, 2],
  );
  assert.equal(byAgency(entries, null).length, 3);
});

test("a stale write is a conflict only where the same thing changed", () => {
  const seen = card(5, { priority: 1 });
  assert.deepEqual(differences("priority", seen, { ...seen, type: "EMS.ARREST", version: 9 }), []);
  assert.deepEqual(differences("priority", seen, { ...seen, priority: 3 }), [
    { field: "priority", seen: 1, now: 3 },
  ]);
  const overdue = {
    ...seen,
    tracks: seen.tracks.map((one) => ({ ...one, overdue: true, version: 5 })),
  };
  assert.deepEqual(differences("close", seen, overdue), []);
});
