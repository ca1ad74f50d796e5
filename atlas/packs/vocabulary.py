"""The words a pack may use."""

from __future__ import annotations

LAYER_KINDS = ("district", "service_area", "station", "place", "feature", "unit", "basemap")
# Kinds whose rows lie nowhere themselves: a unit is where its station is.
PLACELESS = ("unit",)
FORMATS = ("geojson", "topojson", "csv", "json", "xlsx", "mbtiles")
COMPRESSIONS = ("", "gzip", "zip")
OUTSIDE = ("keep", "refuse", "skip")
TYPES = ("text", "int", "float", "bool", "date", "list")
AGENCY_KINDS = ("city", "police", "fire", "coast_guard", "health", "utility", "partner")
PRIORITIES = ("P0", "P1", "P2", "P3", "P4")

TABLES = ("csv", "json", "xlsx")

# Fields that have a column of their own; a place or feature keeps any other as an attribute.
FIELDS: dict[str, tuple[str, ...]] = {
    "district": ("code", "name_ko", "name_en", "parent", "level"),
    "service_area": ("external_id", "agency", "service"),
    "station": ("external_id", "name_ko", "name_en", "kind", "agency", "address", "phone"),
    "place": ("external_id", "kind", "name_ko", "name_en", "address"),
    "feature": (
        "external_id",
        "layer",
        "class",
        "subclass",
        "name_ko",
        "name_en",
        "ref",
        "oneway",
        "brunnel",
        "rank",
        "min_zoom",
    ),
    "unit": (
        "external_id",
        "call_sign",
        "kind",
        "agency",
        "station",
        "crew_size",
        "crew_minimum",
        "capabilities",
        "radio",
        "phone",
        "out_of_service",
        "simulated",
    ),
    "basemap": (),
}
NEEDED: dict[str, tuple[str, ...]] = {
    "district": ("code", "name_ko", "level"),
    "service_area": ("agency", "service"),
    "station": ("name_ko", "agency"),
    "place": ("kind",),
    "feature": ("layer",),
    "unit": ("kind", "agency"),
    "basemap": (),
}
TAKES_ATTRIBUTES = ("station", "place", "feature")

# Longest text each field holds, as in the tables.
LENGTHS = {
    "external_id": 190,
    "code": 20,
    "name_ko": 200,
    "name_en": 200,
    "address": 300,
    "phone": 40,
    "kind": 40,
    "call_sign": 40,
    "radio": 40,
    "out_of_service": 300,
    "layer": 40,
    "class": 60,
    "subclass": 60,
    "ref": 60,
    "brunnel": 20,
}
NUMBERS = ("oneway", "rank", "min_zoom", "crew_size", "crew_minimum")
FLAGS = ("simulated",)

# A short way to say a constant on the layer itself: level = "gu" instead of constants.level.
CONSTANT_KEYS = {
    "level": "level",
    "agency": "agency",
    "service": "service",
    "place_kind": "kind",
    "station_kind": "kind",
    "unit_kind": "kind",
    "simulated": "simulated",
    "layer": "layer",
    "class": "class",
    "parent": "parent",
}
