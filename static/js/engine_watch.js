/** On pages without a live line: the engine's age, asked for now and then, and red when it is silent. */

import { api, Problem } from "./core/api.js";
import { duration } from "./core/format.js";
import { fill } from "./core/i18n.js";
import { SILENT_SECONDS } from "./domain/engine.js";

const AGAIN_MS = 10_000;

/** `place` carries the words, in the page's language, in its data attributes. */
async function watch(place) {
  try {
    show(place, await api.get("/api/engine/"));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    place.textContent = place.dataset.unknown;
  }
  setTimeout(() => watch(place), AGAIN_MS);
}

function show(place, { age }) {
  const isSilent = age === null || age >= SILENT_SECONDS;
  place.classList.toggle("silent", isSilent);
  place.textContent = wordsOf(place.dataset, age, isSilent);
}

function wordsOf({ ok, silent, never }, age, isSilent) {
  if (age === null) return never;
  if (isSilent) return fill(silent, { time: duration(age) });
  return fill(ok, { seconds: age.toFixed(1) });
}

for (const place of document.querySelectorAll("[data-engine-watch]")) watch(place);
