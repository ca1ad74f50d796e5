/**
 * What the phone keeps for itself, so that a reload in a dead spot loses nothing.
 *
 * Every act has a place of its own: two tabs of one phone never write over each other's acts.
 */

const LAST = "safety-net.crew.last";
const PREFIX = "safety-net.crew";

/** `me` is `{ user, agency }`; the box of somebody else is never opened. */
export class Box {
  constructor({ user, agency }, storage = globalThis.localStorage) {
    this.storage = storage;
    this.prefix = `${PREFIX}.${user}.${agency}.`;
  }

  get(name) {
    return parsed(this.storage.getItem(this.prefix + name));
  }

  set(name, value) {
    this.storage.setItem(this.prefix + name, JSON.stringify(value));
  }

  remove(name) {
    this.storage.removeItem(this.prefix + name);
  }

  acts() {
    const names = allNames(this.storage).filter((name) => name.startsWith(`${this.prefix}act.`));
    return names.map((name) => parsed(this.storage.getItem(name))).filter(Boolean);
  }

  /** Throws when the phone can't keep it: an act that would be lost must not look as if it were kept. */
  keep(act) {
    this.set(`act.${act.key}`, act);
  }

  drop({ key }) {
    this.remove(`act.${key}`);
  }

  /** Forget what was seen, keep what is unsent: for signing out. */
  forget() {
    for (const name of ["picture", "reference", "offset"]) this.remove(name);
    this.storage.removeItem(LAST);
  }
}

/** Who used this phone last, for opening without a signal; null when nobody did. */
export function lastPerson(storage = globalThis.localStorage) {
  return parsed(storage.getItem(LAST));
}

export function rememberPerson({ user, agency }, storage = globalThis.localStorage) {
  storage.setItem(LAST, JSON.stringify({ user, agency }));
}

function allNames(storage) {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index));
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null; // written by another version: as if it were not there
  }
}
