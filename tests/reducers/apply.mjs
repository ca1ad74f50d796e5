// Reads one case a line, `{as_of, board, entries}`, and answers each with the open cards that the
// browser's reducers make of it.

import { createInterface } from "node:readline";
import { applyEntry, fromSnapshot, openCards } from "../../static/js/domain/board.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { as_of, board, entries } = JSON.parse(line);
  const after = entries.reduce(applyEntry, fromSnapshot({ as_of, board }));
  process.stdout.write(`${JSON.stringify(openCards(after))}\n`);
}
