import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("../../../static/js", import.meta.url));
const IMPORTED = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

function modules() {
  const names = readdirSync(SOURCES, { recursive: true }).filter((name) => name.endsWith(".js"));
  return new Map(names.map((name) => [join(SOURCES, name), importsOf(join(SOURCES, name))]));
}

function importsOf(file) {
  const found = readFileSync(file, "utf8").matchAll(IMPORTED);
  return [...found].map(([, path]) => resolve(dirname(file), path));
}

/** The first ring that is met from `file` on, or null. */
function ringFrom(file, graph, way, done) {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  if (done.has(file)) return null;
  for (const next of graph.get(file) ?? []) {
    const ring = ringFrom(next, graph, [...way, file], done);
    if (ring) return ring;
  }
  done.add(file);
  return null;
}

test("no module imports itself by way of others: hashed names could never settle", () => {
  const graph = modules();
  const done = new Set();
  for (const file of graph.keys()) {
    const ring = ringFrom(file, graph, [], done);
    assert.equal(ring?.map((each) => each.slice(SOURCES.length + 1)).join(" -> ") ?? "", "");
  }
});
