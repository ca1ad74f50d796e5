"""The demo people: somebody for every desk of the demo city, with passwords of this install."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User

from agencies.models import Agency, AgencyKind, Membership, Role

PREFIX = "demo-"


@dataclass(frozen=True)
class Login:
    """How a demo person signs in."""

    username: str
    password: str
    name: str
    agency: str
    role: str


# Agency kind, role, name: invented people. A fourth word tells apart who shares role and agency.
CAST: list[tuple[str, str, str] | tuple[str, str, str, str]] = [
    (AgencyKind.FIRE, Role.DISPATCHER, "김도윤"),
    (AgencyKind.FIRE, Role.CALL_TAKER, "이서연"),
    (AgencyKind.FIRE, Role.SUPERVISOR, "박준호"),
    (AgencyKind.FIRE, Role.AGENCY_STAFF, "최하은"),
    (AgencyKind.FIRE, Role.AGENCY_ADMIN, "서지안"),
    (AgencyKind.FIRE, Role.FIELD_CREW, "백승우", "engine"),
    (AgencyKind.FIRE, Role.FIELD_CREW, "남가은", "ambulance"),
    (AgencyKind.POLICE, Role.DISPATCHER, "정민재"),
    (AgencyKind.POLICE, Role.CALL_TAKER, "강지우"),
    (AgencyKind.POLICE, Role.SUPERVISOR, "조현우"),
    (AgencyKind.POLICE, Role.AGENCY_STAFF, "윤채원"),
    (AgencyKind.POLICE, Role.AGENCY_ADMIN, "홍시우"),
    (AgencyKind.POLICE, Role.FIELD_CREW, "유다인", "patrol"),
    (AgencyKind.CITY, Role.DISPATCHER, "장예린"),
    (AgencyKind.CITY, Role.SUPERVISOR, "임태현"),
    (AgencyKind.CITY, Role.CITY_ADMIN, "한소희"),
    (AgencyKind.CITY, Role.AUDITOR, "오지훈"),
    (AgencyKind.COAST_GUARD, Role.DISPATCHER, "신다은"),
    (AgencyKind.HEALTH, Role.DISPATCHER, "권유진"),
    (AgencyKind.UTILITY, Role.DISPATCHER, "문성민"),
    # Colleagues, so that people can take turns.
    (AgencyKind.FIRE, Role.SUPERVISOR, "배성훈", "second"),
    (AgencyKind.FIRE, Role.DISPATCHER, "하윤서", "second"),
    (AgencyKind.POLICE, Role.SUPERVISOR, "노정현", "second"),
    (AgencyKind.POLICE, Role.DISPATCHER, "손다현", "second"),
    (AgencyKind.CITY, Role.SUPERVISOR, "안지호", "second"),
    (AgencyKind.CITY, Role.DISPATCHER, "황수빈", "second"),
    (AgencyKind.COAST_GUARD, Role.SUPERVISOR, "성하준"),
    (AgencyKind.COAST_GUARD, Role.DISPATCHER, "구예나", "second"),
    (AgencyKind.HEALTH, Role.SUPERVISOR, "민채아"),
    (AgencyKind.HEALTH, Role.DISPATCHER, "곽도현", "second"),
    (AgencyKind.UTILITY, Role.SUPERVISOR, "변하람"),
    (AgencyKind.UTILITY, Role.DISPATCHER, "염시현", "second"),
    # Who signs for their agencies.
    (AgencyKind.COAST_GUARD, Role.AGENCY_ADMIN, "차은서"),
    (AgencyKind.HEALTH, Role.AGENCY_ADMIN, "표지훈"),
]


def people(*, renew: bool) -> Iterator[Login]:
    """Make who is missing; with `renew` everybody gets a new password. Yields the new logins."""
    for kind, role, name, *unit_kind in CAST:
        agency = Agency.objects.filter(kind=kind, is_active=True).order_by("pk").first()
        if agency is None:
            continue
        username = "-".join([f"{PREFIX}{agency.slug}", *unit_kind, role]).replace("_", "-")
        user, is_new = User.objects.get_or_create(username=username, defaults={"first_name": name})
        Membership.objects.get_or_create(user=user, agency=agency, defaults={"role": role})
        if is_new:
            # The admin site is for those who configure the city.
            user.is_staff = user.is_superuser = role == Role.CITY_ADMIN
        if is_new or renew:
            yield Login(username, _new_password(user), name, agency.slug, role)


def _new_password(user: User) -> str:
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    return password
