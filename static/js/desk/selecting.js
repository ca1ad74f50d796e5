/** Which incident is chosen, and what is fetched because of it. */

import { mergeEntries } from "../domain/timeline.js";
import { notify } from "./noticing.js";

/** Choose an incident everywhere at once: lists, detail and map. */
export function select(desk, id, { tab } = {}) {
  const { state } = desk;
  if (state.selected === id && !tab) return;
  const keepPanel = state.panel?.incident === id;
  const fresh = new Map(state.fresh);
  fresh.delete(id);
  desk.set({
    selected: id,
    picked: null,
    fresh,
    panel: keepPanel ? state.panel : null,
    tab: tab ?? state.tab,
    ...(tab ? inSight(state) : {}),
  });
  if (id != null) loadDetail(desk, id);
}

/** An incident that one goes to is not hidden behind the view of all escalations. */
function inSight({ escalationView, pane }) {
  if (!escalationView.open) return {};
  const isThere = pane === "escalations";
  return {
    escalationView: { ...escalationView, open: false },
    pane: isThere ? "incidents" : pane,
  };
}

/** Fetch the card where the board does not have it, and the timeline; entries that arrive meanwhile are merged. */
export async function loadDetail(desk, id) {
  const known = desk.state.details.get(id);
  if (known?.status === "ready" || known?.status === "loading") return;
  setDetail(desk, id, { status: "loading", problem: null });
  try {
    if (!desk.card(id)) keepCard(desk, await desk.api.get(`/api/incidents/${id}/`));
    const { results } = await desk.api.get(`/api/incidents/${id}/timeline/`);
    const { entries } = detailOf(desk.state, id);
    setDetail(desk, id, { status: "ready", entries: mergeEntries(entries, results) });
  } catch (problem) {
    setDetail(desk, id, { status: "failed", problem });
  }
}

/** Fetch the stories of `ids` anew, where they are held: entries alone cannot tell what a merge moved. */
export function reloadDetails(desk, ids) {
  for (const id of new Set(ids)) if (desk.state.details.has(id)) reloadDetail(desk, id);
}

async function reloadDetail(desk, id) {
  try {
    const { results } = await desk.api.get(`/api/incidents/${id}/timeline/`);
    const told = results.at(-1)?.seq ?? 0;
    const later = detailOf(desk.state, id).entries.filter(({ seq }) => seq > told);
    const entries = mergeEntries(results, later);
    setDetail(desk, id, { status: "ready", entries, callers: null, problem: null });
  } catch (problem) {
    setDetail(desk, id, { status: "failed", problem });
  }
}

export function detailOf(state, id) {
  return state.details.get(id) ?? { status: "none", entries: [], callers: null, problem: null };
}

function setDetail(desk, id, patch) {
  const details = new Map(desk.state.details);
  details.set(id, { ...detailOf(desk.state, id), ...patch });
  desk.set({ details });
}

export function keepCard(desk, card) {
  const fetched = new Map(desk.state.fetched);
  fetched.set(card.id, card);
  desk.set({ fetched });
}

/** Show the protected notes that one may read, as far as they are written now. Every look is recorded. */
export async function showNotes(desk) {
  const id = desk.state.selected;
  if (id == null) return;
  try {
    const answer = await desk.api.get(`/api/incidents/${id}/notes/?protected=1`);
    const notes = new Map(answer.results.map((note) => [note.id, note.text]));
    setDetail(desk, id, { notes });
  } catch (problem) {
    notify(desk, problem.message, "bad");
  }
}

/** Show who called. Every look is recorded for the auditors, so it happens on demand only. */
export async function showCallers(desk) {
  const id = desk.state.selected;
  if (id == null) return;
  try {
    const answer = await desk.api.get(`/api/incidents/${id}/reports/?callers=1`);
    setDetail(desk, id, { callers: answer.results });
  } catch (problem) {
    notify(desk, problem.message, "bad");
  }
}
