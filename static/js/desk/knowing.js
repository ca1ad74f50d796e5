/** What the desk learned once, and what became of it. */

import { Problem } from "../core/api.js";
import { indexed } from "../domain/reference.js";
import { applyToReference } from "../domain/reference_reducers.js";

/** Agencies, types and targets that somebody changed count from now on. */
export function hearReference(desk, entries) {
  const reference = applyToReference(desk.state.reference, entries);
  if (reference !== desk.state.reference) desk.set({ reference });
}

/** After a cut that no entries bridge it is learned anew. */
export async function learnAnew(desk) {
  try {
    desk.set({ reference: indexed(await desk.api.get("/api/reference/")) });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}
