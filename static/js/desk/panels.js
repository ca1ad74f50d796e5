/** The one small panel that may be open: what an act still needs to be told, and its one intention. */

import { newKey } from "../core/api.js";

/**
 * Open a panel: `{ act, place, values, incident?, … }`. `place` says which part of the desk draws it; its
 * `submit(desk)`, if it has one, sends it.
 */
export function showPanel(desk, panel) {
  const fresh = { id: newKey(), key: newKey(), sending: false, problem: null, conflict: null };
  desk.set({ panel: { place: "incident", incident: null, ...panel, ...fresh } });
  // At once, so that the next letter is already a word and not a command.
  desk.panes[`panel-${desk.state.panel.place}`]?.draw();
}

/** Other words after a failure are another intention, so they go under another key. */
export function changePanel(desk, values) {
  const { panel } = desk.state;
  const key = panel.problem ? newKey() : panel.key;
  desk.set({ panel: { ...panel, key, values: { ...panel.values, ...values }, problem: null } });
}

export function closePanel(desk) {
  desk.set({ panel: null });
}

/** Change the panel unless another one took its place meanwhile. */
export function updatePanel(desk, { id }, patch) {
  const { panel } = desk.state;
  if (panel?.id !== id) return false;
  desk.set({ panel: { ...panel, ...patch } });
  return true;
}
