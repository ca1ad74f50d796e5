"""Plans over REST: who writes them, versions, what is refused, what the log says."""

from __future__ import annotations

from typing import Any

import pytest

from dispatch.models import ResponsePlan
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import JsonClient, Person
from tests.support.deeds import head
from tests.support.small_city import SmallCity

SQUARE = [[126.0, 37.0], [126.1, 37.0], [126.1, 37.1], [126.0, 37.1], [126.0, 37.0]]


def a_body(who: Person, **more: Any) -> dict[str, Any]:
    return {
        "name_ko": "야간 건물화재",
        "agency": who.agency.pk,
        "type": "FIRE.STRUCT",
        "requirements": [{"capability": "engine", "number": 4, "agency_kind": "fire"}],
        **more,
    }


def makes(who: Person, **more: Any) -> dict[str, Any]:
    answer = who.client.post("/api/plans/", a_body(who, **more))
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def changes(client: JsonClient, plan: dict[str, Any], **more: Any) -> Any:
    body = {"version": plan["version"], **more}
    return client.patch(f"/api/plans/{plan['id']}/", body)


def test_an_agency_admin_makes_a_plan(chief: Person) -> None:
    plan = makes(chief, starts="22:00", ends="06:00", days=[6, 7], priority_to=1)
    assert plan["agency"] == chief.agency.pk
    assert (plan["starts"], plan["ends"], plan["days"]) == ("22:00", "06:00", [6, 7])
    assert plan["requirements"] == [
        {
            "alarm_level": 1,
            "capability": "engine",
            "number": 4,
            "agency_kind": "fire",
            "agency": None,
        }
    ]
    assert (plan["version"], plan["changed_by"]) == (1, chief.name)
    assert chief.client.get(f"/api/plans/{plan['id']}/").json() == plan
    assert plan in chief.client.get("/api/plans/").json()["results"]


def test_every_change_is_an_entry_for_admins_and_the_agency(chief: Person, admin: Person) -> None:
    before = head()
    plan = makes(chief)
    changes(chief.client, plan, name_en="structure fire at night")
    chief.client.delete(f"/api/plans/{plan['id']}/")
    told = list(LogEntry.objects.filter(seq__gt=before).order_by("seq"))
    assert [entry.kind for entry in told] == ["plan.changed"] * 3
    assert [entry.payload["what"] for entry in told] == ["made", "changed", "retired"]
    assert [entry.payload["plan"]["version"] for entry in told] == [1, 2, 3]
    assert {tuple(entry.audience) for entry in told} == {("admins", f"agency:{chief.agency.pk}")}
    assert admin.viewer.may_see(told[0].audience)


def test_a_stale_version_is_told_the_present_plan(chief: Person) -> None:
    plan = makes(chief)
    assert changes(chief.client, plan, name_ko="새 이름").status_code == 200
    problem = is_refused(changes(chief.client, plan, name_ko="다른 이름"), 409, "stale_version")
    assert (problem["yours"], problem["current"]) == (1, 2)
    assert problem["plan"]["name_ko"] == "새 이름"


def test_only_what_is_named_changes(chief: Person) -> None:
    plan = makes(chief, district="gu-west")
    changed = changes(chief.client, plan, within_minutes=20).json()
    assert (changed["district"], changed["within_minutes"]) == ("gu-west", 20)
    assert changed["requirements"] == plan["requirements"]
    bare = changes(chief.client, changed, requirements=[], district="").json()
    assert (bare["requirements"], bare["district"]) == ([], "")


def test_retired_is_not_gone(chief: Person) -> None:
    plan = makes(chief)
    retired = chief.client.delete(f"/api/plans/{plan['id']}/").json()
    assert (retired["active"], retired["version"]) == (False, 2)
    assert chief.client.delete(f"/api/plans/{plan['id']}/").json() == retired
    assert changes(chief.client, retired, active=True).json()["active"] is True


def test_an_agency_admin_does_not_touch_plans_of_the_city_or_of_others(
    chief: Person, admin: Person, city: SmallCity
) -> None:
    of_the_city = ResponsePlan.objects.get(incident_type__code="FIRE.STRUCT")
    path = f"/api/plans/{of_the_city.pk}/"
    assert chief.client.get(path).status_code == 200
    is_refused(chief.client.patch(path, {"version": 1, "name_ko": "우리 것"}), 403)
    is_refused(chief.client.delete(path), 403)
    for agency in (None, city.police.pk):
        is_refused(chief.client.post("/api/plans/", a_body(chief, agency=agency)), 403)
    assert admin.client.patch(path, {"version": 1, "name_ko": "건물"}).status_code == 200
    assert admin.client.post("/api/plans/", a_body(admin, agency=None)).status_code == 201


def test_a_drawn_area(chief: Person) -> None:
    plan = makes(chief, area={"type": "Polygon", "coordinates": [SQUARE]})
    assert plan["area"]["type"] == "MultiPolygon"
    assert changes(chief.client, plan, area=None).json()["area"] is None


BOW_TIE = [[126.0, 37.0], [126.1, 37.1], [126.1, 37.0], [126.0, 37.1], [126.0, 37.0]]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name_ko": " "}, "name_ko"),
        ({"type": "FIRE.NONE"}, "type"),
        ({"type": "FIRE.STRUCT", "family": "FIRE"}, "family"),
        ({"priority_from": 3, "priority_to": 1}, "priority_to"),
        ({"priority_to": 5}, "priority_to"),
        ({"starts": "22:00"}, "ends"),
        ({"starts": "22:00", "ends": "22:00"}, "ends"),
        ({"starts": "25:00", "ends": "26:00"}, "starts"),
        ({"days": [0]}, "days.0"),
        ({"district": "nowhere"}, "district"),
        ({"within_minutes": 0}, "within_minutes"),
        ({"area": {"type": "Point", "coordinates": [126, 37]}}, "area"),
        ({"area": {"type": "Polygon", "coordinates": []}}, "area"),
        (
            {"area": {"type": "Polygon", "coordinates": [[[1e6, 2], [3, 4], [5, 6], [1e6, 2]]]}},
            "area",
        ),
        ({"area": {"type": "Polygon", "coordinates": [BOW_TIE]}}, "area"),
        ({"area": {"type": "Polygon", "coordinates": "x"}}, "area"),
        ({"area": {"nonsense": 1}}, "area"),
        ({"area": {"type": "Polygon", "coordinates": [SQUARE]}, "district": "gu-west"}, "area"),
        ({"agency": 10**12}, ""),
        ({"requirements": [{"capability": "teleporter"}]}, "requirements"),
        ({"requirements": [{"capability": "engine", "agency": 10**12}]}, "requirements"),
        ({"requirements": [{"capability": "engine", "number": 0}]}, "requirements.0.number"),
        (
            {"requirements": [{"capability": "engine", "alarm_level": 10}]},
            "requirements.0.alarm_level",
        ),
        ({"requirements": [{"capability": "engine"}] * 2}, "requirements"),
        ({"requirements": [{"capability": "engine"}] * 101}, "requirements"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_used_is_named(chief: Person, more: dict[str, Any], field: str) -> None:
    before = (head(), ResponsePlan.objects.count())
    answer = chief.client.post("/api/plans/", a_body(chief, **more))
    if field:
        assert field in bad_fields(answer)
    else:
        is_refused(answer, 403)  # another agency's
    assert (head(), ResponsePlan.objects.count()) == before


def test_a_kind_and_an_agency_at_once(admin: Person, fire: Any) -> None:
    both = [{"capability": "engine", "agency_kind": "fire", "agency": fire.pk}]
    answer = admin.client.post("/api/plans/", a_body(admin, agency=None, requirements=both))
    assert "requirements" in bad_fields(answer)
    answer = admin.client.post("/api/plans/", a_body(admin, agency=10**12))
    assert "agency" in bad_fields(answer)


def test_sent_twice_made_once(chief: Person) -> None:
    before = ResponsePlan.objects.count()
    for _twice in range(2):
        answer = chief.client.post("/api/plans/", a_body(chief), headers={"Idempotency-Key": "k"})
        assert answer.status_code == 201
    assert ResponsePlan.objects.count() == before + 1
