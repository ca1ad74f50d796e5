"""The pages of response plans, as admins use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dispatch.models import ResponsePlan
from dispatch.views.plan_forms import initial_of, read_area, whose_of, write_area
from safety_net.core.models import LogEntry
from tests.support.cast import Person
from tests.support.small_city import SmallCity, box
from units.models import Capability

STRUCT = "FIRE.STRUCT"


def of_the_city(code: str = STRUCT) -> ResponsePlan:
    return ResponsePlan.objects.get(incident_type__code=code, agency=None)


def filled(plan: ResponsePlan | None = None, **more: Any) -> dict[str, Any]:
    """What a browser sends: the plan as the form shows it, and what was typed over it."""
    shown = initial_of(plan) if plan else {"name_ko": "새 계획", "scope": STRUCT}
    defaults = {"priority_from": 0, "priority_to": 4, "within_minutes": 60, "is_active": "on"}
    fields = {**defaults, **{k: v for k, v in shown.items() if v not in (None, "")}}
    asked = plan.requirements.all() if plan else []
    lines = [
        {
            "alarm_level": one.alarm_level,
            "number": one.number,
            "capability": one.capability_id,
            "whose": whose_of(one.agency_kind, one.agency_id),
        }
        for one in asked
    ]
    lines = more.pop("lines", lines)
    numbered = {
        f"form-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()
    }
    counts = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": len(list(asked))}
    return {**fields, **counts, **numbered, **more}


def a_line(capability: str = "engine", **more: Any) -> dict[str, Any]:
    pk = Capability.objects.get(code=capability).pk
    return {"alarm_level": 1, "number": 2, "capability": pk, "whose": "kind:fire", **more}


def test_only_admins_see_them(chief: Person, admin: Person, dani: Person, auditor: Person) -> None:
    for who in (chief, admin):
        assert who.browser.get("/plans/").status_code == 200
    for who in (dani, auditor):
        for address in ("/plans/", "/plans/new/", f"/plans/{of_the_city().pk}/"):
            assert who.browser.get(address).status_code == 403, address
    assert Client().get("/plans/").status_code == 302


def test_the_list_finds_by_name_type_and_family(chief: Person) -> None:
    page = chief.browser.get("/plans/", {"q": "fire.market"}).content.decode()
    assert "FIRE.MARKET" in page
    assert "FIRE.STRUCT" not in page
    assert "CRIME.THEFT" in chief.browser.get("/plans/").content.decode()


def test_the_list_takes_the_same_for_any_number(chief: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert chief.browser.get("/plans/").status_code == 200
        return len(seen)

    queries()  # what is kept for the life of a process is known now
    before = queries()
    for number in range(5):
        ResponsePlan.objects.create(
            name_ko=f"plan {number}", area=box(126, 37, 126.1, 37.1), agency=chief.agency
        )
    assert queries() == before
    assert before <= 8


def test_a_plan_is_made_by_the_form(chief: Person) -> None:
    body = filled(
        name_ko="야간 화재",
        starts="22:00",
        ends="06:00",
        days=[6, 7],
        area="37.0, 126.0\n37.0, 126.1\n37.1, 126.1",
        lines=[a_line(), a_line("ladder", number="", whose=""), {"alarm_level": 1}],
    )
    answer = chief.browser.post("/plans/new/", body)
    plan = ResponsePlan.objects.get(name_ko="야간 화재")
    assert answer.status_code == 302
    assert answer["Location"] == f"/plans/{plan.pk}/"
    assert (plan.agency, plan.days) == (chief.agency, [6, 7])
    assert plan.area is not None
    asked = plan.requirements.values_list("capability__code", "number", "agency_kind")
    assert list(asked) == [("engine", 2, "fire"), ("ladder", 1, "")]
    assert "야간 화재" in chief.browser.get(answer["Location"]).content.decode()


def test_a_plan_of_the_city_is_copied_and_not_changed(chief: Person) -> None:
    plan = of_the_city()
    page = chief.browser.get(f"/plans/{plan.pk}/").content.decode()
    assert "disabled" in page
    assert chief.browser.post(f"/plans/{plan.pk}/", filled(plan)).status_code == 403
    assert chief.browser.post(f"/plans/{plan.pk}/retire/").status_code == 403
    copy = chief.browser.get(f"/plans/new/?copy={plan.pk}")
    assert copy.context["form"].initial["scope"] == STRUCT
    assert chief.browser.post("/plans/new/", filled(plan)).status_code == 302
    ours = ResponsePlan.objects.get(agency=chief.agency)
    assert ours.requirements.count() == plan.requirements.count()


def test_a_city_admin_changes_it(admin: Person) -> None:
    plan = of_the_city()
    lines = [a_line(number=5), a_line("ladder", DELETE="on")]
    answer = admin.browser.post(
        f"/plans/{plan.pk}/", filled(plan, scope="family:FIRE", lines=lines)
    )
    assert answer.status_code == 302, answer.context["form"].errors
    plan.refresh_from_db()
    assert (plan.family, plan.incident_type, plan.version) == ("FIRE", None, 2)
    assert [one.number for one in plan.requirements.all()] == [5]
    assert LogEntry.objects.filter(kind="plan.changed", subject_id=plan.pk).count() == 1


def test_a_stale_form_is_told_and_keeps_what_was_typed(admin: Person) -> None:
    plan = of_the_city()
    body = filled(plan, name_ko="다른 이름")
    admin.browser.post(f"/plans/{plan.pk}/", filled(plan, name_ko="새 이름"))
    answer = admin.browser.post(f"/plans/{plan.pk}/", body)
    assert answer.status_code == 400
    assert answer.context["stale"].extra["current"] == 2
    assert "다른 이름" in answer.content.decode()
    plan.refresh_from_db()
    assert plan.name_ko == "새 이름"


def test_an_area_that_nobody_touched_stays_as_it_is(admin: Person) -> None:
    plan = of_the_city()
    plan.area = box(126.123456789, 37, 126.2, 37.1)
    plan.save()
    admin.browser.post(f"/plans/{plan.pk}/", filled(plan, name_ko="이름"))
    plan.refresh_from_db()
    assert plan.name_ko == "이름"
    assert plan.area is not None
    assert plan.area.extent[0] == 126.123456789


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name_ko": ""}, "name_ko"),
        ({"scope": "FIRE.NONE"}, "scope"),
        ({"priority_from": 3, "priority_to": 1}, "priority_to"),
        ({"starts": "22:00"}, "ends"),
        ({"starts": "x", "ends": "06:00"}, "starts"),
        ({"within_minutes": 0}, "within_minutes"),
        ({"district_code": "nowhere"}, "district_code"),
        ({"area": "37, 126\n37, 127"}, "area"),
        ({"area": "north\nsouth\neast"}, "area"),
        ({"area": "126, 37\n126, 38\n127, 38"}, "area"),
        ({"area": "37, 126\n37.1, 126.1\n37, 126.1\n37.1, 126"}, "area"),
        ({"area": "37, 126\n37.1, 126.1\n37, 126.1", "district_code": "gu-west"}, "area"),
    ],
)
def test_what_cannot_be_used_stands_beside_its_field(
    chief: Person, more: dict[str, Any], field: str
) -> None:
    answer = chief.browser.post("/plans/new/", filled(**more))
    assert answer.status_code == 400
    assert field in answer.context["form"].errors
    assert not ResponsePlan.objects.filter(agency=chief.agency).exists()


def test_lines_that_cannot_be_used(chief: Person) -> None:
    answer = chief.browser.post("/plans/new/", filled(lines=[a_line(number=0)]))
    assert answer.status_code == 400
    assert answer.context["lines"].errors[0]["number"]
    twice = chief.browser.post("/plans/new/", filled(lines=[a_line(), a_line()]))
    assert twice.context["form"].non_field_errors()


def test_retired_by_its_button(chief: Person) -> None:
    chief.browser.post("/plans/new/", filled(name_ko="우리 것"))
    plan = ResponsePlan.objects.get(agency=chief.agency)
    assert chief.browser.post(f"/plans/{plan.pk}/retire/").status_code == 302
    plan.refresh_from_db()
    assert not plan.is_active
    assert "우리 것" not in chief.browser.get("/plans/").content.decode()
    assert "우리 것" in chief.browser.get("/plans/?retired=1").content.decode()


@pytest.mark.parametrize("address", ["/plans/999999/", "/plans/new/?copy=999999"])
def test_a_plan_that_there_is_not(chief: Person, address: str) -> None:
    assert chief.browser.get(address).status_code == 404


def test_areas_are_written_as_they_are_read(city: SmallCity) -> None:
    text = "37.000000, 126.000000\n37.000000, 126.100000\n37.100000, 126.100000"
    two = f"{text}\n\n{text.replace('126.', '127.')}"
    for one in (text, two, ""):
        assert write_area(read_area(one)) == one
