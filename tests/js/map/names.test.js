import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenInto, nameIn } from "../../../static/js/map/names.js";

test("a Korean name is found wherever the tiles keep it", () => {
  assert.equal(nameIn("ko", { "name:ko": "다리로", name: "Bridge Road" }), "다리로");
  assert.equal(nameIn("ko", { name: "Bridge Road", "name:latin": "다리로" }), "다리로");
  assert.equal(nameIn("ko", { "name:latin": "GS25" }), "GS25");
});

test("an English reader gets the English name, and the Korean one where there is none", () => {
  const props = { "name:ko": "다리로", "name:en": "Bridge Road", name: "다리로" };
  assert.equal(nameIn("en", props), "Bridge Road");
  assert.equal(nameIn("en", { name: "다리로" }), "다리로");
  assert.equal(nameIn("en", {}), "");
});

test("a long name breaks at its spaces, and a long word stays whole", () => {
  assert.deepEqual(brokenInto("숭의4동 행정복지센터", 9), ["숭의4동", "행정복지센터"]);
  assert.deepEqual(brokenInto("제2경인고속도로", 4), ["제2경인고속도로"]);
  assert.deepEqual(brokenInto("a b c", 9), ["a b c"]);
});
