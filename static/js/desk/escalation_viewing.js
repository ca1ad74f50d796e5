/** The view of all running escalations: opening it, going about in it, leaving it. */

import { gettext } from "../core/i18n.js";
import { agenciesIn, runsIn } from "../domain/escalations.js";
import { answerRun, retryRun } from "./escalating.js";
import { notify } from "./noticing.js";
import { select } from "./selecting.js";

const PATH = "/escalation/";

/** Opened by its address, so that it may stand on a screen of its own and be come back to. */
export function isAtEscalations({ pathname } = location) {
  return pathname === PATH;
}

/** The address follows what is shown, so that a reload comes back to it. */
export function followAddress({ escalationView: { open } }) {
  if (open !== isAtEscalations()) history.replaceState(null, "", open ? PATH : "/");
}

/** One key there and back. */
export function toggleEscalations(desk) {
  if (desk.state.escalationView.open) return closeEscalations(desk);
  openEscalations(desk);
}

export function openEscalations(desk) {
  setView(desk, { open: true });
  desk.set({ pane: "escalations" });
  desk.panes.escalations?.draw();
  desk.panes.escalations?.focusRow();
}

export function closeEscalations(desk) {
  setView(desk, { open: false });
  desk.set({ pane: "incidents" });
  desk.panes.incidents?.focusRow();
}

export function setView(desk, patch) {
  desk.set({ escalationView: { ...desk.state.escalationView, ...patch } });
}

/** The tabs: everybody's, mine, and each agency that a run is about. */
export function scopesOf({ board, me, reference }) {
  return ["all", "mine", ...agenciesIn(board, reference).filter((id) => id !== me.agency)];
}

export function nextScope(desk, step) {
  const scopes = scopesOf(desk.state);
  const at = scopes.indexOf(desk.state.escalationView.scope);
  setView(desk, { scope: scopes[(at + step + scopes.length) % scopes.length] });
}

export function shownRuns({ board, escalationView, me }) {
  return runsIn(board, escalationView, me);
}

/** Go to the incident itself. */
export function openRun(desk, run = chosenRun(desk)) {
  if (!run) return;
  closeEscalations(desk);
  select(desk, run.incident, { tab: "incidents" });
  desk.panes.incidents?.focusRow(run.incident);
}

export function answerChosen(desk) {
  const run = chosenRun(desk);
  if (run) return answerRun(desk, run);
}

export function retryChosen(desk) {
  const run = chosenRun(desk);
  if (run) return retryRun(desk, run);
}

function chosenRun(desk) {
  const { board, run } = desk.state;
  const chosen = board.escalations.get(run);
  if (!chosen) notify(desk, gettext("Choose an escalation first."));
  return chosen ?? null;
}
