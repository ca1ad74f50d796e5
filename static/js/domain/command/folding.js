/**
 * Words of a line, folded so that case, width and spacing make no difference. Twin of commands/parsing/folding.py.
 *
 * Offsets count code points of the composed (NFC) line, so a line is handled as a list of them.
 */

const SPACES = new Set([
  ..."\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff",
  ...Array.from({ length: 11 }, (_, nth) => String.fromCharCode(0x2000 + nth)),
]);
const HYPHEN = "-";
const BREAKS = /[-\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g;
// ASCII needs none of the rules below; most of what is typed and folded is no more than that.
const PLAIN = /^[ -~]*$/;
// Latin, Greek, Cyrillic and Armenian; nothing beyond has case that anybody types here.
const LAST_CASED = 0x0590;
const WIDE_FIRST = 0xff01;
const WIDE_LAST = 0xff5e;
const WIDE_SHIFT = 0xfee0;

export const isSpace = (letter) => SPACES.has(letter);
const isBreak = (letter) => SPACES.has(letter) || letter === HYPHEN;

export function compose(text) {
  return text.normalize("NFC");
}

/** Composed and in lower case; as many letters as the composed text. */
export function fold(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  return Array.from(compose(text), foldLetter).join("");
}

function foldLetter(given) {
  let letter = given;
  let code = letter.codePointAt(0);
  if (code >= WIDE_FIRST && code <= WIDE_LAST) {
    code -= WIDE_SHIFT;
    letter = String.fromCharCode(code);
  }
  if (code >= LAST_CASED) return letter;
  const lower = letter.toLowerCase();
  return lower.length === 1 ? lower : letter;
}

/** Without spaces and hyphens: "E 51", "E-51" and "e51" are one. */
export function squash(folded) {
  return folded.replace(BREAKS, "");
}

/** How many code points; offsets count these. */
export const lengthOf = (text) => Array.from(text).length;

/** Where in the squashed text a space or hyphen stood. */
export function breaks(folded) {
  const found = new Set();
  let length = 0;
  for (const letter of folded) {
    if (isBreak(letter)) found.add(length);
    else length += 1;
  }
  found.delete(0);
  found.delete(length);
  return found;
}

/** The words of a line given as code points: `{ start, end, folded }`. */
export function tokensOf(letters) {
  const found = [];
  let start = null;
  for (let at = 0; at <= letters.length; at += 1) {
    const isWord = at < letters.length && !isSpace(letters[at]);
    if (isWord) start ??= at;
    else if (start !== null) {
      found.push({ start, end: at, folded: fold(letters.slice(start, at).join("")) });
      start = null;
    }
  }
  return found;
}
