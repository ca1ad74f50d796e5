/**
 * The rows of a long list that are out of sight need not count seconds: they are drawn anew when something
 * of theirs changed, and when somebody scrolls to them.
 */

import { noChange } from "lit-html";

export class InSight {
  #out = new Set();
  #watched = new WeakSet();
  #before = new Map();
  #drawn = new Map();
  #observer;

  /** `idOf(row)` is the id of a row's element; `changed()` is called when rows come into sight. */
  constructor(idOf, changed) {
    this.idOf = idOf;
    this.#observer = new IntersectionObserver((entries) => this.#look(entries, changed));
  }

  end() {
    this.#observer.disconnect();
  }

  /** Before the rows are drawn: what is not drawn this time is drawn whole the next time. */
  begin() {
    [this.#before, this.#drawn] = [this.#drawn, new Map()];
  }

  /** `draw()`, or nothing new while the row is out of sight and all of `facts` are what they were. */
  row(id, facts, draw) {
    const before = this.#before.get(id);
    this.#drawn.set(id, facts);
    const isSame = before?.every((fact, at) => fact === facts[at]);
    return isSame && this.#out.has(id) ? noChange : draw();
  }

  /** After the rows are drawn: follow those that are new. */
  watch(rows) {
    for (const row of rows) {
      if (this.#watched.has(row)) continue;
      this.#watched.add(row);
      this.#observer.observe(row);
    }
  }

  #look(entries, changed) {
    let come = false;
    for (const { target, isIntersecting } of entries) {
      const id = this.idOf(target);
      if (!isIntersecting) this.#out.add(id);
      else come = this.#out.delete(id) || come;
    }
    if (come) changed();
  }
}
