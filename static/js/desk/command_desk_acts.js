/** What a line does that only this browser can do: a new call, the map, the filter. */

import { Problem, query } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import { typeAddress } from "../domain/draft.js";
import { startCall } from "../ui/call_form.js";
import { editCall } from "./calling.js";
import { showOnMap } from "./mapping.js";
import { setFilter } from "./preferring.js";
import { select } from "./selecting.js";

function newCall(desk, { type, place }) {
  startCall(desk);
  if (type) editCall(desk, (draft) => ({ ...draft, type }));
  if (place) editCall(desk, (draft) => typeAddress(draft, place));
  startCall(desk);
  return {};
}

async function showMap(desk, { incident, unit, text }) {
  if (incident != null) {
    select(desk, incident, { tab: "map" });
    showOnMap(desk);
    return {};
  }
  const spot = unit == null ? await found(desk, text) : desk.state.positions.get(unit);
  if (!spot) return { text: gettext("It is not known where that is."), tone: "bad", leave: false };
  desk.set({ tab: "map" });
  desk.panes.map?.focusOn(spot);
  return {};
}

/** The first place that answers to the words. */
async function found(desk, text) {
  try {
    const { results } = await desk.api.get(query("/api/places/", { q: text }));
    return results[0] ?? null;
  } catch (problem) {
    if (problem instanceof Problem) return null;
    throw problem;
  }
}

function find(desk, { text }) {
  setFilter(desk, { text, scope: "all" });
  desk.set({ tab: "incidents", pane: "incidents" });
  desk.panes.incidents?.draw();
  return { text: fill(gettext("Filter: %(text)s"), { text }) };
}

export const AT_THE_DESK = { new: newCall, map: showMap, find };
