import assert from "node:assert/strict";
import { test } from "node:test";
import { openLive } from "../../../static/js/core/live.js";
import { Browser, settled } from "./browser.js";

const kim = { user: 3, agency: 2, role: "dispatcher" };
const hello = { type: "hello", protocol: 1, viewer: kim, heartbeat: 3 };
const snapshot = (as_of) => ({ type: "snapshot", as_of, board: {} });
const entries = (after, upto) => ({ type: "entries", after, upto, head: upto, entries: [upto] });
const positions = (at) => ({ type: "positions", at, full: false, units: [] });
const bye = (code, retry) => ({ type: "bye", code, retry });

function opened() {
  const browser = new Browser();
  const told = { snapshots: [], entries: [], positions: [], viewers: [], ends: [], badge: null };
  const line = openLive(
    {
      onSnapshot: (frame) => told.snapshots.push(frame.as_of),
      onEntries: (frame) => told.entries.push(...frame.entries),
      onPositions: (frame) => told.positions.push(frame.at),
      onViewer: (viewer) => told.viewers.push(viewer),
      onEnd: (code) => told.ends.push(code),
      onBadge: (badge) => {
        told.badge = badge;
      },
    },
    browser,
  );
  return { browser, told, line };
}

test("it says where it stands after hello, and hands on what comes", () => {
  const { browser, told } = opened();
  assert.equal(browser.socket.url, "wss://city.example/ws/live/");
  browser.socket.gives(hello);
  assert.deepEqual(browser.socket.sent, [{ type: "start", since: null }]);
  browser.socket.gives(snapshot(4), entries(4, 5));
  assert.deepEqual([told.snapshots, told.entries], [[4], [5]]);
  assert.equal(told.badge.state, "live");
});

test("a cut line comes back with its cursor", () => {
  const { browser, told } = opened();
  browser.socket.gives(hello, snapshot(4));
  browser.socket.close();
  browser.passes(1);
  assert.equal(browser.sockets.length, 2);
  browser.socket.gives(hello);
  assert.deepEqual(browser.socket.sent, [{ type: "start", since: 4 }]);
  browser.socket.gives(entries(4, 6));
  assert.deepEqual(told.entries, [6]);
  assert.equal(told.viewers.length, 1);
});

test("a gap is never handed on: it comes back and asks", () => {
  const { browser, told } = opened();
  browser.socket.gives(hello, snapshot(4), entries(6, 7));
  assert.deepEqual(told.entries, []);
  assert.ok(browser.socket.isClosed);
  browser.passes(1);
  browser.socket.gives(hello);
  assert.deepEqual(browser.socket.sent, [{ type: "start", since: 4 }]);
});

test("frames of a line that was given up are not heard", () => {
  const { browser, told, line } = opened();
  const first = browser.socket;
  first.gives(hello, snapshot(4));
  browser.passes(20);
  assert.ok(first.isClosed, "silent for three heartbeats");
  first.gives(entries(4, 5));
  assert.deepEqual(told.entries, []);
  line.close();
});

test("the badge tells of silence although the socket is open", () => {
  const { browser, told } = opened();
  browser.socket.gives(hello, snapshot(4));
  browser.passes(7);
  assert.equal(told.badge.state, "delayed");
  browser.passes(10);
  assert.equal(told.badge.state, "offline");
});

test("positions are handed on beside the log", () => {
  const { browser, told } = opened();
  browser.socket.gives(hello, snapshot(4), positions("T1"), entries(4, 5), positions("T2"));
  assert.deepEqual([told.positions, told.entries], [["T1", "T2"], [5]]);
});

test("where nobody listens for positions none are asked for, and one may begin without a snapshot", () => {
  const browser = new Browser();
  openLive({}, browser, 7);
  browser.socket.gives(hello);
  assert.deepEqual(browser.socket.sent, [{ type: "start", since: 7, positions: false }]);
});

test("fresh positions do not hide that the log is silent", () => {
  const { browser, told } = opened();
  browser.socket.gives(hello, snapshot(4));
  for (let second = 0; second < 7; second++) {
    browser.passes(1);
    browser.socket.gives(positions(`T${second}`));
  }
  assert.equal(told.badge.state, "delayed");
});

test("another viewer starts from nothing", () => {
  const { browser, told } = opened();
  browser.socket.gives(hello, snapshot(4), bye("membership_changed", true));
  browser.passes(1);
  browser.socket.gives({ ...hello, viewer: { ...kim, agency: 9 } });
  assert.deepEqual(browser.socket.sent, [{ type: "start", since: null }]);
  assert.deepEqual(
    told.viewers.map((viewer) => viewer.agency),
    [2, 9],
  );
});

test("signed out is asked once more, then it is the end", () => {
  const { browser, told } = opened();
  browser.socket.gives(hello, snapshot(4), bye("signed_out", false));
  assert.deepEqual(told.ends, []);
  browser.passes(1);
  browser.socket.gives(bye("signed_out", false));
  assert.deepEqual(told.ends, ["signed_out"]);
  browser.passes(60);
  assert.equal(browser.sockets.length, 2);
});

test("pauses between attempts grow while nobody answers", () => {
  const { browser } = opened();
  const times = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const count = browser.sockets.length;
    browser.socket.close();
    const before = browser.now;
    while (browser.sockets.length === count && browser.requests.length === 0) browser.passes(0.05);
    times.push(browser.now - before);
  }
  assert.ok(times[0] < times[1] && times[1] < times[2], times.join());
});

test("coming back online does not wait for the pause to end", () => {
  const { browser } = opened();
  browser.socket.gives(hello, snapshot(4));
  browser.navigator.onLine = false;
  browser.socket.close();
  browser.passes(5);
  assert.equal(browser.sockets.length, 1, "no hammering without a network");
  browser.navigator.onLine = true;
  browser.dispatchEvent(new Event("online"));
  assert.equal(browser.sockets.length, 2);
});

test("a laptop that wakes up trusts no silent line", () => {
  const { browser } = opened();
  browser.socket.gives(hello, snapshot(4));
  browser.now += 3_600_000;
  browser.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(browser.sockets.length, 2);
});

async function polling() {
  const all = opened();
  for (let attempt = 0; attempt < 3; attempt++) {
    all.browser.socket.close();
    all.browser.passes(5);
  }
  await settled();
  return all;
}

test("where WebSocket fails again and again it polls, with the same cursor rules", async () => {
  const { browser, told } = await polling();
  assert.equal(browser.requests.at(-1).url, "/api/live/");
  browser.requests.at(-1).answers(200, snapshot(4), kim);
  await settled();
  assert.equal(browser.requests.at(-1).url, "/api/live/?since=4&wait=5&positions=");
  browser.requests.at(-1).answers(200, entries(4, 5), kim);
  await settled();
  assert.equal(browser.requests.at(-1).url, "/api/live/?since=5&wait=5&positions=");
  assert.deepEqual([told.snapshots, told.entries], [[4], [5]]);
  assert.equal(told.badge.state, "live");
});

test("a poll says which positions it has, and may be answered with newer ones", async () => {
  const { browser, told } = await polling();
  browser.requests.at(-1).answers(200, snapshot(4), kim);
  await settled();
  browser.requests.at(-1).answers(200, positions("2026-11-22T09:00:02.123456Z"), kim);
  await settled();
  assert.deepEqual(told.positions, ["2026-11-22T09:00:02.123456Z"]);
  assert.equal(
    browser.requests.at(-1).url,
    "/api/live/?since=4&wait=5&positions=2026-11-22T09%3A00%3A02.123456Z",
  );
  assert.equal(told.badge.state, "live");
});

test("a poll that was answered for another viewer is asked again from nothing", async () => {
  const { browser, told } = await polling();
  browser.requests.at(-1).answers(200, snapshot(4), kim);
  await settled();
  browser.requests.at(-1).answers(200, entries(4, 5), { ...kim, agency: 9 });
  await settled();
  assert.deepEqual(told.entries, []);
  assert.equal(browser.requests.at(-1).url, "/api/live/");
});

test("a failed poll waits before the next, and a refused one ends it", async () => {
  const { browser, told } = await polling();
  const count = browser.requests.length;
  browser.requests.at(-1).fails();
  await settled();
  assert.equal(browser.requests.length, count);
  browser.passes(9);
  assert.equal(browser.requests.length, count + 1);
  for (let time = 0; time < 2; time++) {
    browser.requests.at(-1).answers(401, { code: "signed_out", retry: false });
    await settled();
    browser.passes(9);
  }
  assert.deepEqual(told.ends, ["signed_out"]);
});

test("while polling it tries a WebSocket again every minute", async () => {
  const { browser } = await polling();
  const count = browser.sockets.length;
  browser.requests.at(-1).answers(200, snapshot(4), kim);
  await settled();
  browser.now += 61_000;
  browser.requests.at(-1).answers(200, entries(4, 5), kim);
  await settled();
  assert.equal(browser.sockets.length, count + 1);
});

test("after close nothing is left running", () => {
  const { browser, line } = opened();
  browser.socket.gives(hello, snapshot(4));
  line.close();
  assert.ok(browser.socket.isClosed);
  assert.equal(browser.timers.size, 0);
});
