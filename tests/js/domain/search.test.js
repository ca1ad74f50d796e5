import assert from "node:assert/strict";
import { test } from "node:test";
import { initialsOf, isInitials } from "../../../static/js/domain/hangul.js";
import { findTypes } from "../../../static/js/domain/type_search.js";
import { reference } from "./cards.js";

const find = (text) => findTypes(reference.incident_types, text).map(({ code }) => code);

test("initial consonants of Korean words", () => {
  assert.equal(initialsOf("건물화재 1"), "ㄱㅁㅎㅈ 1");
  assert.equal(isInitials("ㄱㅁ"), true);
  assert.equal(isInitials("가"), false);
  assert.equal(isInitials(""), false);
});

test("types are found by code, part of a code, Korean, English words and initials", () => {
  assert.deepEqual(find("FIRE.STRUCT"), ["FIRE.STRUCT"]);
  assert.deepEqual(find("fire"), ["FIRE.STRUCT", "FIRE.VEHICLE"]);
  assert.deepEqual(find("arrest"), ["EMS.ARREST"]);
  assert.deepEqual(find("화재"), ["FIRE.STRUCT", "FIRE.VEHICLE"]);
  assert.deepEqual(find("교통"), ["TRAFFIC.ACC"]);
  assert.deepEqual(find("str fi"), ["FIRE.STRUCT"]);
  assert.deepEqual(find("ㄱㅁ"), ["FIRE.STRUCT"]);
  assert.deepEqual(find("ㅅㅈㅈ"), ["EMS.ARREST"]);
});

test("decomposed Korean, as some systems send it, is found too", () => {
  assert.deepEqual(find("건물".normalize("NFD")), ["FIRE.STRUCT"]);
});

test("nothing typed shows the first types, nonsense none", () => {
  assert.equal(find("").length, 4);
  assert.deepEqual(find("zzz"), []);
});
