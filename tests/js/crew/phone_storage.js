/** A storage as browsers have it, for tests. */
export class Storage {
  #rows = new Map();
  full = false;

  get length() {
    return this.#rows.size;
  }

  key(index) {
    return [...this.#rows.keys()][index] ?? null;
  }

  getItem(name) {
    return this.#rows.get(name) ?? null;
  }

  setItem(name, text) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.#rows.set(name, String(text));
  }

  removeItem(name) {
    this.#rows.delete(name);
  }
}
