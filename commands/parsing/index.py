"""What a line is read against, made ready once for many lines.

Words are `{"word", "verb", "preset"}`, verbs those of grammar.as_data(). The context is what the
one who types may see::

    {"agency": 1,
     "units": [{"id", "call_sign", "agency", "incidents": [ids of those it is on]}, …],
     "incidents": [{"id", "number", "priority"}, …],
     "last": [incident ids, the last opened first],
     "agencies": [{"id", "names": [first the one that is written back, …]}, …],
     "types": [{"code", "names": […]}, …],
     "capabilities": [{"code", "names": […]}, …]}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commands.parsing.folding import fold
from commands.parsing.names import Key, Names
from commands.parsing.numbers import Numbers

Row = dict[str, Any]


@dataclass
class Index:
    """Finds words, units, incidents, agencies, types and capabilities."""

    agency: int | None
    words: dict[str, Row]
    verbs: dict[str, Row]
    units: dict[int, Row]
    incidents: dict[int, Row]
    agencies: dict[int, Row]
    numbers: Numbers
    names: dict[str, Names]

    @classmethod
    def of(cls, words: list[Row], verbs: list[Row], context: Row) -> Index:
        units, incidents = context["units"], context["incidents"]
        return cls(
            agency=context["agency"],
            words={fold(row["word"]): row for row in words},
            verbs={row["verb"]: row for row in verbs},
            units={row["id"]: row for row in units},
            incidents={row["id"]: row for row in incidents},
            agencies={row["id"]: row for row in context["agencies"]},
            numbers=Numbers.of([(row["id"], row["number"]) for row in incidents], context["last"]),
            names={
                "unit": Names.of((row["id"], row["call_sign"]) for row in units),
                "agency": _named(context["agencies"], "id"),
                "type": _named(context["types"], "code"),
                "capability": _named(context["capabilities"], "code"),
            },
        )


def _named(rows: list[Row], key: str) -> Names:
    pairs: list[tuple[Key, str]] = [(row[key], name) for row in rows for name in row["names"]]
    return Names.of(pairs)
