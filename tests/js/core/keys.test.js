import assert from "node:assert/strict";
import { test } from "node:test";
import { isTyping, keyName, matches } from "../../../static/js/core/keys.js";

/** An element as far as `closest` goes: its own field, and the form around it. */
function element({ field = null, form = null }) {
  return { closest: (selector) => (selector.includes("input") ? field : form) };
}

const act = { keys: ["u"] };

test("a letter on a priority of the call form is no act", () => {
  const radio = element({ field: { type: "radio" }, form: {} });
  assert.equal(isTyping(radio), true);
  assert.equal(matches(act, "u", { typing: isTyping(radio), pane: "call" }), false);
});

test("a letter on a box outside a form is an act", () => {
  const box = element({ field: { type: "checkbox" } });
  assert.equal(matches(act, "u", { typing: isTyping(box), pane: "list" }), true);
});

test("a letter in a text field is text", () => {
  assert.equal(isTyping(element({ field: { type: "text" } })), true);
});

test("in Korean input the key N is still N", () => {
  assert.equal(keyName({ key: "ㅜ", code: "KeyN" }), "n");
});
