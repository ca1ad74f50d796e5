/** What the crew does on the page: each press becomes an act in the outbox, or opens a sheet first. */

import { gettext } from "../core/i18n.js";
import { receivePicture } from "./refreshing.js";
import { shake } from "./ringing.js";

const SLIP_MS = 8000;
const NOTICE_MS = 6000;
const MOVED_TO = { accept: "acknowledged", clear: "clear" };
/** What needs a word more than one press opens a sheet of this name. */
const SHEETS = { clear: "clear", transport: "transport", out_of_service: "out_of_service" };

/** Keep an act; the phone says so at once, whatever the signal. */
export function say(phone, kind, fields = {}) {
  const unit = phone.state.picture.unit?.id;
  if (unit == null) return;
  try {
    const act = phone.outbox.add(kind, { unit, at: phone.clock(), fields });
    shake(30);
    phone.set({ sheet: null });
    return act;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    notice(phone, gettext("This phone can't keep anything. Say it by radio."), "bad");
  }
}

/** A status button: sends at once, or asks for what belongs to it. */
export function sayStatus(phone, assignment, status) {
  if (SHEETS[status]) return openSheet(phone, SHEETS[status], { assignment: assignment.id });
  const kind = status === "acknowledged" ? "accept" : "status";
  sayMove(phone, kind, { assignment: assignment.id, status });
}

/** An act that moves the unit on its order; for a few seconds it can be taken back. */
export function sayMove(phone, kind, fields) {
  const act = say(phone, kind, fields);
  if (act) offerUndo(phone, act, MOVED_TO[kind] ?? fields.status);
}

export function sayDuty(phone, duty) {
  if (SHEETS[duty]) return openSheet(phone, SHEETS[duty], {});
  say(phone, "duty", { duty });
}

function offerUndo(phone, act, status) {
  const slip = { key: act.key, assignment: act.fields.assignment, status };
  phone.set({ slip });
  setTimeout(() => phone.state.slip === slip && phone.set({ slip: null }), SLIP_MS);
}

/** Take a slip back: out of the phone if it never left, else by asking the server. */
export function undo(phone) {
  const { slip } = phone.state;
  if (!slip) return;
  const waits = phone.outbox.acts.find(({ key }) => key === slip.key);
  if (waits && !waits.tried) phone.outbox.drop(waits);
  else say(phone, "undo", { assignment: slip.assignment });
  phone.set({ slip: null });
}

export function openSheet(phone, name, values = {}) {
  phone.set({ sheet: { name, values } });
}

export function closeSheet(phone) {
  phone.set({ sheet: null });
}

export function editSheet(phone, values) {
  const { sheet } = phone.state;
  phone.set({ sheet: { ...sheet, values: { ...sheet.values, ...values } } });
}

/** A short line at the top; it leaves by itself. */
export function notice(phone, text, tone = "plain") {
  const shown = { text, tone };
  phone.set({ notice: shown });
  setTimeout(() => phone.state.notice === shown && phone.set({ notice: null }), NOTICE_MS);
}

// Logging on and off needs the server: nobody is on a unit in secret.

export async function loadChoices(phone, words = "") {
  phone.set({ choices: { ...phone.state.choices, words, problem: null, busy: true } });
  try {
    const path = words ? `/api/crew/units/?q=${encodeURIComponent(words)}` : "/api/crew/units/";
    const { results } = await phone.api.get(path);
    if (phone.state.choices?.words === words)
      phone.set({ choices: { words, rows: results, problem: null, busy: false } });
  } catch (problem) {
    phone.set({ choices: { ...phone.state.choices, problem, busy: false } });
  }
}

export async function logOn(phone, unit) {
  await change(phone, "/api/crew/log-on/", { unit });
}

export async function logOff(phone) {
  await change(phone, "/api/crew/log-off/", {});
}

async function change(phone, path, body) {
  try {
    receivePicture(phone, await phone.api.post(path, body));
    phone.set({ sheet: null, choices: null, chosen: null });
  } catch (problem) {
    notice(phone, problem.message, "bad");
  }
}
