/** The safety check of a crew that is in danger: when it is due, and whether it was missed. */

const SOON_SECONDS = 60;

/** `{ seconds, level }`: seconds left (below zero when over) and calm, due or late; null when nobody asks. */
export function safetyOf({ safety_due_at, safety_missed }, now) {
  if (!safety_due_at) return safety_missed ? { seconds: 0, level: "late" } : null;
  const seconds = (Date.parse(safety_due_at) - now) / 1000;
  if (safety_missed || seconds <= 0) return { seconds, level: "late" };
  return { seconds, level: seconds <= SOON_SECONDS ? "due" : "calm" };
}

export function isMissed(assignment, now) {
  return safetyOf(assignment, now)?.level === "late";
}
