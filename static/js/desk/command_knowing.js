/** What the command line knows beside the board: its words, and which incidents were opened here. */

import { Problem } from "../core/api.js";
import { applyWord } from "../domain/command/words.js";

const MOST_OPENED = 10;
const AGAIN_AFTER_MS = 5000;

/** Fetch the words, and again until they are there: without them no line means anything. */
export async function loadWords(desk) {
  try {
    const { results, verbs } = await desk.api.get("/api/command-words/");
    desk.set({ words: { rows: results, verbs } });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.passing && !desk.stopped) setTimeout(() => loadWords(desk), AGAIN_AFTER_MS);
  }
}

/** Words that somebody changed count from now on. */
export function hearWords(desk, entries) {
  for (const { kind, data } of entries) {
    const { words } = desk.state;
    if (kind === "command_word.changed" && words)
      desk.set({ words: { ...words, rows: applyWord(words.rows, data) } });
  }
}

/** Remember what is opened, for "#1". Returns how to stop. */
export function followOpened(desk) {
  desk.opened = [];
  return desk.subscribe(({ selected }) => {
    if (selected == null || selected === desk.opened[0]) return;
    const others = desk.opened.filter((id) => id !== selected);
    desk.opened = [selected, ...others].slice(0, MOST_OPENED);
  });
}
