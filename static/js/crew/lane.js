/**
 * Sends acts one after the other, in order, each under its own key until the server has answered.
 *
 * An answer that was lost on the way back is asked for again under the same key, so nothing counts twice.
 * A "no" is kept with its reason until somebody has read it; the acts behind it go on.
 */

import { Problem } from "../core/api.js";
import { bodyOf, waiting } from "./acts.js";

const AGAIN_MS = [1000, 2000, 4000, 8000, 15_000, 30_000];
const PATIENCE_SECONDS = 12;

export class Lane {
  #running = false;
  #timer = null;
  #failures = 0;

  /**
   * `carries(act)` says which acts go here; `tell()` when acts changed, `took(act)` when the server took one,
   * `settled(act)` after any answer.
   */
  constructor({ name, carries, box, api, tell, took, settled, around }) {
    Object.assign(this, { name, carries, box, api, tell, took, settled, around });
    this.stopped = false;
    this.trouble = null;
  }

  /** Try again now: there is something new, or the signal may be back. */
  hurry() {
    this.#failures = 0;
    return this.pump();
  }

  stop() {
    this.stopped = true;
    this.around.clearTimeout(this.#timer);
  }

  async pump() {
    if (this.#running || this.stopped) return;
    this.#running = true;
    this.around.clearTimeout(this.#timer);
    try {
      await this.#alone(() => this.#sendAll());
    } finally {
      this.#running = false;
    }
    // One that was added in the moment between the last look and here.
    if (!this.trouble && this.#next()) this.#later(0);
  }

  /** Only one tab sends at a time, so that order holds; where locks are missing, keys still hold. */
  #alone(work) {
    const { locks } = this.around.navigator ?? {};
    return locks ? locks.request(`safety-net.crew.${this.name}`, work) : work();
  }

  async #sendAll() {
    for (let act = this.#next(); act; act = this.#next()) {
      if (!(await this.#send(act))) return;
    }
    this.trouble = null;
  }

  #next() {
    return this.stopped ? undefined : waiting(this.box.acts()).find(this.carries);
  }

  /** True when the next act may go. */
  async #send(act) {
    const how = { key: act.key, seconds: PATIENCE_SECONDS };
    // From now on the server may know of it, even if we never hear of that.
    if (!act.tried) this.box.keep({ ...act, tried: true });
    try {
      await this.api.post("/api/crew/acts/", bodyOf(act), how);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (isPassing(problem)) return this.#wait(problem);
      this.#settle(act, () => this.box.keep({ ...act, refused: reasonOf(problem) }));
      return true;
    }
    this.took(act);
    this.#settle(act, () => this.box.drop(act));
    return true;
  }

  #settle(act, store) {
    this.#failures = 0;
    this.trouble = null;
    store();
    this.tell();
    this.settled(act);
  }

  #wait({ status, message }) {
    this.trouble = { status, message };
    this.#later(AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length - 1)]);
    this.#failures += 1;
    this.tell();
    return false;
  }

  #later(milliseconds) {
    if (this.stopped) return;
    this.#timer = this.around.setTimeout(() => this.pump(), milliseconds);
  }
}

/** Whoever is signed out, or holds an old CSRF token, signs in again; that is no word on the act. */
function isPassing({ passing, status, code }) {
  return passing || status === 401 || code === "permission_denied";
}

function reasonOf({ message, code, fields }) {
  return { message: [message, ...Object.values(fields)].join(" "), code };
}
