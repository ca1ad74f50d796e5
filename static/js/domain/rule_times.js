/** Times of a rule: seconds as people write them, and when each step comes. */

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
export const SECONDS_OF = Object.fromEntries(UNITS);

/** `{ amount, unit }` of whole seconds, in the largest unit that says it without a rest. */
export function split(seconds) {
  if (!seconds) return { amount: 0, unit: "second" };
  const [unit, length] = UNITS.find(([, each]) => seconds % each === 0);
  return { amount: seconds / length, unit };
}

/** Whole seconds of what was typed; null for what is no time. */
export function join(amount, unit) {
  const number = Number(amount);
  if (String(amount).trim() === "" || !Number.isFinite(number) || number < 0) return null;
  return Math.round(number * SECONDS_OF[unit]);
}

/** "T+0", "T+30 s", "T+1 min 30 s"; `words` say so many of a unit: "%(n)s min". */
export function fromStart(seconds, words) {
  if (!seconds) return "T+0";
  const parts = [];
  let rest = seconds;
  for (const [unit, length] of UNITS) {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    if (amount) parts.push(words[unit].replace("%(n)s", amount));
  }
  return `T+${parts.join(" ")}`;
}

/** When each step of the first round comes, in seconds from T+0. */
export function firstRound(steps) {
  let after = 0;
  return steps.map((step) => {
    after += step.wait || 0;
    return after;
  });
}

/** When the last step of the last repetition comes. */
export function lastMoment({ steps, repeat }) {
  const round = firstRound(steps).at(-1) ?? 0;
  return round + repeat.times * (round + (repeat.wait || 0));
}
