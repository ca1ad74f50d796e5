"""Who may do what: the reviewed table, and that fetching proves the right."""

from __future__ import annotations

import pytest

from agencies.models import Role
from incidents.permissions import ROLES_FOR, incident_for, may
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound
from tests.support import deeds
from tests.support.cast import Person, a_person, file
from tests.support.small_city import SmallCity

# One column per role: call-taker, dispatcher, supervisor, staff, agency admin, city admin,
# field crew, auditor.
COLUMNS = (
    Role.CALL_TAKER,
    Role.DISPATCHER,
    Role.SUPERVISOR,
    Role.AGENCY_STAFF,
    Role.AGENCY_ADMIN,
    Role.CITY_ADMIN,
    Role.FIELD_CREW,
    Role.AUDITOR,
)
TABLE = """
see           C D S F A C W -
file          C D S F A C - -
attach        C D S F A - - -
amend         C D S F A - - -
read_callers  C D S - - - - -
acknowledge   C D S F A - - -
decline       C D S - - - - -
start         C D S F A - - -
finish        C D S F A - - -
share         C D S - - - - -
change        C D S - - - - -
change_own    - - - F A - - -
record_time   C D S - - - - -
hold          C D S - - - - -
note          C D S F A C W -
link          C D S - - - - -
merge         C D S - - - - -
close         C D S - - - - -
override      - - S - - - - -
reopen        C D S - - - - -
break_glass   C D S - - - - -
see_emergencies C D S - A C - U
end_emergency C D S - A C - -
manage_types  - - - - - C - -
"""
REVIEWED = {
    verb: {role for role, mark in zip(COLUMNS, marks, strict=True) if mark != "-"}
    for verb, *marks in (line.split() for line in TABLE.strip().splitlines())
}


def test_the_table_names_every_verb_and_every_role() -> None:
    assert set(REVIEWED) == set(ROLES_FOR)
    assert set(COLUMNS) == set(Role)


@pytest.mark.parametrize("role", COLUMNS)
@pytest.mark.parametrize("verb", REVIEWED)
def test_roles_and_verbs(verb: str, role: Role) -> None:
    viewer = Viewer(user_id=1, name="Somebody", agency_id=1, role=role)
    assert may(viewer, verb) == (role in REVIEWED[verb])


def test_a_verb_that_nobody_defined_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        may(Viewer(user_id=1, name="Somebody", agency_id=1, role="supervisor"), "delete")


@pytest.mark.parametrize("role", [role for role in COLUMNS if role != Role.AUDITOR])
def test_fetching_proves_the_right(city: SmallCity, dani: Person, role: Role) -> None:
    fire = file(by=dani)
    member = a_person(f"a {role}", city.police, role)
    for verb, roles in REVIEWED.items():
        if role in roles:
            assert incident_for(member.viewer, fire.pk, verb) == fire
            continue
        with pytest.raises(Forbidden):
            incident_for(member.viewer, fire.pk, verb)


def test_to_an_outsider_it_does_not_exist(dani: Person, outsider: Person) -> None:
    fire = file(by=dani)
    for verb in REVIEWED:
        with pytest.raises(NotFound):
            incident_for(outsider.viewer, fire.pk, verb)


def test_to_an_auditor_it_does_not_exist(dani: Person, auditor: Person) -> None:
    assert "city-hall" in deeds.roles(file(by=dani))
    with pytest.raises(NotFound):
        incident_for(auditor.viewer, file(by=dani).pk, "see")


def test_without_an_agency_nothing_exists(dani: Person) -> None:
    fire = file(by=dani)
    fire.tracks.all().delete()
    nobody = Viewer(user_id=1, name="Nobody", agency_id=None, role="supervisor")
    with pytest.raises(NotFound):
        incident_for(nobody, fire.pk, "see")


def test_what_is_shared_is_seen_from_then_on(dani: Person, outsider: Person) -> None:
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    assert incident_for(outsider.viewer, fire.pk, "acknowledge") == fire
