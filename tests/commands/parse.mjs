// Reads one case a line, `{words, verbs, context, lines}`, and answers each with what the browser's parser makes of
// its lines.

import { createInterface } from "node:readline";
import { indexOf } from "../../static/js/domain/command/index.js";
import { parse } from "../../static/js/domain/command/parse.js";

for await (const one of createInterface({ input: process.stdin })) {
  const { words, verbs, context, lines } = JSON.parse(one);
  const index = indexOf(words, verbs, context);
  process.stdout.write(`${JSON.stringify(lines.map((line) => parse(line, index)))}\n`);
}
