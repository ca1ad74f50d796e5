import assert from "node:assert/strict";
import { test } from "node:test";
import { firstValues, lacking, requestOf } from "../../../static/js/desk/act_requests.js";
import { removableLinks } from "../../../static/js/domain/timeline.js";
import { card, entry } from "../domain/cards.js";

test("a link is taken back by its number, once it is chosen", () => {
  const panel = { act: "unlink", values: firstValues("unlink", card(5)) };
  assert.deepEqual(lacking(panel, card(5)), ["link"]);
  const chosen = { ...panel, values: { link: "12" } };
  assert.deepEqual(lacking(chosen, card(5)), []);
  assert.deepEqual(requestOf(chosen, 1), { method: "delete", path: "links/12/" });
});

test("the link of a merge is not offered", () => {
  const added = (seq, kind) => entry(seq, "link.added", 5, { link: { id: seq, kind } });
  const links = removableLinks([added(1, "related"), added(2, "duplicate_of")]);
  assert.deepEqual(
    links.map(({ id }) => id),
    [1],
  );
});
