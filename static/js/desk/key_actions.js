/** What each row of the key table does. `false` leaves the key to the browser. */

import { isTyping } from "../core/keys.js";
import { startCall } from "../ui/call_form.js";
import { begin, submitPanel } from "./acting.js";
import { attachCall, leaveCall, sendCall } from "./calling.js";
import { openCommandLine } from "./commanding.js";
import { answerHere } from "./escalating.js";
import {
  answerChosen,
  closeEscalations,
  nextScope,
  openRun,
  retryChosen,
  toggleEscalations,
} from "./escalation_viewing.js";
import { focusChosen } from "./focusing.js";
import { closeHandOver, openHandOver } from "./handing_over.js";
import { showOnMap } from "./mapping.js";
import { answerMayday, raiseMayday } from "./maydays.js";
import { answerPopUp, openPopUp } from "./paging.js";
import { closePanel } from "./panels.js";
import { startPicking } from "./picking.js";
import { nextTheme, setFilter, toggleMute, toggleScope } from "./preferring.js";
import { select, showCallers } from "./selecting.js";
import { undo } from "./undoing.js";
import { setView } from "./unit_keeping.js";
import { checkUnits, moveUnits, pickUnit } from "./unit_moving.js";
import { openTimes } from "./unit_times.js";
import {
  goToUnits,
  nextService,
  nextSort,
  openDuty,
  openUnit,
  toggleFree,
} from "./unit_viewing.js";

const ACTIONS = {
  newCall: (desk) => startCall(desk),
  command: (desk) => openCommandLine(desk),
  find: (desk) => find(desk),
  queue: (desk) => goTo(desk, "queue"),
  incidents: (desk) => goTo(desk, "incidents"),
  next: (desk) => moveRow(desk, 1),
  previous: (desk) => moveRow(desk, -1),
  open: (desk) => openChosen(desk),
  map: (desk) => showOnMap(desk),
  showNew: (desk) =>
    ["queue", "incidents", "units", "escalations"].map((pane) => desk.panes[pane]?.showNew()),
  scope: (desk) => toggleScope(desk),
  mute: (desk) => toggleMute(desk),
  help: (desk) => desk.set({ help: !desk.state.help }),
  language: () => document.querySelector("#language-form button").click(),
  theme: () => nextTheme(document.getElementById("theme-choice")),
  handOver: (desk) => (desk.state.handing ? closeHandOver(desk) : openHandOver(desk)),
  signOut: () => document.getElementById("logout-form").requestSubmit(),
  callers: (desk) => showCallers(desk),
  act: (desk, row) => begin(desk, row.act),
  units: (desk) => goToUnits(desk),
  service: (desk, row) => nextService(desk, row.step),
  sortUnits: (desk) => nextSort(desk),
  onlyFree: (desk) => toggleFree(desk),
  openUnit: (desk) => openUnit(desk),
  duty: (desk) => openDuty(desk),
  moveUnits: (desk, row) => moveUnits(desk, row.status),
  check: (desk) => checkUnits(desk),
  pickUnit: (desk, row) => pickUnit(desk, row.step),
  times: (desk) => openTimes(desk),
  mayday: (desk) => answerMayday(desk),
  raiseMayday: (desk) => raiseMayday(desk),
  escalations: (desk) => toggleEscalations(desk),
  scopeRuns: (desk, row) => nextScope(desk, row.step),
  openRun: (desk) => openRun(desk),
  answerRun: (desk) => answerChosen(desk),
  retryRun: (desk) => retryChosen(desk),
  answerHere: (desk) => answerHere(desk),
  answerPopUp: (desk) => answerPopUp(desk),
  openPopUp: (desk) => openPopUp(desk),
  undo: (desk) => undo(desk),
  send: (desk, _row, event) => send(desk, event),
  attach: (desk, row) => (desk.state.call ? attachCall(desk, row.nth) : false),
  pick: (desk) =>
    desk.state.call || desk.state.panel?.act === "place" ? startPicking(desk) : false,
  back: (desk, _row, event) => back(desk, event),
};

/** What happens on the desk itself is not done behind the view of all escalations. */
const ON_DESK = new Set(["newCall", "find", "queue", "incidents", "open", "map", "units"]);

export function perform(desk, row, event) {
  if (ON_DESK.has(row.do) && desk.state.escalationView.open) closeEscalations(desk);
  return ACTIONS[row.do](desk, row, event);
}

/** The filter of where one is: the unit board has one of its own. */
function find(desk) {
  if (desk.state.pane === "units") return document.querySelector(".unit-filter")?.focus();
  desk.set({ tab: "incidents", pane: "incidents" });
  document.querySelector(".filter").focus();
}

/** Where nothing waits, the rows to move through are the incidents. */
function moveRow(desk, step) {
  const { pane, tab } = desk.state;
  if (pane === "queue" && !desk.panes.queue.ids.length) {
    desk.set({ pane: "incidents", tab: tab === "queue" ? "incidents" : tab });
  }
  desk.panes[desk.state.pane].move(step);
}

function goTo(desk, pane) {
  desk.set({ pane, tab: pane });
  const list = desk.panes[pane];
  if (!list.focusRow()) return;
  if (!list.ids.includes(desk.state.selected)) list.move(1);
}

function openChosen(desk) {
  if (desk.state.selected == null) return false;
  desk.set({ tab: "incidents" });
  document.querySelector(".detail-body")?.focus();
}

/** Ctrl+Enter belongs to the form that one is in, otherwise to the one that is open. */
function send(desk, event) {
  const inCall = event.target.closest?.("call-form");
  if (desk.state.panel && !inCall) return void submitPanel(desk);
  if (!desk.state.call) return false;
  // The reason is taken when its field is left; sending is leaving it.
  if (event.target.matches?.("#lowering")) event.target.dispatchEvent(new Event("change"));
  sendCall(desk);
  if (desk.state.call) document.querySelector("call-form").focusNext();
}

/** Esc goes back one step: sheet, picking, panel, filter, field, call, then the list. */
function back(desk, event) {
  if (desk.state.handing) return closeHandOver(desk);
  const { help, picking, panel, filter, picked, unitView, escalationView } = desk.state;
  if (help) return desk.set({ help: false });
  if (picking) return desk.set({ picking: null });
  if (panel) return leavePanel(desk);
  if (event.target.matches?.(".unit-filter") && unitView.text) return setView(desk, { text: "" });
  if (event.target.matches?.(".filter") && filter.text) return setFilter(desk, { text: "" });
  if (isTyping(event.target)) return leaveField(desk, event.target);
  if (picked != null) return desk.set({ picked: null });
  if (escalationView.open) return closeEscalations(desk);
  if (document.activeElement?.closest(".detail"))
    return void desk.panes[desk.state.pane].focusRow();
  select(desk, null);
}

function leavePanel(desk) {
  closePanel(desk);
  focusChosen(desk);
}

function leaveField(desk, field) {
  field.blur();
  leaveCall(desk);
  desk.panes[desk.state.pane].focusRow();
}
