/** The phone's state and who listens to it. What may change it stands in the files beside this one. */

import { emptyPicture, shown } from "./shown.js";

export class Phone {
  #listeners = new Set();

  /** `reference` is indexed (domain/reference.js); `box` keeps, `api` asks, `reload` begins anew. */
  constructor({ reference, box, api, reload }) {
    Object.assign(this, { box, api, reload });
    this.stopped = false;
    this.outbox = null;
    // Notes that are being written, by assignment: closing the sheet loses no word.
    this.drafts = new Map();
    this.state = {
      reference,
      me: { ...reference.me },
      picture: box.get("picture") ?? emptyPicture(),
      acts: box.acts(),
      live: { state: "connecting", seconds: 0 },
      trouble: null,
      offset: box.get("offset") ?? 0,
      now: Date.now() + (box.get("offset") ?? 0),
      loaded: false,
      sheet: null,
      choices: null,
      slip: null,
      notice: null,
      place: { status: "off", fix: null },
      chosen: null,
    };
  }

  set(patch) {
    this.state = { ...this.state, ...patch };
    for (const listener of this.#listeners) listener(this.state);
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is shown: the server's picture and, on it, what waits here. */
  get shown() {
    return shown(this.state.picture, this.state.acts);
  }

  /** The city's clock, as far as this phone knows it. */
  clock() {
    return Date.now() + this.state.offset;
  }
}
