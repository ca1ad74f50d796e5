/** What the phone shows: the server's picture, and on it what was said here and has not arrived. Pure. */

import { waiting } from "./acts.js";

const NOTHING = {
  log_on: null,
  unit: null,
  crew: [],
  assignments: [],
  incidents: [],
  mayday: null,
};

export function emptyPicture() {
  return { ...NOTHING, moves: {}, duty_moves: {}, as_of: null, server_time: null };
}

/** `picture` with every waiting act done to it. What is not at the server yet carries `unsent`. */
export function shown(picture, acts) {
  const mine = waiting(acts).filter((act) => act.unit === picture.unit?.id);
  return withoutUndone(mine.sort((a, b) => a.serial - b.serial)).reduce(
    (now, act) => SHOWN[act.kind](now, act),
    picture,
  );
}

/** `picture` after an act that the server took, until it tells by itself how things are now. */
export function after(picture, act) {
  if (act.unit !== picture.unit?.id) return picture;
  const now = SHOWN[act.kind](picture, act);
  return { ...now, unit: sent(now.unit), assignments: now.assignments.map(sent) };
}

const sent = ({ unsent: _unsent, ...row }) => row;

const MOVES = new Set(["accept", "status", "clear"]);

/** A slip and its undoing are as if nothing had been said. */
function withoutUndone(acts) {
  const kept = [];
  for (const act of acts) {
    if (act.kind !== "undo") kept.push(act);
    else takeLastMove(kept, act.fields.assignment);
  }
  return kept;
}

function takeLastMove(acts, assignment) {
  const last = acts.findLastIndex(
    ({ kind, fields }) => MOVES.has(kind) && fields.assignment === assignment,
  );
  if (last >= 0) acts.splice(last, 1);
}

const SHOWN = {
  accept: (now, act) => moved(now, act, "acknowledged"),
  status: (now, act) => moved(now, act, act.fields.status),
  clear: cleared,
  check: (now, act) => edited(now, act, () => ({ safety_missed: false, safety_due_at: null })),
  duty: (now, act) =>
    withUnit(now, { duty: act.fields.duty, status: act.fields.duty, since: act.at }),
  mayday: (now, act) => ({
    ...now,
    mayday: now.mayday ?? { raised_at: act.at, acknowledged_by: "", unsent: true },
  }),
  note: noted,
  undo: (now) => now,
};

function withUnit(now, patch) {
  return { ...now, unit: { ...now.unit, ...patch, unsent: true } };
}

function edited(now, { fields }, edit) {
  const assignments = now.assignments.map((one) =>
    one.id === fields.assignment ? { ...one, ...edit(one), unsent: true } : one,
  );
  return { ...now, assignments };
}

/** Two phones of one unit may say the same: what has been reached already is not shown as unsent. */
function moved(now, act, status) {
  return edited(now, act, (one) => {
    const times = { ...one.times, [status]: one.times[status] ?? act.at };
    return { status, since: act.at, times };
  });
}

/** The last order done, the unit is what the crew said it would be. */
function cleared(now, act) {
  const left = moved(now, act, "clear");
  if (atWork(left).length || !act.fields.then) return left;
  return withUnit(left, { duty: act.fields.then, status: act.fields.then, since: act.at });
}

function noted(now, { key, at, fields }) {
  const assignment = now.assignments.find((one) => one.id === fields.assignment);
  const note = { id: key, text: fields.text, audience: fields.audience ?? "all", at, unsent: true };
  const incidents = now.incidents.map((scene) =>
    scene.card.id === assignment?.incident ? { ...scene, notes: [note, ...scene.notes] } : scene,
  );
  return { ...now, incidents };
}

/** The statuses that may come next for an assignment, the likeliest first. */
export function nextStatuses({ moves }, { status }) {
  return moves[status] ?? [];
}

export function nextDuties({ duty_moves, unit }) {
  return duty_moves[unit.duty] ?? [];
}

/** Assignments that are still work; one that was cleared here is gone at once. */
export function atWork(picture) {
  return picture.assignments.filter((one) => one.status !== "clear");
}

export function sceneOf(picture, assignment) {
  return picture.incidents.find(({ card }) => card.id === assignment.incident) ?? null;
}

/** Ids of assignments that are new, so that the phone rings for them. */
export function newlySent(before, after) {
  const known = new Set(before.assignments.map(({ id }) => id));
  return after.assignments.filter(({ id, status }) => !known.has(id) && status === "alerted");
}
