/**
 * Whose names stand behind the next step of a run. Rosters change and entries stay, so names are asked for
 * beside the board and count only for the step that they were asked for.
 */

const placeOf = ({ generation, loop, step }) => `${generation}.${loop}.${step}`;

/** Names by run, of rows as REST gives them: the first of many. For the others nobody is known for now. */
export function withNames(board, runs) {
  const names = new Map();
  for (const run of board.escalations.values()) keep(names, run, []);
  for (const run of runs) if (run.next) keep(names, run, run.next.who);
  return names;
}

function keep(names, run, who) {
  names.set(run.id, { place: placeOf(run), who });
}

/** The names for the next step; none where nobody knows them yet. */
export function namesFor(run, names) {
  const found = names.get(run.id);
  if (found?.place === placeOf(run)) return found.who;
  return run.next?.who ?? [];
}

/** Those of the board's runs whose names are not known yet. */
export function unnamed(board, names) {
  return [...board.escalations.values()].filter(
    (run) => run.next?.act === "notify" && names.get(run.id)?.place !== placeOf(run),
  );
}
