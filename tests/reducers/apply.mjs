// Reads one case a line, `{as_of, board, entries}`, and answers each with what the browser's reducers make
// of it: `{incidents, summaries, units, assignments, maydays, escalations, alarms}`, of the incidents the open ones.

import { createInterface } from "node:readline";
import { applyEntry, fromSnapshot, openCards, openSummaries } from "../../static/js/domain/board.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { as_of, board, entries } = JSON.parse(line);
  const after = entries.reduce(applyEntry, fromSnapshot({ as_of, board }));
  const parts = ["units", "assignments", "maydays", "escalations", "emergencies"];
  const rows = Object.fromEntries(parts.map((part) => [part, [...after[part].values()]]));
  const alarms = Object.fromEntries([...after.alarms.values()].map(({ id, level }) => [id, level]));
  const seen = { incidents: openCards(after), summaries: openSummaries(after) };
  const answer = { ...seen, ...rows, alarms };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
