"""Propose an agreement: its terms in full, before anybody signs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.gis.geos import MultiPolygon
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agencies.selectors import city_day
from agreements import hooks
from agreements.events import AgreementProposed
from agreements.models import Agreement
from agreements.selectors import ground_of
from agreements.services import records
from agreements.states import Level
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid

LONGEST_PURPOSE = 500
LAST_PRIORITY = 4


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is shared, with whom and for how long; empty means all of them.

    Either `districts` (codes) or an `area` (WGS 84) may bound it; neither: the whole city.
    """

    giver_id: int
    receiver_id: int
    level: str
    purpose: str
    valid_from: datetime
    valid_to: datetime | None = None
    types: Collection[str] = ()
    priorities: Collection[int] = ()
    districts: Collection[str] = ()
    area: MultiPolygon | None = None


def propose(*, terms: Terms, by: Actor, at: datetime, replaces_id: int | None = None) -> Agreement:
    """Put it before both sides. Nothing is shared before both have signed.

    `replaces_id` is a standing agreement between the same two; it ends when this one begins.
    Raises Invalid, naming each term that can't be used.
    """
    _expect_usable(terms, at=at)
    ground = _ground(terms, at=at)
    with city_log.change(by=by, at=at) as log:
        former = _former(terms, replaces_id)
        agreement = Agreement(
            giver_id=terms.giver_id,
            receiver_id=terms.receiver_id,
            level=terms.level,
            types=sorted(set(terms.types)),
            priorities=sorted(set(terms.priorities)),
            districts=sorted(set(terms.districts)),
            area=ground,
            valid_from=terms.valid_from,
            valid_to=terms.valid_to,
            purpose=terms.purpose.strip(),
            revision=former.revision + 1 if former else 1,
            replaces=former,
            proposed_at=at,
            proposed_by=by.name,
        )
        agreement.proposed_for_id = records.expect_side(agreement, by)
        agreement.save(force_insert=True)
        records.tell(AgreementProposed, agreement, log=log)
    return agreement


def _expect_usable(terms: Terms, *, at: datetime) -> None:
    wrong: dict[str, str | Promise] = {}
    if terms.level not in Level.values:
        wrong["level"] = _("A level is full, summary or none.")
    if not terms.purpose.strip() or len(terms.purpose) > LONGEST_PURPOSE:
        wrong["purpose"] = _("Say in 1 to 500 characters what it is for.")
    if not set(terms.priorities) <= set(range(LAST_PRIORITY + 1)):
        wrong["priorities"] = _("A priority is 0 to 4.")
    if terms.valid_to is not None and terms.valid_to <= max(terms.valid_from, at):
        wrong["valid_to"] = _("It ends after it begins, and not in the past.")
    if unknown := hooks.unknown_types(terms.types):
        wrong["types"] = _("There is no such type or family: %s") % ", ".join(unknown)
    if terms.area is not None and (terms.districts or not terms.area.valid):
        wrong["area"] = _("Give districts or one sound area, not both.")
    wrong |= _wrong_sides(terms)
    if wrong:
        raise Invalid(**wrong)


def _wrong_sides(terms: Terms) -> dict[str, str | Promise]:
    if terms.giver_id == terms.receiver_id:
        return {"receiver": _("An agreement is between two agencies.")}
    sides = {"giver": terms.giver_id, "receiver": terms.receiver_id}
    known = set(Agency.objects.in_use().filter(pk__in=sides.values()).values_list("pk", flat=True))
    return {name: _("There is no such agency.") for name, pk in sides.items() if pk not in known}


def _ground(terms: Terms, *, at: datetime) -> MultiPolygon | None:
    if not terms.districts:
        return terms.area
    ground = ground_of(terms.districts, day=city_day(at))
    if ground is None:
        raise Invalid(districts=_("There is no such district."))
    return ground


def _former(terms: Terms, replaces_id: int | None) -> Agreement | None:
    if replaces_id is None:
        return None
    standing = Agreement.objects.standing().filter(
        giver_id=terms.giver_id, receiver_id=terms.receiver_id, pk=replaces_id
    )
    former = standing.first()
    if former is None:
        raise Invalid(replaces=_("There is no such agreement between the two."))
    return former
