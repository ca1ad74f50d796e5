// Reads one case a line, `{as_of, board, entries}`, and answers each with what the browser's reducers make
// of it: `{incidents, units, assignments, maydays, alarms}`, of the incidents the open ones only.

import { createInterface } from "node:readline";
import { applyEntry, fromSnapshot, openCards } from "../../static/js/domain/board.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { as_of, board, entries } = JSON.parse(line);
  const after = entries.reduce(applyEntry, fromSnapshot({ as_of, board }));
  const [units, assignments, maydays] = [after.units, after.assignments, after.maydays].map(
    (rows) => [...rows.values()],
  );
  const alarms = Object.fromEntries([...after.alarms.values()].map(({ id, level }) => [id, level]));
  const answer = { incidents: openCards(after), units, assignments, maydays, alarms };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
