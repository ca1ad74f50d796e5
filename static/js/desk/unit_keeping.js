/** The unit status board as its person left it: open or not, which tab, which order, which words. */

import { FIRST_VIEW } from "../domain/units.js";

const KEY = "units";

/** The view as it was left; a browser that keeps nothing begins with the first. */
export function keptView(storage) {
  const text = storage.get(KEY);
  return { ...FIRST_VIEW, open: false, ...(text ? JSON.parse(text) : {}) };
}

export function setView(desk, patch) {
  const unitView = { ...desk.state.unitView, ...patch };
  desk.set({ unitView });
  desk.storage.set(KEY, JSON.stringify(unitView));
}
