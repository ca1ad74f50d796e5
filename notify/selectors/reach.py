"""Which channels would reach whom, if it were now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from notify.selectors.carriers import carriers
from notify.selectors.people import people


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The channels in the person's order; none where nobody would notice anywhere but at a desk."""

    user_id: int
    name: str
    channels: tuple[str, ...]

    @property
    def is_reachable(self) -> bool:
        return bool(self.channels)


def reach(user_ids: Collection[int], *, exercise: bool) -> dict[int, Reach]:
    """Person → what would reach them; two queries. Whoever does not exist is unreachable."""
    carried = carriers(exercise=exercise)
    known = people(user_ids)
    found = {}
    for user_id in user_ids:
        someone = known.get(user_id)
        methods = someone.methods if someone else ()
        found[user_id] = Reach(
            user_id=user_id,
            name=someone.name if someone else "",
            channels=tuple(one.channel for one in methods if one.channel in carried),
        )
    return found
