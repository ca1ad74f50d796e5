/** The words that one may type, as they change. */

/** The words after an entry `command_word.changed`: `{ word, removed }`. */
export function applyWord(words, { word, removed }) {
  const others = words.filter(({ id }) => id !== word.id);
  return removed ? others : [...others, word].sort((a, b) => a.id - b.id);
}
