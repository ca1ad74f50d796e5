/**
 * One attempt each: a WebSocket until it closes, or one long poll.
 *
 * Both are called with the browser and `{ since, positionsAt, wait, heard, over }`. `heard(frame)` says what to
 * do next (one of store.js' TODO), `over({ isSocket, reached })` comes once at the end, and
 * `reached` says whether the server spoke to us. Both return `{ cancel, age }`.
 */

import { PROTOCOL, TODO } from "./store.js";

const SOCKET_PATH = "/ws/live/";
const POLL_PATH = "/api/live/";
const HELLO_MS = 10_000;
const REFUSALS = new Set([400, 401, 403]);

export function socketOnce(around, { since, positionsAt, heard, over }) {
  const socket = new around.WebSocket(socketUrl(around.location));
  const done = once(over);
  let reached = false;
  // Some proxies accept a socket and then never let anything through.
  const patience = around.setTimeout(() => finish(), HELLO_MS);

  function finish() {
    around.clearTimeout(patience);
    socket.close();
    done({ isSocket: true, reached });
  }

  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    reached = true;
    around.clearTimeout(patience);
    const todo = heard(frame);
    if (todo === TODO.start) socket.send(startFrame(since(), positionsAt()));
    if (todo === TODO.again || todo === TODO.end) finish();
  };
  socket.onclose = finish;
  return {
    cancel: () => {
      socket.onmessage = null;
      done.forget();
      finish();
    },
    age: ageSince(around),
  };
}

export function pollOnce(around, { since, positionsAt, wait, heard, over }) {
  const control = new around.AbortController();
  const done = once(over);
  const late = around.setTimeout(() => control.abort(), wait * 1000 + HELLO_MS);
  ask()
    .catch(() => false) // no network, an abort, or an answer that is not ours: try again later
    .then((reached) => {
      around.clearTimeout(late);
      done({ isSocket: false, reached });
    });

  async function ask() {
    const url = pollUrl(since(), positionsAt(), wait);
    const answer = await around.fetch(url, { signal: control.signal });
    if (REFUSALS.has(answer.status)) return refused(await answer.json());
    if (!answer.ok) return false;
    const viewer = JSON.parse(answer.headers.get("Live-Viewer"));
    const frame = await answer.json();
    const asked = since();
    heard({ type: "hello", protocol: PROTOCOL, viewer });
    // Another viewer than before has another board: the frame was an answer to the old question.
    if (since() === asked) heard(frame);
    return true;
  }

  function refused({ code, retry }) {
    heard({ type: "bye", code, retry });
    return false;
  }

  return {
    cancel: () => {
      done.forget();
      control.abort();
    },
    age: ageSince(around),
  };
}

function socketUrl(location) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${SOCKET_PATH}`;
}

/** Positions come unless they are not wanted (null). */
function startFrame(since, positionsAt) {
  const start = { type: "start", since };
  return JSON.stringify(positionsAt === null ? { ...start, positions: false } : start);
}

function pollUrl(since, positionsAt, wait) {
  if (since === null) return POLL_PATH;
  const positions = positionsAt === null ? "" : `&positions=${encodeURIComponent(positionsAt)}`;
  return `${POLL_PATH}?since=${since}&wait=${wait}${positions}`;
}

/** A callback that comes at most once, and not at all after `forget()`. */
function once(callback) {
  let pending = callback;
  const call = (value) => {
    const now = pending;
    pending = null;
    now?.(value);
  };
  call.forget = () => {
    pending = null;
  };
  return call;
}

function ageSince(around) {
  const began = around.Date.now();
  return () => around.Date.now() - began;
}
