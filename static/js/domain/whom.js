/**
 * Whose names stand behind the next step of a run. Rosters change and entries stay, so names are asked for
 * beside the board and count only for the step that they were asked for.
 */

const placeOf = ({ generation, loop, step }) => `${generation}.${loop}.${step}`;

/** Names by run, of rows as REST gives them; what was known of other runs stays. */
export function withNames(known, runs) {
  const names = new Map(known);
  for (const run of runs)
    if (run.next) names.set(run.id, { place: placeOf(run), who: run.next.who });
  return names;
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
