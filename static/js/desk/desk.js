/** The desk's state and who listens to it. What may change it stands in the files beside this one. */

import { emptyBoard } from "../domain/board.js";
import { keptView } from "./unit_keeping.js";

export class Desk {
  #listeners = new Set();

  /** `reference` is indexed (domain/reference.js); the rest is what the desk may do outside of itself. */
  constructor({ reference, api, storage, reload }) {
    this.api = api;
    this.storage = storage;
    this.reload = reload;
    this.stopped = false;
    this.panes = {};
    this.state = firstState(reference, storage);
  }

  set(patch) {
    this.state = { ...this.state, ...patch };
    for (const listener of this.#listeners) listener(this.state);
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The card of an incident: from the board, or fetched because it is no longer on the board. */
  card(id) {
    return this.state.board.incidents.get(id) ?? this.state.fetched.get(id) ?? null;
  }

  get selectedCard() {
    return this.state.selected == null ? null : this.card(this.state.selected);
  }
}

function firstState(reference, storage) {
  return {
    reference,
    me: { ...reference.me },
    board: emptyBoard(),
    // Unit id → its last position; perishable, so apart from the board.
    positions: new Map(),
    fetched: new Map(),
    live: { state: "connecting", seconds: 0 },
    // What the last heartbeat said of the engine (domain/engine.js).
    engine: null,
    // Names behind the next steps (domain/whom.js), and when they were asked for.
    whom: { names: new Map(), at: 0 },
    // Messages to whoever sits here, and the view of all escalations with its row.
    popUps: new Map(),
    escalationView: { open: false, scope: "all" },
    run: null,
    now: Date.now(),
    offset: 0,
    pane: "queue",
    tab: "queue",
    selected: null,
    // The assignment that unit keys mean (null: all of mine on the chosen incident), and the unit board's row.
    picked: null,
    unit: null,
    unitView: keptView(storage, reference.me.unit_board),
    undo: null,
    // The command line: whether it is open, and its words once they are fetched.
    commanding: false,
    words: null,
    filter: { text: "", scope: "all" },
    details: new Map(),
    panel: null,
    call: null,
    picking: null,
    outbox: [],
    fresh: new Map(),
    notices: [],
    said: "",
    muted: storage.get("muted") === "yes",
    soundReady: false,
    help: false,
    leaving: false,
    // The dialog of who sits down next (desk/handing_over.js).
    handing: null,
  };
}

/** Words kept in this browser, one set per person and agency. A full or forbidden storage is no reason to stop. */
export function personalStorage({ user, agency }, backing = globalThis.localStorage) {
  const name = (key) => `safety-net.${user}.${agency}.${key}`;
  return {
    backing,
    get: (key) => attempt(() => backing.getItem(name(key))),
    set: (key, text) => attempt(() => backing.setItem(name(key), text)),
    remove: (key) => attempt(() => backing.removeItem(name(key))),
  };
}

/** Throw away calls of anybody who used this browser that are older than a week. */
export function sweepStorage(isOld, backing = globalThis.localStorage) {
  const names = attempt(() => Array.from({ length: backing.length }, (_, nth) => backing.key(nth)));
  for (const name of names ?? [])
    if (/^safety-net\..*\.calls$/.test(name)) sweep(name, isOld, backing);
}

function sweep(name, isOld, backing) {
  const [call, outbox] = JSON.parse(backing.getItem(name));
  const kept = [call && !isOld(call) ? call : null, outbox.filter((each) => !isOld(each))];
  if (!kept[0] && !kept[1].length) backing.removeItem(name);
  else backing.setItem(name, JSON.stringify(kept));
}

function attempt(act) {
  try {
    return act();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
