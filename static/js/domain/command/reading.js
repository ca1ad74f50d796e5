/** How far a line is read, what was understood, and what might come next. Twin of commands/parsing/reading.py. */

import { compose, tokensOf } from "./folding.js";

/** A word that cannot be meant. `more` are candidates, names of slots. */
export class Trouble extends Error {
  constructor(code, start, end, more = {}) {
    super(code);
    this.error = { code, from: start, to: end, ...more };
  }
}

export class Reading {
  at = 0;
  values = {};
  spans = [];
  expects = [];

  constructor(line, index) {
    this.letters = Array.from(compose(line));
    this.tokens = tokensOf(this.letters);
    this.index = index;
  }

  get done() {
    return this.at >= this.tokens.length;
  }

  /** The word to read, folded; "" at the end. */
  get word() {
    return this.done ? "" : this.tokens[this.at].folded;
  }

  /** A word of this kind could stand here. */
  expect(kind) {
    const from = this.done ? this.letters.length : this.tokens[this.at].start;
    if (this.expects.every((one) => one.kind !== kind)) this.expects.push({ kind, from });
  }

  /** The next `count` words stand for `meant`. */
  take(kind, meant, count = 1) {
    const from = this.tokens[this.at].start;
    this.spans.push({ from, to: this.tokens[this.at + count - 1].end, kind, meant });
    this.at += count;
  }

  /** Unread what was taken last, if it was one word; what it stood for. */
  giveBack() {
    this.at -= 1;
    return this.spans.pop().meant;
  }

  /** About the next `count` words. */
  trouble(code, count = 1, more = {}) {
    const { start } = this.tokens[this.at];
    return new Trouble(code, start, this.tokens[this.at + count - 1].end, more);
  }

  missing(slot) {
    const end = this.letters.length;
    return new Trouble("missing", end, end, { slot: slot.name });
  }

  /** What is still to be read, as it was typed. */
  get rest() {
    return this.letters.slice(this.tokens[this.at].start, this.tokens.at(-1).end);
  }
}
