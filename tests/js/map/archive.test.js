import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Retry, TileError, tileArchive } from "../../../static/js/map/archive.js";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

function answering(status, body = "tile") {
  const asked = [];
  globalThis.fetch = async (url) => {
    asked.push(url);
    return new Response(status === 204 ? null : body, { status });
  };
  return asked;
}

const archive = (options) => tileArchive(() => "/t/{z}/{x}/{y}", options);

test("a tile is asked for by its own address", async () => {
  const asked = answering(200);
  const { data } = await archive().getZxy(3, 5, 1);
  assert.deepEqual(asked, ["/t/3/5/1"]);
  assert.equal(new TextDecoder().decode(data), "tile");
});

test("nothing there is not a failure", async () => {
  answering(204);
  assert.equal(await archive().getZxy(3, 5, 1), undefined);
});

test("an error page is never read as a tile", async () => {
  answering(500, "<html>");
  const failures = [];
  const wanted = archive({ failed: (error) => failures.push(error.status) });
  await assert.rejects(wanted.getZxy(3, 5, 1), TileError);
  assert.deepEqual(failures, [500]);
});

test("a server out of reach is told of, a request taken back is not", async () => {
  const failures = [];
  const wanted = archive({ failed: (error) => failures.push(error.status) });
  globalThis.fetch = async () => {
    throw new TypeError("offline");
  };
  await assert.rejects(wanted.getZxy(1, 0, 0), TileError);
  globalThis.fetch = async () => {
    throw new DOMException("stopped", "AbortError");
  };
  await assert.rejects(wanted.getZxy(1, 0, 0), { name: "AbortError" });
  assert.deepEqual(failures, [0]);
});

test("a kind that is not shown is not asked for", async () => {
  const asked = answering(200);
  assert.equal(await archive({ wanted: () => false }).getZxy(1, 0, 0), undefined);
  assert.deepEqual(asked, []);
});

test("many failures are one new attempt, and a refusal is none", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let attempts = 0;
  const retry = new Retry(() => {
    attempts += 1;
  });
  retry.failed(new TileError(403));
  context.mock.timers.tick(60_000);
  assert.equal(attempts, 0);
  retry.failed(new TileError(0));
  retry.failed(new TileError(503));
  context.mock.timers.tick(2000);
  assert.equal(attempts, 1);
  retry.failed(new TileError(0));
  context.mock.timers.tick(2000);
  assert.equal(attempts, 1, "each wait is longer than the one before");
  context.mock.timers.tick(2000);
  assert.equal(attempts, 2);
});
