/** The command line's model: what a line is read against, and what happens on Enter. */

import { newKey, Problem } from "../core/api.js";
import { contextOf } from "../domain/command/context.js";
import { indexOf } from "../domain/command/index.js";
import { play } from "../ui/sound.js";
import { AT_THE_DESK } from "./command_desk_acts.js";
import { keepLine } from "./command_history.js";

const UNDO_SECONDS = 10;

/** Open the line, or bring the cursor back to it. */
export function openCommandLine(desk) {
  desk.set({ commanding: true });
  desk.panes.command?.enter();
}

export function closeCommandLine(desk) {
  desk.set({ commanding: false });
}

let made = { key: [], index: null };

/** What lines are read against now; made anew only when something of it changed. Null before there are words. */
export function commandIndex(desk) {
  const { board, words, reference, me, fetched } = desk.state;
  if (!words) return null;
  const { units, assignments, incidents } = board;
  const key = [units, assignments, incidents, words, reference, fetched, desk.opened];
  if (key.some((part, nth) => part !== made.key[nth])) {
    const context = contextOf({
      board,
      reference,
      agency: me.agency,
      opened: desk.opened,
      card: (id) => desk.card(id),
    });
    made = { key, index: indexOf(words.rows, words.verbs, context) };
  }
  return made.index;
}

/** A line on its way: sent again after a lost answer it goes under the same key. */
export const newAttempt = () => ({ key: newKey() });

/**
 * Do what the line means. `{ text, tone, next? }` says how it went; `again` that nothing was done and the line stays.
 */
export async function runLine(desk, { line, meaning, also, attempt }) {
  const here = AT_THE_DESK[meaning.verb];
  if (here) {
    keepLine(desk, line);
    return { text: "", tone: "good", leave: true, ...(await here(desk, meaning.values)) };
  }
  const body = { line, last: desk.opened, meaning, ...(also ? { also } : {}) };
  try {
    const done = await desk.api.post("/api/commands/", body, { key: attempt.key });
    keepLine(desk, line);
    offerUndo(desk, done);
    sound(desk, "done");
    return { text: done.text, tone: "good", next: done.next };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    sound(desk, "refused");
    return { text: "", tone: "bad", again: true, problem };
  }
}

function offerUndo(desk, { text, undo }) {
  if (!undo) return;
  desk.set({ undo: { ids: [], run: undo.id, text, until: Date.parse(undo.until) } });
}

export function sound(desk, name) {
  if (!desk.state.muted) play(name);
}

/** Seconds for which the last command can still be taken back; 0 where it can't. */
export function undoSeconds({ undo, now }) {
  const left = undo?.run ? Math.ceil((undo.until - now) / 1000) : 0;
  // The desk's clock moves once a second, so it may be a little behind the server's.
  return Math.min(UNDO_SECONDS, Math.max(0, left));
}
