/** A desk without a page: its requests are written down and answered by the test. */

import { Problem } from "../../../static/js/core/api.js";
import { Desk, personalStorage } from "../../../static/js/desk/desk.js";
import { reference } from "../domain/cards.js";

/** A notice that fades in seconds is nothing that a test waits for. */
const LONG_MS = 1000;
const wait = globalThis.setTimeout;
globalThis.setTimeout = (act, ms, ...words) => {
  const timer = wait(act, ms, ...words);
  return ms >= LONG_MS ? timer.unref() : timer;
};

export class Drawer {
  #kept = new Map();
  getItem = (name) => this.#kept.get(name) ?? null;
  setItem = (name, text) => this.#kept.set(name, text);
  removeItem = (name) => this.#kept.delete(name);
  key = (nth) => [...this.#kept.keys()][nth] ?? null;
  get length() {
    return this.#kept.size;
  }
}

/** `answer(method, url, body)` gives the body of a success, or throws `refused(…)`. */
export function deskOf({ answer = () => ({}), me = {}, drawer = new Drawer() } = {}) {
  const asked = [];
  const ask = (method) => async (url, body) => {
    asked.push({ method, url, body });
    return answer(method, url, body);
  };
  const api = { get: ask("get"), post: ask("post"), patch: ask("patch"), delete: ask("delete") };
  const who = { ...reference.me, may: ["change"], ...me };
  const desk = new Desk({
    reference: { ...reference, me: who },
    api,
    storage: personalStorage(who, drawer),
    reload: () => asked.push({ method: "reload" }),
  });
  return Object.assign(desk, { asked, drawer });
}

export function refused(status, body = {}) {
  return new Problem(status, body);
}

/** Let everything that waits for an answer go on. */
export const settled = () => new Promise((done) => setTimeout(done, 5));
