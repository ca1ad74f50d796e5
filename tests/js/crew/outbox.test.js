import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../../../static/js/core/api.js";
import { Box } from "../../../static/js/crew/box.js";
import { Outbox } from "../../../static/js/crew/outbox.js";
import { Storage } from "./phone_storage.js";

const ME = { user: 1, agency: 2 };
const AT = Date.parse("2026-11-22T03:00:00Z");

/** A server that does what `answers` say, in turn; a function is called, a Problem is thrown. */
class City {
  constructor() {
    this.heard = [];
    this.done = new Map();
    this.answers = [];
  }

  post = async (_path, body, { key }) => {
    const answer = this.answers.shift();
    if (answer === "no signal") throw new Problem(0, { code: "offline" });
    if (answer?.status) throw new Problem(answer.status, answer);
    this.heard.push(body);
    if (!this.done.has(key)) this.done.set(key, body);
    if (answer === "answer lost") throw new Problem(0, { code: "timeout" });
    return {};
  };
}

/** Timers that ring when the test says so. */
class Clock {
  #waiting = [];
  crypto = { randomUUID: () => `key ${Math.random()}` };
  navigator = {};

  setTimeout = (act) => this.#waiting.push(act);
  clearTimeout = () => {};

  async ring() {
    const due = this.#waiting.splice(0);
    for (const act of due) await act();
    await settle();
  }
}

const settle = () => new Promise((done) => setTimeout(done, 5));

function outbox(storage = new Storage(), city = new City()) {
  const around = new Clock();
  const box = new Box(ME, storage);
  const settled = [];
  const made = new Outbox({
    box,
    api: city,
    tell: () => {},
    settled: (act) => settled.push(act.kind),
    around,
  });
  return { made, city, around, box, storage, settled };
}

const say = ({ made }, kind, fields = {}) => made.add(kind, { unit: 7, at: AT, fields });

test("with a signal an act is gone at once", async () => {
  const phone = outbox();
  say(phone, "accept", { assignment: 3 });
  await settle();
  assert.deepEqual(phone.made.acts, []);
  assert.equal(phone.city.heard[0].kind, "accept");
  assert.deepEqual(phone.settled, ["accept"]);
});

test("without a signal acts wait, and go in order when it is back", async () => {
  const phone = outbox();
  phone.city.answers = ["no signal", "no signal", "no signal"];
  for (const status of ["en_route", "on_scene"]) say(phone, "status", { assignment: 3, status });
  say(phone, "note", { assignment: 3, text: "smoke" });
  await settle();
  assert.equal(phone.made.acts.length, 3);
  assert.equal(phone.made.trouble.status, 0);
  phone.city.answers = [];
  await phone.around.ring();
  assert.deepEqual(
    phone.city.heard.map(({ status, text }) => status ?? text),
    ["en_route", "on_scene", "smoke"],
  );
  assert.deepEqual(phone.made.acts, []);
  assert.equal(phone.made.trouble, null);
});

test("an answer that was lost is asked for again under the same key", async () => {
  const phone = outbox();
  phone.city.answers = ["answer lost"];
  say(phone, "note", { assignment: 3, text: "smoke" });
  await settle();
  assert.equal(phone.made.acts.length, 1);
  await phone.around.ring();
  assert.equal(phone.city.heard.length, 2);
  assert.equal(phone.city.done.size, 1);
});

test("what waits survives a reload of the page", async () => {
  const before = outbox();
  before.city.answers = ["no signal"];
  const { key } = say(before, "accept", { assignment: 3 });
  await settle();
  before.made.stop();
  const after = outbox(before.storage);
  await after.made.hurry();
  assert.deepEqual([...after.city.done.keys()], [key]);
});

test("a refused act stays with its reason, and those behind it go on", async () => {
  const phone = outbox();
  phone.city.answers = [
    { status: 409, code: "illegal_move", detail: "Not now.", fields: { status: "x" } },
  ];
  say(phone, "status", { assignment: 3, status: "on_scene" });
  say(phone, "note", { assignment: 3, text: "smoke" });
  await settle();
  const [left] = phone.made.acts;
  assert.deepEqual(left.refused, { message: "Not now. x", code: "illegal_move" });
  assert.equal(phone.city.heard[0].kind, "note");
  phone.made.drop(left);
  assert.deepEqual(phone.made.acts, []);
});

test("whoever is signed out loses nothing", async () => {
  for (const answer of [{ status: 401 }, { status: 403, code: "permission_denied" }]) {
    const phone = outbox();
    phone.city.answers = [answer];
    say(phone, "accept", { assignment: 3 });
    await settle();
    assert.equal(phone.made.acts[0].refused, null);
    assert.equal(phone.made.trouble.status, answer.status);
  }
});

test("a mayday does not wait behind what is stuck", async () => {
  const phone = outbox();
  let free;
  const { post } = phone.city;
  phone.city.post = (path, body, how) =>
    body.kind === "note"
      ? new Promise((done) => {
          free = () => done(post(path, body, how));
        })
      : post(path, body, how);
  say(phone, "note", { assignment: 3, text: "smoke" });
  await settle();
  say(phone, "mayday");
  await settle();
  assert.deepEqual(
    phone.city.heard.map(({ kind }) => kind),
    ["mayday"],
  );
  free();
  await settle();
  assert.deepEqual(phone.made.acts, []);
});

test("nobody opens the box of somebody else", () => {
  const storage = new Storage();
  new Box(ME, storage).keep({ key: "a", serial: 1 });
  assert.deepEqual(new Box({ user: 1, agency: 3 }, storage).acts(), []);
  assert.deepEqual(new Box({ user: 11, agency: 2 }, storage).acts(), []);
});

test("signing out forgets what was seen and keeps what is unsent", () => {
  const box = new Box(ME, new Storage());
  box.set("picture", { unit: 1 });
  box.keep({ key: "a", serial: 1 });
  box.forget();
  assert.equal(box.get("picture"), null);
  assert.equal(box.acts().length, 1);
});

test("a phone that can't keep an act does not pretend to", () => {
  const phone = outbox();
  phone.storage.full = true;
  assert.throws(() => say(phone, "accept", { assignment: 3 }), DOMException);
  assert.deepEqual(phone.made.acts, []);
});
