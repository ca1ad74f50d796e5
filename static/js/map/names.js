/** Which of a feature's names is written, by the language of the interface. */

const HANGUL = /[\uac00-\ud7a3]/;

// Some Korean tile sets keep the Korean name in `name:latin`, so what is inside decides.
const FIELDS = {
  ko: ["name:ko", "name", "name:nonlatin", "name:latin", "name:en"],
  en: ["name:en", "name:latin", "name", "name:ko"],
};

/** The name to write, "" when the feature has none. */
export function nameIn(language, props) {
  const found = (FIELDS[language] ?? FIELDS.ko).map((field) => props[field]).filter(Boolean);
  if (language === "ko") return found.find((name) => HANGUL.test(name)) ?? found[0] ?? "";
  return found[0] ?? "";
}

/** A name in at most `width` letters a line, broken at spaces; a long word stays whole. */
export function brokenInto(name, width) {
  const lines = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
