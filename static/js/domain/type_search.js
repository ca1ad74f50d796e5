/** Incident types by typing: code, Korean, English or Korean initials. Best match first. */

import { fold, initialsOf, isInitials } from "./hangul.js";

const MOST = 8;

/** The types that answer to `text`, best first; with no text the first rows of the city's own order. */
export function findTypes(types, text, most = MOST) {
  const wanted = fold(text).trim();
  if (!wanted) return types.slice(0, most);
  return types
    .map((type, place) => ({ type, place, score: scoreOf(type, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, most)
    .map(({ type }) => type);
}

function scoreOf(type, wanted) {
  const code = fold(type.code);
  if (code === wanted) return 100;
  return Math.max(
    codeScore(code, wanted),
    koreanScore(fold(type.name_ko), wanted),
    wordScore(type, wanted),
  );
}

function codeScore(code, wanted) {
  if (code.startsWith(wanted)) return 90;
  return code.split(".").some((part) => part.startsWith(wanted)) ? 80 : 0;
}

function koreanScore(name, wanted) {
  if (name.startsWith(wanted)) return 85;
  if (name.includes(wanted)) return 70;
  if (!isInitials(wanted)) return 0;
  const initials = initialsOf(name);
  if (initials.startsWith(wanted)) return 75;
  return initials.includes(wanted) ? 55 : 0;
}

/** Every typed word must begin a word of the English name: "str fi" finds "structure fire". */
function wordScore(type, wanted) {
  const words = fold(type.name_en).split(/[^\p{L}\p{N}]+/u);
  const parts = wanted.split(/\s+/);
  if (!parts.every((part) => words.some((word) => word.startsWith(part)))) return 0;
  return words[0].startsWith(parts[0]) ? 65 : 60;
}
