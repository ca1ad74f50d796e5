/**
 * A call while it is typed, and what of it is not yet at the server.
 *
 * `key` is the Idempotency-Key of its filing, so a retry after a lost answer creates nothing twice.
 * `filed` is `{ incident, number, report, version, attached }` once the incident exists.
 * `began` is when the first word was typed: about when the call came in.
 * `sent` is the copy of the words that the server has.
 */

import { isLowering } from "./priorities.js";

export const CHANNELS = ["call", "walk_in", "radio", "citizen", "alarm", "sensor"];

export function emptyDraft(key, began) {
  return {
    key,
    began,
    address: "",
    cross_street: "",
    lon: null,
    lat: null,
    verified: false,
    type: null,
    priority: null,
    lowering: "",
    channel: "call",
    caller_name: "",
    caller_number: "",
    narrative: "",
    exercise: false,
    filed: null,
    sent: null,
  };
}

export function hasPin(draft) {
  return draft.lon != null && draft.lat != null;
}

/** What is still needed before the incident can exist: "place", "type". */
export function missing(draft) {
  return [!hasPin(draft) && "place", !draft.type && "type"].filter(Boolean);
}

export function isBlank(draft) {
  const words = ["address", "cross_street", "caller_name", "caller_number", "narrative"];
  return (
    !hasPin(draft) && !draft.type && !draft.filed && words.every((name) => !draft[name].trim())
  );
}

/** Choose a place of the gazetteer: its address and its point, which belong together. */
export function choosePlace(draft, { address, lon, lat }) {
  return { ...draft, address, lon, lat, verified: true };
}

/** The typed address and the pin are kept apart: typing leaves the pin, but no longer vouches for it. */
export function typeAddress(draft, address) {
  return { ...draft, address, verified: false };
}

export function movePin(draft, lon, lat) {
  return { ...draft, lon, lat, verified: false };
}

/** As exact as the server keeps it, about 1 cm; so one pin equals itself after a round trip. */
const degrees = (value) => (value == null ? null : Number(value.toFixed(DIGITS)));
const DIGITS = 7;

function placeOf(draft) {
  const { address, cross_street, verified } = draft;
  const pin = { lon: degrees(draft.lon), lat: degrees(draft.lat) };
  return { ...pin, address: address.trim(), cross_street: cross_street.trim(), verified };
}

function reportOf({ channel, caller_name, caller_number }) {
  return { channel, caller_name: caller_name.trim(), caller_number: caller_number.trim() };
}

/** The server takes no call that came in longer ago than a day; an hour is left for clocks and the way. */
const OLDEST_MS = 23 * 3600 * 1000;
const MINUTE_MS = 60 * 1000;

/** The draft as it can be sent now: a call of the day before yesterday came in 23 hours ago. */
export function sendable(draft, now) {
  const oldest = now - OLDEST_MS;
  return Date.parse(draft.began) < oldest
    ? { ...draft, began: new Date(oldest).toISOString() }
    : draft;
}

export function isTooOld(draft, now) {
  return Date.parse(draft.began) < now - OLDEST_MS - MINUTE_MS;
}

/** The body of POST /api/incidents/. */
export function filingBody(draft) {
  const body = {
    type: draft.type,
    place: placeOf(draft),
    narrative: draft.narrative,
    report: { ...reportOf(draft), received_at: draft.began },
  };
  if (draft.priority != null) body.priority = draft.priority;
  if (draft.exercise) body.exercise = true;
  return body;
}

/** The body of POST /api/incidents/{id}/reports/: this caller speaks of an incident that exists. */
export function attachBody(draft) {
  const body = { ...reportOf(draft), narrative: draft.narrative, received_at: draft.began };
  return hasPin(draft) ? { ...body, lon: draft.lon, lat: draft.lat } : body;
}

/** Mark as stored what `words` (a draft) held when it was sent. */
export function stored(draft, words, filed = draft.filed) {
  const { filed: _filed, sent: _sent, ...copy } = words;
  return { ...draft, filed, sent: copy };
}

/** What changed since it was last stored: `{ report, incident }`, each a PATCH body or null. */
export function unsent(draft) {
  const { sent } = draft;
  if (!sent) return { report: null, incident: null };
  return { report: reportChange(draft, sent), incident: incidentChange(draft, sent) };
}

function reportChange(draft, sent) {
  const now = { ...reportOf(draft), narrative: draft.narrative };
  const was = { ...reportOf(sent), narrative: sent.narrative };
  const changed = Object.keys(now).filter((name) => now[name] !== was[name]);
  return changed.length ? Object.fromEntries(changed.map((name) => [name, now[name]])) : null;
}

/** An attached caller does not move somebody else's incident. */
function incidentChange(draft, sent) {
  if (draft.filed?.attached) return null;
  const body = {};
  if (draft.type !== sent.type && draft.type) body.type = draft.type;
  Object.assign(body, priorityChange(draft));
  const place = placeChange(draft, sent);
  if (place) body.place = place;
  return Object.keys(body).length ? body : null;
}

/** The priority that the incident has at the server; null before it is filed. */
export function storedPriority({ sent, filed }) {
  return sent?.priority ?? filed?.priority ?? null;
}

/** Lowering needs a reason, as the server asks for one. */
export function isLowered(draft) {
  const was = storedPriority(draft);
  return was != null && draft.priority != null && isLowering(was, draft.priority);
}

/** The priority waits for its reason alone: type and place are sent without it. */
export function lacksReason(draft) {
  return Boolean(draft.filed) && !draft.filed.attached && isLowered(draft) && !reasonOf(draft);
}

export function withoutLowering(draft) {
  return isLowered(draft) ? { ...draft, priority: storedPriority(draft), lowering: "" } : draft;
}

const reasonOf = ({ lowering }) => (lowering ?? "").trim();

function priorityChange(draft) {
  const { priority } = draft;
  if (priority == null || priority === storedPriority(draft) || lacksReason(draft)) return {};
  return isLowered(draft) ? { priority, reason: reasonOf(draft) } : { priority };
}

const PIN = ["lon", "lat"];

/** Only the members that were changed, so that nobody's pin is overwritten by an edited floor. */
function placeChange(draft, sent) {
  if (!hasPin(draft)) return null;
  const [now, was] = [placeOf(draft), placeOf(sent)];
  const changed = Object.keys(now).filter((name) => now[name] !== was[name]);
  const names = changed.some((name) => PIN.includes(name)) ? [...PIN, ...changed] : changed;
  return names.length ? Object.fromEntries(names.map((name) => [name, now[name]])) : null;
}

/** What vouches for each other stands or falls together; the floor stands for itself. */
const PARTS = [["type"], ["priority"], ["lon", "lat", "address", "verified"], ["cross_street"]];
const FIELD = { type: "type", priority: "priority" };

const theirsOf = ({ type, priority, place }) => ({ type, priority, ...placeOf(place) });

/**
 * The draft on top of the incident as it stands now, and the fields that both sides changed.
 *
 * What only they changed goes into the form; what I changed stays mine and is still to be sent.
 */
export function rebased(draft, incident) {
  const theirs = theirsOf(incident);
  const was = { ...draft.sent, ...placeOf(draft.sent) };
  const mine = { ...draft, ...placeOf(draft) };
  const isMine = (part) => part.some((name) => mine[name] !== was[name]);
  const isTheirs = (part) => part.some((name) => (was[name] ?? theirs[name]) !== theirs[name]);
  const differs = (part) => part.some((name) => mine[name] !== theirs[name]);
  const both = PARTS.filter((part) => isMine(part) && isTheirs(part) && differs(part));
  const taken = PARTS.filter((part) => !isMine(part)).flat();
  return {
    draft: onTop(draft, incident, taken),
    clashes: [...new Set(both.map(([name]) => FIELD[name] ?? "place"))],
  };
}

/** The draft with everything of theirs: mine is dropped. */
export function yielded(draft, incident) {
  return onTop(draft, incident, PARTS.flat());
}

function onTop(draft, incident, taken) {
  const theirs = theirsOf(incident);
  return {
    ...draft,
    ...Object.fromEntries(taken.map((name) => [name, theirs[name]])),
    filed: { ...draft.filed, version: incident.version },
    sent: { ...draft.sent, ...theirs },
  };
}

export function isSettled(draft) {
  const { report, incident } = unsent(draft);
  return Boolean(draft.filed) && !report && !incident && !lacksReason(draft);
}
