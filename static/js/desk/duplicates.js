/** Open incidents near in space, time and type, looked up as soon as place and type are known. */

import { Problem, query } from "../core/api.js";
import { hasPin } from "../domain/draft.js";

const AFTER_MS = 150;
const MOST = 3;
let timer = 0;
let asked = 0;

/** Ask again when place or type changed; a late answer to an older question is dropped. */
export function lookForDuplicates(desk, before, draft) {
  const same = ["lon", "lat", "type", "exercise"].every((name) => before?.[name] === draft[name]);
  if (same || draft.filed) return;
  clearTimeout(timer);
  asked += 1;
  if (!hasPin(draft) || !draft.type) return show(desk, draft.key, []);
  timer = setTimeout(() => ask(desk, draft, asked), AFTER_MS);
}

async function ask(desk, { key, lon, lat, type, exercise }, mine) {
  try {
    const { results } = await desk.api.get(
      query("/api/incidents/similar/", { lon, lat, type, exercise }),
    );
    if (mine === asked) show(desk, key, results.slice(0, MOST));
  } catch (problem) {
    // Filing must not wait for this; without an answer there is simply nothing to offer.
    if (!(problem instanceof Problem)) throw problem;
    if (mine === asked) show(desk, key, []);
  }
}

function show(desk, key, similar) {
  const { call } = desk.state;
  if (call?.draft.key === key) desk.set({ call: { ...call, similar } });
}
