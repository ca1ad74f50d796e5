/** Sends a call to the server, step by step, until nothing of it is unsent; retries what fails in passing. */

import { isStale } from "../core/api.js";
import { fill, gettext } from "../core/i18n.js";
import {
  attachBody,
  filingBody,
  isTooOld,
  lacksReason,
  missing,
  rebased,
  sendable,
  stored,
  storedPriority,
  unsent,
  yielded,
} from "../domain/draft.js";
import { changeCall, findCall } from "./calls.js";
import { notify } from "./noticing.js";
import { keepCard, select } from "./selecting.js";

const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];
const running = new Set();
const failures = new Map();

/** Send whatever of the call is not at the server yet. Safe to call at any time. */
export async function pump(desk, key) {
  if (running.has(key)) return;
  running.add(key);
  try {
    const next = () => (desk.stopped ? null : nextStep(findCall(desk, key)));
    for (let step = next(); step; step = next()) {
      changeCall(desk, key, () => ({ status: "saving" }));
      await step(desk, key);
      changeCall(desk, key, () => ({ status: "saved", savedAt: desk.state.now, problem: null }));
    }
    failures.delete(key);
  } catch (problem) {
    failed(desk, key, problem);
  } finally {
    running.delete(key);
  }
}

/** The next thing to send, or null. */
function nextStep(call) {
  if (!call || call.conflict) return null;
  if (call.draft.filed) return changeStep(unsent(call.draft));
  if (call.attachTo) return attach;
  return call.wanted && !missing(call.draft).length ? file : null;
}

function changeStep({ report, incident }) {
  if (report) return amendReport;
  return incident ? changeIncident : null;
}

/**
 * The words of the first attempt. A retry sends exactly these under the same key, even if more was typed
 * meanwhile: the first attempt may have arrived, and only its answer was lost.
 */
function attempt(desk, key) {
  changeCall(desk, key, (call) => ({
    attempt: call.attempt ?? sendable(call.draft, desk.state.now),
  }));
  return findCall(desk, key).attempt;
}

async function file(desk, key) {
  const draft = attempt(desk, key);
  const card = await desk.api.post("/api/incidents/", filingBody(draft), { key });
  settle(desk, key, draft, { ...filedAs(card), attached: false });
  welcome(desk, card, gettext("Filed: %(number)s"));
}

async function attach(desk, key) {
  const draft = attempt(desk, key);
  const { attachTo } = findCall(desk, key);
  const card = await desk.api.post(`/api/incidents/${attachTo}/reports/`, attachBody(draft), {
    key,
  });
  settle(desk, key, draft, { ...filedAs(card), attached: true });
  welcome(desk, card, gettext("Caller attached to %(number)s"));
}

function filedAs({ id, number, version, priority, report_id }) {
  return { incident: id, number, version, priority, report: report_id };
}

function settle(desk, key, sent, filed) {
  changeCall(desk, key, (call) => ({
    draft: stored(call.draft, sent, filed),
    similar: [],
    attempt: null,
  }));
}

function welcome(desk, card, text) {
  if (!desk.state.board.incidents.has(card.id)) keepCard(desk, card);
  notify(desk, fill(text, { number: card.number }), "good", card.id);
  select(desk, card.id);
}

async function amendReport(desk, key) {
  const { draft } = findCall(desk, key);
  const { incident, report } = draft.filed;
  await desk.api.patch(`/api/incidents/${incident}/reports/${report}/`, unsent(draft).report);
  const { narrative, channel, caller_name, caller_number } = draft;
  const words = { ...draft.sent, narrative, channel, caller_name, caller_number };
  changeCall(desk, key, (call) => ({ draft: stored(call.draft, words) }));
}

async function changeIncident(desk, key) {
  const { draft } = findCall(desk, key);
  const { incident: change } = unsent(draft);
  const waits = lacksReason(draft);
  const path = `/api/incidents/${draft.filed.incident}/`;
  const card = await desk.api.patch(path, { version: draft.filed.version, ...change });
  const { type, lon, lat, address, cross_street, verified } = draft;
  const priority = waits ? storedPriority(draft) : draft.priority;
  const words = { ...draft.sent, type, priority, lon, lat, address, cross_street, verified };
  const filed = { ...draft.filed, version: card.version };
  changeCall(desk, key, (call) => {
    const now = stored(call.draft, words, filed);
    // The reason belongs to the step that it was given for.
    return { draft: "priority" in change ? { ...now, lowering: "" } : now };
  });
}

function failed(desk, key, problem) {
  if (isStale(problem)) return meetConflict(desk, key, problem.body.incident);
  if (isOldAttempt(desk, key, problem)) return again(desk, key);
  // Somebody who is signed out signs in again; that is no word on the call.
  if (!problem.passing && problem.status !== 401) {
    changeCall(desk, key, () => ({
      status: "refused",
      problem: plain(problem),
      wanted: false,
      attachTo: null,
      attempt: null,
    }));
    return;
  }
  const times = failures.get(key) ?? 0;
  failures.set(key, times + 1);
  changeCall(desk, key, () => ({ status: "unsent", problem: plain(problem) }));
  setTimeout(() => pump(desk, key), RETRY_MS[Math.min(times, RETRY_MS.length - 1)]);
}

/** An attempt that waited for a day without arriving; its words may go as a new one. */
function isOldAttempt(desk, key, { fields }) {
  const { attempt } = findCall(desk, key) ?? {};
  return Boolean(fields.received_at && attempt && isTooOld(attempt, desk.state.now));
}

function again(desk, key) {
  changeCall(desk, key, () => ({ attempt: null }));
  setTimeout(() => pump(desk, key));
}

const plain = ({ message, status, fields }) => ({ message, status, fields });

/** Someone else changed the incident. If it was something else, carry on with the new version. */
function meetConflict(desk, key, incident) {
  const { draft, clashes } = rebased(findCall(desk, key).draft, incident);
  changeCall(desk, key, () => ({
    conflict: clashes.length ? { incident, clashes } : null,
    status: clashes.length ? "conflict" : "saving",
    draft,
  }));
  if (!clashes.length) setTimeout(() => pump(desk, key));
}

/** Settle a conflict: send mine on top, or take theirs into the form. */
export function settleConflict(desk, key, keepMine) {
  changeCall(desk, key, (call) => {
    if (keepMine) return { conflict: null };
    const draft = yielded(call.draft, call.conflict.incident);
    return { conflict: null, status: "saved", draft };
  });
  pump(desk, key);
}
