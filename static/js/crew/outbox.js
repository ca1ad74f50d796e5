/** The acts that are not at the server yet: kept in the phone, sent in order, a mayday in a lane of its own. */

import { newAct, nextSerial } from "./acts.js";
import { Lane } from "./lane.js";

export class Outbox {
  #serial = 0;

  /** The callbacks are those of a Lane; `around` is the browser. */
  constructor({ box, api, tell, took = () => {}, settled, around = globalThis }) {
    Object.assign(this, { box, tell, around });
    const lane = (name, carries) =>
      new Lane({ name, carries, box, api, tell, took, settled, around });
    this.lanes = [
      lane("maydays", (act) => act.kind === "mayday"),
      lane("acts", (act) => act.kind !== "mayday"),
    ];
  }

  get acts() {
    return this.box.acts();
  }

  /** Why nothing goes out at the moment: `{ status, message }`, or null. */
  get trouble() {
    return this.lanes.map((lane) => lane.trouble).find(Boolean) ?? null;
  }

  /** Keep an act, then try to send it. Throws when the phone can't keep it. */
  add(kind, what) {
    this.#serial = nextSerial(this.acts, this.#serial);
    const act = newAct(kind, {
      ...what,
      key: this.around.crypto.randomUUID(),
      serial: this.#serial,
    });
    this.box.keep(act);
    this.tell();
    this.hurry();
    return act;
  }

  /** Take away an act that was refused and read, or that shall not be sent after all. */
  drop(act) {
    this.box.drop(act);
    this.tell();
  }

  hurry() {
    return Promise.all(this.lanes.map((lane) => lane.hurry()));
  }

  stop() {
    for (const lane of this.lanes) lane.stop();
  }
}
