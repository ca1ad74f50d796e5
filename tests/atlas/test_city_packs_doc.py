"""docs/city-packs.md names every key, field and fault code that the code knows."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from atlas.packs import vocabulary
from atlas.packs.spec import AgencySpec, CitySpec, Doubt, LayerSpec

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "city-packs.md").read_text(encoding="utf-8")
CODE = re.compile(
    r"""(?:fault\(\s*(?:row|item|record)?\.?\w*,\s*|Broken\(where,\s*|Broken\(\s*where,\s*)"""
    r""""([a-z_]+)"|return "([a-z_]+)", f?"|BadPosition\("([a-z_]+)"""
)


def codes() -> set[str]:
    """Fault codes as they stand in the source."""
    found: set[str] = set()
    for folder in ("packs", "loading"):
        for path in (ROOT / "atlas" / folder).rglob("*.py"):
            for groups in CODE.findall(path.read_text(encoding="utf-8")):
                found |= {code for code in groups if code}
    return found


def test_the_source_is_understood() -> None:
    assert {"wrong_width", "zero_position", "repeated_row", "bad_value", "too_long"} <= codes()


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_fault_is_explained(code: str) -> None:
    assert f"`{code}`" in TEXT


@pytest.mark.parametrize("spec", [CitySpec, AgencySpec, LayerSpec, Doubt])
def test_every_key_is_named(spec: type) -> None:
    unnamed = [one.name for one in fields(spec) if one.name not in TEXT]
    assert unnamed == []


def test_every_field_and_word_is_named() -> None:
    words = {word for kind in vocabulary.FIELDS.values() for word in kind}
    words |= {*vocabulary.LAYER_KINDS, *vocabulary.FORMATS, *vocabulary.CONSTANT_KEYS}
    words |= {*vocabulary.AGENCY_KINDS, *vocabulary.TYPES, *vocabulary.OUTSIDE}
    assert sorted(word for word in words if word not in TEXT) == []
