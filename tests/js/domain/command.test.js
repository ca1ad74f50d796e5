import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { indexOf } from "../../../static/js/domain/command/index.js";
import { parse } from "../../../static/js/domain/command/parse.js";

// The same table that the server's parser is held to; tests/commands/ also compares the two on any line.
const file = new URL("../../commands/examples.json", import.meta.url);
const { words, context, lines, verbs } = JSON.parse(readFileSync(file, "utf8"));

for (const { line, error, ...meaning } of lines) {
  test(`reads "${line}"`, () => {
    const read = parse(line, indexOf(words, verbs, context));
    if (error) assert.deepEqual([read.meaning, read.errors], [null, [error]]);
    else assert.deepEqual([read.meaning, read.errors], [meaning, []]);
  });
}
