import assert from "node:assert/strict";
import { test } from "node:test";
import { indexed } from "../../../static/js/domain/reference.js";
import { applyToReference } from "../../../static/js/domain/reference_reducers.js";

const police = { id: 2, slug: "police", kind: "police", name_ko: "경찰", name_en: "Police" };
const known = indexed({
  agencies: [{ ...police, short_ko: "경", short_en: "P", colour: "blue" }],
  incident_types: [],
  former: { agencies: [], incident_types: [] },
  priorities: [{ level: 1, pending_seconds: 60, response_seconds: null }],
  type_targets: [],
});
const said = (agency) => [{ kind: "agency.changed", data: { agency } }];
const card = {
  ...police,
  short_ko: "경찰",
  short_en: "Pol",
  colour: "blue",
  active: true,
  version: 2,
};

test("an agency is called otherwise from now on, and a new one is there", () => {
  const after = applyToReference(known, [...said(card), ...said({ ...card, id: 1, slug: "fire" })]);
  assert.equal(after.agencyById.get(2).short_en, "Pol");
  assert.deepEqual(
    after.agencies.map(({ id }) => id),
    [1, 2],
  );
  assert.equal("version" in after.agencies[0], false);
});

test("one that is switched off is offered no more and still names what it did", () => {
  const after = applyToReference(known, said({ ...card, active: false }));
  assert.deepEqual(after.agencies, []);
  assert.equal(after.agencyById.get(2).short_en, "Pol");
  const back = applyToReference(after, said(card));
  assert.deepEqual(back.former.agencies, []);
  assert.equal(back.agencies.length, 1);
});

test("other entries leave the reference as it is", () => {
  assert.equal(applyToReference(known, [{ kind: "incident.filed", data: {} }]), known);
});

test("a type is offered, is called otherwise, is offered no more", () => {
  const type = { code: "FIRE.BARN", name_ko: "축사", name_en: "barn", priority: 1, active: true };
  const made = applyToReference(known, [{ kind: "incident_type.changed", data: { type } }]);
  assert.equal(made.typeByCode.get("FIRE.BARN").name_en, "barn");
  const off = { kind: "incident_type.changed", data: { type: { ...type, active: false } } };
  const after = applyToReference(made, [off]);
  assert.deepEqual(after.incident_types, []);
  assert.equal(after.typeByCode.get("FIRE.BARN").name_en, "barn");
});

test("a target of a type counts before that of the priority, until it is removed", () => {
  const say = (target, what = "made") => ({ kind: "target.changed", data: { target, what } });
  const city = { type: null, priority: 1, pending_seconds: 90, response_seconds: 420 };
  const own = { type: "FIRE.BARN", priority: 1, pending_seconds: 30, response_seconds: null };
  const after = applyToReference(known, [say(city), say(own)]);
  assert.equal(after.targetOf("FIRE.BARN", 1).pending_seconds, 30);
  assert.equal(after.targetOf("FIRE.SHIP", 1).response_seconds, 420);
  const before = applyToReference(after, [say(own, "removed")]);
  assert.equal(before.targetOf("FIRE.BARN", 1).pending_seconds, 90);
});
