"""The public shape of a recommendation. Its words are in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from dispatch.models import ResponsePlan
from dispatch.selectors import shortages
from dispatch.selectors.arrivals import Arrival
from dispatch.selectors.recommendation import Place, Recommendation
from dispatch.selectors.shortages import Shortage
from dispatch.selectors.shortlist import Candidate, Scene
from incidents.cards import DEGREE_DIGITS
from safety_net.core.clock import iso

Card = dict[str, Any]


def card_of(
    found: Recommendation,
    *,
    reasons: Sequence[Sequence[Shortage]],
    ask: Sequence[Sequence[int]],
    raised: int,
) -> Card:
    """`reasons` and `ask` go with the places, one by one; `raised` is the present alarm level."""
    arriving = [one for place in found.places for one in (*place.chosen, *place.diverted)]
    by_road = any(one.by == "road" for one in arriving)
    return {
        "alarm_level": found.level,
        "raised": raised,
        "plan": plan_of(found.plan),
        "levels": found.levels,
        "travel": "road" if by_road else "distance",
        "requirements": [
            _requirement(place, why, asked)
            for place, why, asked in zip(found.places, reasons, ask, strict=True)
        ],
        "units": [unit for place in found.places for unit in _units(place, found.scene)],
        "at": iso(found.scene.at),
    }


def plan_of(plan: ResponsePlan | None) -> Card | None:
    if plan is None:
        return None
    korean = get_language() == "ko"
    return {
        "id": plan.pk,
        "name": plan.name_ko if korean else plan.name_en or plan.name_ko,
        "advice": plan.advice_ko if korean else plan.advice_en or plan.advice_ko,
        "version": plan.version,
        "within_minutes": plan.within_minutes,
    }


def _requirement(place: Place, reasons: Sequence[Shortage], ask: Sequence[int]) -> Card:
    return {
        "capability": place.demand.capability,
        "number": place.demand.number,
        "have": place.have,
        "agency_kind": place.demand.agency_kind,
        "agency": place.demand.agency_id,
        "short": place.short,
        "reasons": [
            {"code": one.code, "count": one.count, "text": reason_text(one)} for one in reasons
        ],
        "ask": list(ask),
    }


def reason_text(shortage: Shortage) -> str:
    """Why nobody can go, in words."""
    count = shortage.count
    texts = {
        shortages.NO_SUCH_UNIT: _("there is no such unit"),
        shortages.NONE_IN_SERVICE: ngettext(
            "%(count)d is out of service", "%(count)d are out of service", count
        ),
        shortages.ALL_BUSY: ngettext(
            "%(count)d is busy or fills another place",
            "%(count)d are busy or fill other places",
            count,
        ),
        shortages.CREW_BELOW_MINIMUM: ngettext(
            "%(count)d has too few crew", "%(count)d have too few crew", count
        ),
        shortages.STALE_POSITION: ngettext(
            "%(count)d has no position that counts and no station",
            "%(count)d have no position that counts and no station",
            count,
        ),
        shortages.TOO_FAR: ngettext("%(count)d is too far", "%(count)d are too far", count),
    }
    return texts[shortage.code] % {"count": count}


def _units(place: Place, scene: Scene) -> list[Card]:
    chosen = [_unit(one, place, nth, scene) for nth, one in enumerate(place.chosen, start=1)]
    return chosen + [_unit(one, place, 0, scene) for one in place.diverted]


def _unit(arrival: Arrival, place: Place, nth: int, scene: Scene) -> Card:
    unit = arrival.candidate
    return {
        "unit": unit.unit_id,
        "call_sign": unit.call_sign,
        "agency": unit.agency_id,
        "kind": unit.kind,
        "station": unit.station_id,
        "for": place.demand.capability,
        "reason": _reason(arrival, nth),
        "metres": arrival.metres,
        "seconds": arrival.seconds,
        "estimate": True,
        "by": arrival.by,
        "position": _position(unit, scene),
        "crew": {"have": unit.crew, "minimum": unit.crew_minimum},
        "mine": unit.agency_id == scene.viewer_agency,
        "engaged": unit.engaged,
    }


def _position(unit: Candidate, scene: Scene) -> Card:
    age = None if unit.fix_at is None else max(0, round((scene.now - unit.fix_at).total_seconds()))
    return {
        "source": "fix" if unit.is_fresh else "station",
        "age_seconds": age,
        "stale": unit.fix_at is not None and not unit.is_fresh,
        "lon": round(unit.lon, DEGREE_DIGITS),
        "lat": round(unit.lat, DEGREE_DIGITS),
    }


def _reason(arrival: Arrival, nth: int) -> str:
    unit = arrival.candidate
    if unit.engaged:
        words = [_("nobody is free; this one could be taken from another incident")]
    elif nth == 1:
        words = [_("nearest by road") if arrival.by == "road" else _("nearest by distance")]
    elif arrival.by == "road":
        words = [_("no. %(nth)d by road") % {"nth": nth}]
    else:
        words = [_("no. %(nth)d by distance") % {"nth": nth}]
    if unit.fix_at is not None and not unit.is_fresh:
        words.append(_("its position is stale, so it counts from its station"))
    elif not unit.is_fresh:
        words.append(_("at its station"))
    return " · ".join(words)
