/** Incident numbers as people type them: "#1", "42", "0042", "1122-42", in full. Twin of parsing/numbers.py. */

import { fold, lengthOf } from "./folding.js";

const LAST = /^#([0-9]{1,3})$/;
const TYPED = /^(?:([0-9]+)-)?([0-9]+)$/;

export class Numbers {
  #byNumber = new Map();
  #byCount = new Map();
  #known = new Set();
  #last;

  /** `rows` are `[id, number]`, `last` the ids that were opened, the last one first. */
  constructor(rows, last) {
    this.#last = last;
    for (const [key, number] of rows) this.#add(key, fold(number));
  }

  #add(key, number) {
    this.#byNumber.set(number, key);
    this.#known.add(key);
    const { head, count } = parted(number);
    const place = withoutZeros(count);
    const row = { digits: head.replace(/[^0-9]/g, ""), key };
    if (this.#byCount.has(place)) this.#byCount.get(place).push(row);
    else this.#byCount.set(place, [row]);
  }

  /** Does the word look like an incident, whether or not there is one? */
  isOne(folded) {
    return this.#byNumber.has(folded) || LAST.test(folded) || TYPED.test(folded);
  }

  /** The incidents that the word may mean. */
  find(folded) {
    if (this.#byNumber.has(folded)) return [this.#byNumber.get(folded)];
    const opened = LAST.exec(folded);
    if (opened) return this.#opened(Number(opened[1]));
    const typed = TYPED.exec(folded);
    return typed ? this.#ending(typed[1] ?? "", typed[2]) : [];
  }

  /** How many incidents were opened since this one; -1 where it was not opened. */
  placeOf(id) {
    return this.#last.indexOf(id);
  }

  /** The nth last opened. One that is gone has no heir: "#1" never slides to another. */
  #opened(nth) {
    const keys = nth ? this.#last.slice(nth - 1, nth) : [];
    return keys.filter((key) => this.#known.has(key));
  }

  #ending(day, count) {
    const rows = this.#byCount.get(withoutZeros(count)) ?? [];
    const found = rows.filter(({ digits }) => digits.endsWith(day)).map(({ key }) => key);
    if (found.length) return found;
    return day ? [] : this.#across(count);
  }

  /** Digits that reach into the day: "11220042". Fewer would pick "0142" for a "42". */
  #across(digits) {
    const found = [];
    for (const [number, key] of this.#byNumber) {
      const { count } = parted(number);
      const reaches = digits.length > lengthOf(count);
      if (reaches && number.replaceAll("-", "").endsWith(digits)) found.push(key);
    }
    return found;
  }
}

function parted(number) {
  const at = number.lastIndexOf("-");
  return { head: number.slice(0, Math.max(at, 0)), count: number.slice(at + 1) };
}

const withoutZeros = (digits) => digits.replace(/^0+/, "");
