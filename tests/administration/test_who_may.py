"""Who may open which page of administration: one reviewed table. A page without a row fails.

Columns: D dispatcher, S supervisor, A agency admin of the fire brigade; Y city admin and O auditor
of the city. + allowed   - refused (403)   . not there (404)
"""

from __future__ import annotations

import pytest
from django.test import Client

from administration.page_urls import urlpatterns
from agencies.models import ServiceArea
from agreements.models import Agreement
from dispatch.models import AgeingTarget
from tests.support.cast import NOON, Person, a_type
from tests.support.commanding import a_word

COLUMNS = {"D": "dani", "S": "sol", "A": "chief", "Y": "admin", "O": "auditor"}
MATRIX = """
                              D S A Y O
get  /                        - - + + -
get  agencies/                - - - + -
get  agencies/new/            - - - + -
post agencies/new/            - - - + -
get  agencies/<agency>/       - - - + -
post agencies/<agency>/       - - - + -
get  members/                 - - + + -
get  members/new/             - - + + -
post members/new/             - - + + -
get  members/<member>/        - - . + -
post members/<member>/        - - . + -
post members/<member>/person/ - - . + -
post members/<member>/password/ - - . + -
post members/<member>/account/ - - . + -
get  areas/                   - - + + -
get  areas/new/               - - + + -
post areas/new/               - - + + -
get  areas/<area>/            - - + + -
post areas/<area>/            - - - + -
get  agreements/              - - + + -
get  agreements/new/          - - + + -
post agreements/new/          - - + + -
get  agreements/<agreement>/  - - . + -
post agreements/<agreement>/  - - . - -
get  types/                   - - - + -
get  types/new/               - - - + -
post types/new/               - - - + -
get  types/<type>/            - - - + -
post types/<type>/            - - - + -
get  targets/                 - - - + -
get  targets/new/?priority=1  - - - + -
post targets/new/?priority=1  - - - + -
get  targets/<target>/        - - - + -
post targets/<target>/        - - - + -
get  words/                   - - + + -
get  words/new/               - - + + -
post words/new/               - - + + -
get  words/<word>/            - - . + -
post words/<word>/            - - . + -
"""
ROWS = {
    (row[0], row[1]): dict(zip(COLUMNS, row[2:], strict=True))
    for row in (line.split() for line in MATRIX.strip().splitlines()[1:])
}
ALLOWED = {"get": {200}, "post": {200, 302, 400}}


@pytest.fixture
def places(mina: Person, outsider: Person) -> dict[str, int]:
    """Somebody else's: of the police."""
    return {
        "<agency>": mina.agency.pk,
        "<member>": mina.membership.pk,
        "<area>": ServiceArea.objects.get(agency=mina.agency).pk,
        "<agreement>": an_agreement(mina, outsider).pk,
        "<type>": a_type("FIRE.STRUCT").pk,
        "<target>": AgeingTarget.objects.get(priority=0).pk,
        "<word>": a_word(mina.agency).pk,
    }


def an_agreement(giver: Person, receiver: Person) -> Agreement:
    return Agreement.objects.create(
        giver=giver.agency,
        receiver=receiver.agency,
        level="summary",
        purpose="test",
        valid_from=NOON,
        proposed_at=NOON,
        proposed_by=giver.name,
        proposed_for=giver.agency,
    )


def address(path: str, places: dict[str, int]) -> str:
    for name, pk in places.items():
        path = path.replace(name, str(pk))
    return "/administration/" + path.lstrip("/")


def test_every_page_has_a_row() -> None:
    told = {path.partition("?")[0].replace("/", "") for _method, path in ROWS}
    known = {str(one.pattern) for one in urlpatterns}
    for name in known:
        plain = name.replace("<int:pk>", "<>").replace("/", "")
        same = {one for one in told if _blank(one) == plain}
        assert same, name


def _blank(path: str) -> str:
    before, found, after = path.partition("<")
    return f"{before}<>{after.partition('>')[2]}" if found else path


@pytest.mark.parametrize("letter", list(COLUMNS))
def test_who_may(request: pytest.FixtureRequest, places: dict[str, int], letter: str) -> None:
    person: Person = request.getfixturevalue(COLUMNS[letter])
    for (method, path), row in ROWS.items():
        answer = getattr(person.browser, method)(address(path, places))
        told = f"{method} {path} as {COLUMNS[letter]}: {answer.status_code}"
        wanted = {"+": ALLOWED[method], "-": {403}, ".": {404}}[row[letter]]
        assert answer.status_code in wanted, told


def test_strangers_are_asked_to_sign_in(places: dict[str, int]) -> None:
    for method, path in ROWS:
        answer = getattr(Client(), method)(address(path, places))
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/login/"), path
