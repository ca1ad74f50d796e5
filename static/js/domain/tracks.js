/** The states of an agency's track: symbol, order and helpers. docs/domain.md. */

export const TRACK_STATES = {
  waiting: { symbol: "waiting", order: 0 },
  acknowledged: { symbol: "tick", order: 1 },
  working: { symbol: "filled", order: 2 },
  done: { symbol: "done", order: 3 },
  declined: { symbol: "cross", order: 4 },
};

const ROLE_ORDER = { lead: 0, support: 1, informed: 2 };

export function trackOf(card, agency) {
  return card.tracks.find((track) => track.agency === agency) ?? null;
}

/** The lead first, then support, then informed; within a role in the order they were asked. */
export function inOrder(tracks) {
  return [...tracks].sort(
    (a, b) =>
      ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || Date.parse(a.asked_at) - Date.parse(b.asked_at),
  );
}

/** Tracks that must still answer: an informed agency is told, not asked. */
export function unanswered(card) {
  return card.tracks.filter((track) => track.state === "waiting" && track.role !== "informed");
}

/** An informed agency that has not said anything: it was told, and nobody waits for it. */
export function isToldOnly(track) {
  return track.role === "informed" && track.state === "waiting";
}

export function isFinished(track) {
  return track.state === "done" || track.state === "declined" || track.role === "informed";
}

/** Overdue by the server's word, or by the clock when its tick has not come yet. */
export function isOverdue(track, now) {
  if (track.state !== "waiting") return false;
  return track.overdue || (Boolean(track.answer_due_at) && Date.parse(track.answer_due_at) <= now);
}

/** The time that a state began, for "acknowledged 14:03:20". */
export function since(track) {
  const times = {
    waiting: track.asked_at,
    acknowledged: track.acknowledged_at,
    working: track.started_at,
    done: track.finished_at,
    declined: track.finished_at ?? track.acknowledged_at,
  };
  return times[track.state] ?? track.asked_at;
}
