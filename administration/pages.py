"""Which pages there are, in the order of the menu, and who may see each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Role
from agencies.permissions import ADMINS
from agreements.permissions import SIGNERS

CITY = frozenset({Role.CITY_ADMIN})


@dataclass(frozen=True, kw_only=True)
class Page:
    """`name` is the name of its address; `says` one line about it."""

    name: str
    title: str | Promise
    says: str | Promise
    roles: frozenset[str]

    def is_for(self, role: str) -> bool:
        return role in self.roles


PAGES = (
    Page(
        name="admin-agencies",
        title=_("Agencies"),
        says=_("Who shares the city's incidents, and from which priority on they are informed."),
        roles=CITY,
    ),
    Page(
        name="admin-members",
        title=_("Members"),
        says=_("Who works for an agency, and as what."),
        roles=ADMINS,
    ),
    Page(
        name="admin-areas",
        title=_("Areas"),
        says=_("Where an agency answers, what nobody covers, and what two share."),
        roles=ADMINS,
    ),
    Page(
        name="admin-agreements",
        title=_("Sharing agreements"),
        says=_("Which incidents agencies show each other, signed by both."),
        roles=SIGNERS,
    ),
    Page(
        name="admin-types",
        title=_("Incident types"),
        says=_("Under which names incidents are filed, how urgent they are, and who leads."),
        roles=CITY,
    ),
    Page(
        name="admin-targets",
        title=_("Targets"),
        says=_("Within how many seconds an agency answers and a unit is there."),
        roles=CITY,
    ),
    Page(
        name="admin-words",
        title=_("Command words"),
        says=_("What dispatchers type first, and what it means."),
        roles=ADMINS,
    ),
)


def pages_for(role: str) -> list[Page]:
    return [page for page in PAGES if page.is_for(role)]


def page_named(name: str) -> Page:
    return next(page for page in PAGES if page.name == name)
