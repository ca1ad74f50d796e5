/** The phone's own position: watched while one is on a unit, told in small batches, kept for a dead spot. */

import { fixOf, isNews, withFix } from "./fixes.js";

const OPTIONS = { enableHighAccuracy: true, maximumAge: 5000, timeout: 30_000 };
const DENIED = 1;
const AGAIN_MS = 10_000;

export class Locator {
  #watch = null;
  #waiting = [];
  #last = null;
  #sending = false;
  #timer = null;

  constructor(phone, around = globalThis) {
    this.phone = phone;
    this.around = around;
  }

  /** Watch while there is a unit; call it whenever that may have changed. */
  follow() {
    const unit = this.phone.state.picture.unit?.id ?? null;
    if (unit !== this.unit) this.#waiting = [];
    this.unit = unit;
    if (unit == null) return this.stop();
    if (this.#watch == null) this.#start();
  }

  stop() {
    const { geolocation } = this.around.navigator;
    if (this.#watch != null) geolocation.clearWatch(this.#watch);
    this.#watch = null;
    this.around.clearTimeout(this.#timer);
    if (this.phone.state.place.status !== "off") this.#show({ status: "off", fix: null });
  }

  #start() {
    const { geolocation } = this.around.navigator;
    if (!geolocation) return this.#show({ status: "missing", fix: null });
    this.#show({ status: "searching", fix: null });
    this.#watch = geolocation.watchPosition(
      (position) => this.#here(position),
      (error) => this.#lost(error),
      OPTIONS,
    );
  }

  #here(position) {
    const fix = fixOf(position, this.phone.state.offset);
    this.#show({ status: "on", fix });
    if (!isNews(fix, this.#last)) return;
    this.#last = fix;
    this.#waiting = withFix(this.#waiting, fix);
    this.#send();
  }

  #lost({ code }) {
    this.#show({
      status: code === DENIED ? "denied" : "searching",
      fix: this.phone.state.place.fix,
    });
  }

  /** What fails for want of a signal waits; a position that was refused is of no use later. */
  async #send() {
    if (this.#sending || !this.#waiting.length || this.unit == null) return;
    this.#sending = true;
    const batch = this.#waiting;
    try {
      await this.phone.api.post("/api/crew/positions/", { unit: this.unit, fixes: batch });
      this.#drop(batch);
    } catch (problem) {
      if (!problem.passing) this.#drop(batch);
      this.#later();
    } finally {
      this.#sending = false;
    }
  }

  #drop(batch) {
    this.#waiting = this.#waiting.filter((fix) => !batch.includes(fix));
  }

  #later() {
    this.around.clearTimeout(this.#timer);
    this.#timer = this.around.setTimeout(() => this.#send(), AGAIN_MS);
  }

  #show(place) {
    this.phone.set({ place });
  }
}
