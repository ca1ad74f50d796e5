"""One row of a point layer: a station, a hospital, a hydrant, a named place."""

from dataclasses import dataclass, field

from atlas.generation.grid import Field
from atlas.generation.names import Name


@dataclass
class Thing:
    """`more` are further columns, the same for all things of one kind."""

    code: str
    kind: str
    name: Name
    spot: Field
    address: str = ""
    more: dict[str, str | int] = field(default_factory=dict)
