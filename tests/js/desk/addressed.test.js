import assert from "node:assert/strict";
import { test } from "node:test";
import { incidentIn } from "../../../static/js/desk/addressed.js";

test("a message leads to its incident, and nonsense leads nowhere", () => {
  assert.equal(incidentIn("?incident=7"), 7);
  for (const search of ["", "?desk", "?incident=", "?incident=-1", "?incident=x", "?incident=1e99"])
    assert.equal(incidentIn(search), null);
});
