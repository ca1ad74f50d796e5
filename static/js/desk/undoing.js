/** Taking back the last act on units, while the server still allows it. */

import { Problem } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { notify } from "./noticing.js";

const UNDO_MS = 10_000;

/** Say what happened, and that one key takes it back for ten seconds. */
export function offerUndo(desk, text, assignments) {
  const ids = assignments.map(({ id }) => id);
  desk.set({ undo: { ids, until: desk.state.now + UNDO_MS } });
  const incident = assignments[0]?.incident ?? null;
  notify(desk, `${text} · ${gettext("Ctrl+Z takes it back")}`, "good", incident);
}

/** What was typed in one line is one act; otherwise each assignment is taken back. */
async function takeBack(desk, { run, text, ids }) {
  if (run) {
    await desk.api.post(`/api/commands/${run}/undo/`);
    return fill(gettext("Taken back: %(text)s"), { text });
  }
  for (const id of ids) await desk.api.post(`/api/assignments/${id}/undo/`);
  return fill(gettext("Taken back (%(n)s)"), { n: ids.length });
}

/** Take back the last act; `false` leaves the key to the browser. */
export async function undo(desk) {
  const { undo: last, now } = desk.state;
  if (!last) return;
  desk.set({ undo: null });
  if (last.until < now) return notify(desk, gettext("Too late to take it back."));
  try {
    notify(desk, await takeBack(desk, last), "good");
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    notify(desk, problem.message, "bad");
  }
}
