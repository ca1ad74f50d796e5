/**
 * The live line: keeps one connection to the city log, hands on what comes, never loses or doubles.
 *
 *   const line = openLive({ onSnapshot, onEntries, onPositions, onHeartbeat, onViewer, onBadge,
 *     onEnd });
 *   line.close();
 *
 * It speaks WebSocket, and long polls where that fails again and again. Callbacks get frames as
 * docs/live.md shows them; `onBadge({ state, seconds })` comes every second.
 */

import { apply, badge, deadAfter, emptyStore, isSame, pauseBefore, TODO } from "./store.js";
import { pollOnce, socketOnce } from "./transports.js";

const SOCKET_TRIES = 3;
const SOCKET_AGAIN_MS = 60_000;
const POLL_SECONDS = 5;
const OFFLINE_PAUSE_MS = 15_000;
const CHECK_MS = 1000;

// Fresh positions do not make a board fresh: the badge is about the log.
const SAYS_NOTHING_OF_THE_LOG = new Set(["bye", "positions"]);

const nothing = () => {};
const SILENT = {
  onSnapshot: nothing,
  onEntries: nothing,
  onPositions: nothing,
  onHeartbeat: nothing,
  onViewer: nothing,
  onBadge: nothing,
  onEnd: nothing,
};

/**
 * `around` is the browser; tests bring their own. With `since` it begins there, without a snapshot. Where nobody
 * listens for positions, none are asked for.
 */
export function openLive(callbacks, around = globalThis, since = null) {
  const line = new Line(callbacks, around, since);
  line.begin();
  return line;
}

class Line {
  constructor(callbacks, around, since) {
    this.tell = { ...SILENT, ...callbacks };
    this.wantsPositions = Boolean(callbacks.onPositions);
    this.around = around;
    this.store = emptyStore(since);
    this.heardAt = around.Date.now();
    this.tries = 0; // since anything was heard
    this.socketFailures = 0; // sockets that did not get as far as hello
    this.pollingSince = null;
    this.signedOutOnce = false;
    this.ended = false;
    this.attempt = null;
    this.timer = null;
  }

  begin() {
    const { around } = this;
    this.wake = () => this.wakeUp();
    around.addEventListener?.("online", this.wake);
    around.document?.addEventListener("visibilitychange", this.wake);
    this.watch = around.setInterval(() => this.check(), CHECK_MS);
    this.connect();
  }

  close() {
    const { around } = this;
    this.ended = true;
    around.removeEventListener?.("online", this.wake);
    around.document?.removeEventListener("visibilitychange", this.wake);
    around.clearInterval(this.watch);
    around.clearTimeout(this.timer);
    this.attempt?.cancel();
  }

  connect() {
    this.around.clearTimeout(this.timer);
    this.timer = null;
    this.attempt?.cancel();
    const transport = this.isPolling() ? pollOnce : socketOnce;
    this.attempt = transport(this.around, {
      since: () => this.store.seq,
      positionsAt: () => (this.wantsPositions ? this.store.positionsAt : null),
      wait: POLL_SECONDS,
      heard: (frame) => this.hear(frame),
      over: (attempt) => this.over(attempt),
    });
  }

  isPolling() {
    if (this.pollingSince === null) return false;
    const isTimeForSocket = this.around.Date.now() - this.pollingSince > SOCKET_AGAIN_MS;
    if (isTimeForSocket) this.pollingSince = null;
    return !isTimeForSocket;
  }

  /** Returns what the transport should do next, one of TODO. */
  hear(frame) {
    if (this.ended) return TODO.end;
    const before = this.store;
    const { store, todo } = apply(before, frame);
    if (!SAYS_NOTHING_OF_THE_LOG.has(frame.type)) this.heardSomething(frame);
    if (todo === TODO.snapshot) this.tell.onSnapshot(frame);
    if (todo === TODO.entries) this.tell.onEntries(frame);
    if (todo === TODO.positions) this.tell.onPositions(frame);
    // Only now, so that a frame whose handling failed is asked for again.
    this.store = store;
    if (frame.type === "heartbeat") this.tell.onHeartbeat(frame);
    if (frame.type === "hello") this.meet(before.viewer, frame.viewer);
    if (todo === TODO.end) this.end(frame.code ?? "protocol");
    return todo;
  }

  heardSomething(frame) {
    this.heardAt = this.around.Date.now();
    if (frame.type !== "hello") {
      this.tries = 0;
      this.signedOutOnce = false;
    }
    if (!this.isPolling()) this.socketFailures = 0;
    this.showBadge();
  }

  meet(before, viewer) {
    if (!before || !isSame(before, viewer)) this.tell.onViewer(viewer);
  }

  /** A password change signs in anew under another session, so one "signed out" is asked again. */
  end(code) {
    if (code === "signed_out" && !this.signedOutOnce) {
      this.signedOutOnce = true;
      return;
    }
    this.close();
    this.tell.onEnd(code);
  }

  over({ isSocket, reached }) {
    if (this.ended) return;
    this.attempt = null;
    if (isSocket && !reached) this.socketFailures += 1;
    if (this.socketFailures >= SOCKET_TRIES && this.pollingSince === null) {
      this.pollingSince = this.around.Date.now();
      this.socketFailures = SOCKET_TRIES - 1; // one more failure later is enough
    }
    if (!isSocket && reached) return this.connect();
    this.connectLater();
  }

  connectLater() {
    const { around } = this;
    const isOffline = around.navigator?.onLine === false;
    const pause = isOffline ? OFFLINE_PAUSE_MS : pauseBefore(this.tries, around.Math.random());
    this.tries += 1;
    this.timer = around.setTimeout(() => this.connect(), pause);
  }

  /** The network or the person is back: do not sit out a long pause, nor trust a silent line. */
  wakeUp() {
    if (this.ended || this.around.document?.visibilityState === "hidden") return;
    const silent = this.around.Date.now() - this.heardAt;
    if (this.timer !== null || silent > this.interval() * 1500) {
      this.tries = 0;
      this.connect();
    }
    this.showBadge();
  }

  check() {
    const silent = this.around.Date.now() - this.heardAt;
    const limit = deadAfter(this.interval());
    if (this.attempt && silent > limit && this.attempt.age() > limit) {
      this.attempt.cancel();
      this.over({ isSocket: true, reached: true });
    }
    this.showBadge();
  }

  interval() {
    return this.pollingSince === null ? this.store.heartbeat : POLL_SECONDS;
  }

  showBadge() {
    const { heardAt, store } = this;
    const now = this.around.Date.now();
    const isLoaded = store.seq !== null;
    this.tell.onBadge(badge({ heardAt, now, interval: this.interval(), isLoaded }));
  }
}
