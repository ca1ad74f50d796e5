/** A browser for the live line, with a clock that is moved by hand. */

export class Browser extends EventTarget {
  constructor() {
    super();
    this.now = 0;
    this.timers = new Map();
    this.sockets = [];
    this.requests = [];
    this.nextTimer = 1;
    this.location = { protocol: "https:", host: "city.example" };
    this.navigator = { onLine: true };
    this.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
    this.Math = { random: () => 0 };
    this.Date = { now: () => this.now };
    this.AbortController = AbortController;
    const browser = this;
    this.WebSocket = class {
      constructor(url) {
        Object.assign(this, { url, sent: [], isClosed: false });
        browser.sockets.push(this);
      }

      send(text) {
        this.sent.push(JSON.parse(text));
      }

      close() {
        if (this.isClosed) return;
        this.isClosed = true;
        this.onclose?.();
      }

      gives(...frames) {
        for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
      }
    };
  }

  get socket() {
    return this.sockets.at(-1);
  }

  setTimeout(call, ms) {
    this.timers.set(this.nextTimer, { call, at: this.now + ms, every: null });
    return this.nextTimer++;
  }

  setInterval(call, ms) {
    this.timers.set(this.nextTimer, { call, at: this.now + ms, every: ms });
    return this.nextTimer++;
  }

  clearTimeout(id) {
    this.timers.delete(id);
  }

  clearInterval(id) {
    this.timers.delete(id);
  }

  fetch(url, { signal }) {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      const answers = (status, body, viewer = null) =>
        resolve({
          status,
          ok: status < 300,
          json: async () => body,
          headers: { get: () => JSON.stringify(viewer) },
        });
      this.requests.push({ url, answers, fails: () => reject(new TypeError("no network")) });
    });
  }

  /** Let `seconds` pass, timer by timer. */
  passes(seconds) {
    const end = this.now + seconds * 1000;
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.at <= end);
      if (!due.length) break;
      const [id, timer] = due.sort(([, one], [, other]) => one.at - other.at)[0];
      this.now = timer.at;
      if (timer.every) timer.at += timer.every;
      else this.timers.delete(id);
      timer.call();
    }
    this.now = end;
  }
}

/** Everything that was promised has happened. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}
