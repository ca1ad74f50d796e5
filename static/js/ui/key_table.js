/**
 * Every key of the desk, once: the sheet behind `?`, the keycaps on buttons and the keyboard all read this.
 *
 * `do` names an action of desk/key_actions.js; a row with `act` is an act on the selected incident.
 * Rows with `typing` also answer inside a field.
 */

import { gettext } from "../core/i18n.js";
import { UNIT_ACT } from "./unit_words.js";
import { ACT } from "./words.js";

const act = (keys, name) => ({
  keys: [keys],
  do: "act",
  act: name,
  text: ACT[name],
  group: "acts",
});

/** A status of its own for each digit, as on a radio's keypad. */
const status = (key, name) => ({
  keys: [key],
  do: "moveUnits",
  status: name,
  text: UNIT_ACT[name],
  group: "units",
});

/** Where the unit board is at work, these come before what they mean elsewhere. */
const onUnits = (keys, name, text, more = {}) => ({
  keys,
  do: name,
  text,
  group: "board",
  panes: ["units"],
  ...more,
});

/** Likewise where all escalations are shown. */
const onEscalations = (keys, name, text, more = {}) => ({
  keys,
  do: name,
  text,
  group: "escalations",
  panes: ["escalations"],
  ...more,
});

export const KEYS = [
  onEscalations(["Right"], "scopeRuns", gettext("Next agency"), { step: 1 }),
  onEscalations(["Left"], "scopeRuns", gettext("Agency before"), { step: -1 }),
  onEscalations(["Enter"], "openRun", gettext("Open its incident")),
  onEscalations(["a"], "answerRun", gettext("Acknowledge the escalation: somebody is on it")),
  onEscalations(["r"], "retryRun", gettext("Try again what a fault has blocked")),
  onUnits(["Right"], "service", gettext("Next service"), { step: 1 }),
  onUnits(["Left"], "service", gettext("Service before"), { step: -1 }),
  onUnits([";"], "sortUnits", gettext("Next order: status, call sign, time, kind")),
  onUnits(["'"], "onlyFree", gettext("Free units only, or all")),
  onUnits(["="], "duty", gettext("Duty of the unit: available, out of service")),
  onUnits(["Enter"], "openUnit", gettext("Open its incident, or its duty")),
  { keys: ["n"], do: "newCall", text: gettext("New call"), group: "desk" },
  { keys: ["/"], do: "command", text: gettext("Command line"), group: "desk" },
  { keys: ["Ctrl+/"], do: "find", text: gettext("Find or filter"), group: "desk" },
  { keys: ["q"], do: "queue", text: gettext("Go to the pending queue"), group: "desk" },
  { keys: ["i"], do: "incidents", text: gettext("Go to the incidents"), group: "desk" },
  { keys: ["z"], do: "units", text: gettext("Unit board: open, go there, close"), group: "desk" },
  { keys: ["j", "Down"], do: "next", text: gettext("Next row"), group: "desk" },
  { keys: ["k", "Up"], do: "previous", text: gettext("Previous row"), group: "desk" },
  { keys: ["Enter"], do: "open", text: gettext("Open the incident"), group: "desk" },
  { keys: ["g"], do: "map", text: gettext("Show on the map"), group: "desk" },
  { keys: ["."], do: "showNew", text: gettext("Show new rows now"), group: "desk" },
  { keys: ["y"], do: "scope", text: gettext("Mine or all"), group: "desk" },
  { keys: ["u"], do: "mute", text: gettext("Sound on or off"), group: "desk" },
  { keys: ["Alt+g"], do: "language", text: gettext("한국어 / English"), group: "person" },
  {
    keys: ["Alt+k"],
    do: "theme",
    text: gettext("Next theme: dark, light, system"),
    group: "person",
  },
  {
    keys: ["Alt+h"],
    do: "handOver",
    text: gettext("Hand over the desk: the next person sits down"),
    group: "person",
    typing: true,
  },
  { keys: ["Alt+q"], do: "signOut", text: gettext("Sign out"), group: "person" },
  { keys: ["!"], do: "escalations", text: gettext("All escalations: open, close"), group: "desk" },
  { keys: ["?"], do: "help", text: gettext("This sheet"), group: "desk" },
  {
    keys: ["Esc"],
    do: "back",
    text: gettext("Back, close, leave the field"),
    group: "desk",
    typing: true,
  },
  act("a", "acknowledge"),
  act("s", "start"),
  act("f", "finish"),
  act("d", "decline"),
  act("e", "dispatch"),
  act("x", "share"),
  act("p", "priority"),
  act("t", "type"),
  act("l", "place"),
  act("h", "hold"),
  act("o", "note"),
  act("m", "merge"),
  act("b", "link"),
  act("v", "unlink"),
  act("c", "close"),
  act("r", "reopen"),
  {
    keys: ["Alt+a"],
    do: "answerHere",
    text: gettext("Acknowledge the escalation: somebody is on it"),
    group: "acts",
  },
  {
    keys: ["w"],
    do: "callers",
    text: gettext("Show who called (this is recorded)"),
    group: "acts",
  },
  status("1", "acknowledged"),
  status("2", "en_route"),
  status("3", "on_scene"),
  status("4", "patient"),
  status("5", "transport"),
  status("6", "at_hospital"),
  status("7", "staging"),
  status("8", "clear"),
  { keys: ["9"], do: "check", text: gettext("Safety check: all well"), group: "units" },
  { keys: ["0"], do: "mayday", text: gettext("Mayday: acknowledge, then end"), group: "units" },
  { keys: [","], do: "times", text: UNIT_ACT.times, group: "units" },
  { keys: ["]"], do: "pickUnit", step: 1, text: gettext("Only the next unit"), group: "units" },
  { keys: ["["], do: "pickUnit", step: -1, text: gettext("Only the unit before"), group: "units" },
  { keys: ["Alt+m"], do: "raiseMayday", text: gettext("Raise a mayday"), group: "units" },
  {
    keys: ["Ctrl+z"],
    do: "undo",
    text: gettext("Take back the last act on units (10 s)"),
    group: "units",
  },
  {
    keys: ["Ctrl+Enter"],
    do: "send",
    text: gettext("File, send, finish the call"),
    group: "form",
    typing: true,
  },
  {
    keys: ["F7"],
    do: "answerPopUp",
    text: gettext("Message to you: I am on it, or read"),
    group: "form",
    typing: true,
  },
  {
    keys: ["Alt+o"],
    do: "openPopUp",
    text: gettext("Open what a message to you is about"),
    group: "desk",
  },
  {
    keys: ["F9"],
    do: "command",
    text: gettext("Command line, from any field"),
    group: "form",
    typing: true,
  },
  {
    keys: ["F2"],
    do: "attach",
    nth: 0,
    text: gettext("Attach the caller to the first match"),
    group: "form",
    typing: true,
  },
  {
    keys: ["F3"],
    do: "attach",
    nth: 1,
    text: gettext("… to the second match"),
    group: "form",
    typing: true,
  },
  {
    keys: ["F4"],
    do: "attach",
    nth: 2,
    text: gettext("… to the third match"),
    group: "form",
    typing: true,
  },
  {
    keys: ["F8"],
    do: "pick",
    text: gettext("Pick the place on the map"),
    group: "form",
    typing: true,
  },
];

export const GROUPS = {
  desk: gettext("Moving about"),
  acts: gettext("Acts on the chosen incident"),
  units: gettext("Units on the chosen incident"),
  board: gettext("On the unit board"),
  escalations: gettext("Where all escalations are shown"),
  form: gettext("While typing"),
  person: gettext("You at this desk"),
};

/** The keycap of an act or action: "A", "Ctrl+Enter". */
export function keycap(name) {
  const row = KEYS.find((each) => each.act === name || (!each.act && each.do === name));
  if (!row) return "";
  return row.keys[0].replace(/(?<=^|\+)[a-z]$/, (letter) => letter.toUpperCase());
}

/** The keycap of a status of a unit. */
export function statusKeycap(name) {
  return KEYS.find((each) => each.do === "moveUnits" && each.status === name)?.keys[0] ?? "";
}
