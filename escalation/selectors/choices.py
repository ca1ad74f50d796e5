"""What a rule may name, for the fields of its page and for its sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from agencies.models import Agency, District, Membership
from agencies.selectors import city_day
from escalation.sentence import Names
from incidents.families import name_of_family
from incidents.models import IncidentType
from notify.models import Provider
from notify.states import WEBHOOK
from rosters.models import Roster
from safety_net.core import clock

Option = dict[str, Any]


def choices(agency_id: int | None) -> dict[str, list[Option]]:
    """For a rule of this agency, or of the city: six queries."""
    rosters = Roster.objects.filter(is_active=True, agency__is_active=True)
    members = Membership.objects.standing().select_related("user", "agency").order_by("pk")
    webhooks = Provider.objects.filter(kind=WEBHOOK, is_active=True)
    if agency_id is not None:
        rosters, members = rosters.filter(agency=agency_id), members.filter(agency=agency_id)
        webhooks = webhooks.filter(agency=agency_id)
    return {
        "types": _types(),
        "districts": _districts(),
        "agencies": _agencies(),
        "rosters": [_option(one.pk, name_of(one)) for one in rosters.order_by("agency", "pk")],
        "people": [_person(one) for one in members],
        "webhooks": [_option(one.pk, one.name) for one in webhooks.order_by("pk")],
    }


def names() -> Names:
    """Of everything that any rule may name, also of what is retired; six queries."""
    users = Membership.objects.select_related("user").values_list(
        "user_id", "user__first_name", "user__last_name", "user__username"
    )
    return Names(
        types=_names_of_types(),
        districts={one.code: name_of(one) for one in District.objects.defer("area")},
        agencies={one.pk: short_of(one) for one in Agency.objects.all()},
        people={pk: f"{first} {last}".strip() or login for pk, first, last, login in users},
        rosters={one.pk: name_of(one) for one in Roster.objects.all()},
        webhooks={one.pk: one.name for one in Provider.objects.filter(kind=WEBHOOK)},
    )


def name_of(row: Any) -> str:
    """The name of a row that carries both languages."""
    return str((row.name_en if get_language() == "en" else "") or row.name_ko)


def short_of(agency: Agency) -> str:
    short = agency.short_en if get_language() == "en" else agency.short_ko
    return short or name_of(agency)


def _names_of_types() -> dict[str, str]:
    kinds = list(IncidentType.objects.all())
    families = {one.family: name_of_family(one.family) for one in kinds}
    return families | {one.code: name_of(one) for one in kinds}


def _types() -> list[Option]:
    """Each family, then its types."""
    kinds = list(IncidentType.objects.filter(is_active=True).order_by("code"))
    options: list[Option] = []
    for family in sorted({one.family for one in kinds}):
        mine = [one for one in kinds if one.family == family]
        options.append(
            {**_option(family, f"{name_of_family(family)} ({family}.*)"), "group": family}
        )
        options += [{**_option(one.code, name_of(one)), "group": family} for one in mine]
    return options


def _districts() -> list[Option]:
    found = District.objects.valid_on(city_day(clock.now())).defer("area")
    levels = dict(District.Level.choices)
    return [
        {**_option(one.code, name_of(one)), "group": str(levels[one.level])}
        for one in found.order_by("-level", "code")
    ]


def _agencies() -> list[Option]:
    found = Agency.objects.filter(is_active=True).order_by("pk")
    return [_option(one.pk, name_of(one)) for one in found]


def _person(one: Membership) -> Option:
    name = one.user.get_full_name() or one.user.get_username()
    label = f"{name} · {one.get_role_display()}"
    return {**_option(one.user_id, label), "group": short_of(one.agency)}


def _option(value: Any, label: str) -> Option:
    return {"value": value, "label": label}
