/** Names that may hold spaces: units, agencies, types. The longest one that fits is meant. Twin of parsing/names.py. */

import { breaks, fold, isSpace, lengthOf, squash } from "./folding.js";

const read = new Map();
const MOST_READ = 50_000;

/** A name taken apart. Boards change all the time and names hardly ever, so each is taken apart once. */
function partsOf(name) {
  let parts = read.get(name);
  if (!parts) {
    const folded = fold(name);
    const text = squash(folded);
    parts = { text, length: lengthOf(text), plain: oneSpaced(folded), breaks: breaks(folded) };
    if (read.size >= MOST_READ) read.clear();
    read.set(name, parts);
  }
  return parts;
}

/** The name as it is looked for: folded, without spaces. */
export const squashedName = (name) => partsOf(name).text;

export class Names {
  #byText = new Map();
  #longest = 0;

  /** `rows` are `[key, text]`; a key may have several names. */
  constructor(rows) {
    for (const [key, text] of rows) this.#add(key, partsOf(text));
  }

  #add(key, { text, length, plain, breaks: places }) {
    if (!text) return;
    const name = { key, plain, breaks: places };
    if (this.#byText.has(text)) this.#byText.get(text).push(name);
    else this.#byText.set(text, [name]);
    this.#longest = Math.max(this.#longest, length);
  }

  /**
   * What stands at `start`, the longest first: `{ keys, count }`, several keys where they cannot be told apart.
   *
   * Spaces may be left out. Only where no name fits that way may they also be put in, and then just one name may
   * answer: "e51 42" is not "E 5142".
   */
  find(tokens, start) {
    let fitting = null;
    const loose = [];
    for (const { count, typed, text } of this.#prefixes(tokens, start)) {
      const named = this.#byText.get(text) ?? [];
      const fits = named.filter((name) => typed.every((place) => name.breaks.has(place)));
      if (fits.length) fitting = choose(fits, tokens, start, count);
      else if (named.length) loose.push(choose(named, tokens, start, count));
    }
    return fitting ?? only(loose);
  }

  *#prefixes(tokens, start) {
    let text = "";
    let length = 0;
    const typed = [];
    for (let at = start; at < tokens.length; at += 1) {
      const part = squash(tokens[at].folded);
      if (!part || length + lengthOf(part) > this.#longest) return;
      if (text) typed.push(length);
      text += part;
      length += lengthOf(part);
      yield { count: at - start + 1, typed, text };
    }
  }
}

/** With single plain spaces between its words. */
export function oneSpaced(folded) {
  return Array.from(folded, (letter) => (isSpace(letter) ? " " : letter))
    .join("")
    .split(" ")
    .filter(Boolean)
    .join(" ");
}

/** Who is written exactly so comes before who is only written alike. */
function choose(named, tokens, start, count) {
  const words = tokens.slice(start, start + count).map(({ folded }) => folded);
  const written = words.join(" ");
  const exact = named.filter(({ plain }) => plain === written);
  const meant = exact.length ? exact : named;
  return { keys: [...new Set(meant.map(({ key }) => key))], count };
}

function only(loose) {
  if (loose.length < 2) return loose[0] ?? null;
  return { keys: [...new Set(loose.flatMap(({ keys }) => keys))], count: loose.at(-1).count };
}
