"""The rules that a city begins with."""

from __future__ import annotations

from django.core.management import call_command

from agencies.models import Role
from escalation.defaults import defaults
from escalation.definition import read
from escalation.models import EngineSettings, Rule
from escalation.selectors.overlaps import overlaps
from escalation.services import rules
from escalation.services.beginning import begin_with_defaults
from escalation.states import ConditionKind
from safety_net.core.access import SYSTEM
from tests.support.cast import NOON, Person, a_person
from tests.support.small_city import SmallCity


def test_a_city_begins_with_published_rules(city: SmallCity) -> None:
    assert begin_with_defaults(by=SYSTEM, at=NOON) == len(list(defaults()))
    assert not Rule.objects.filter(published=None).exists()
    assert EngineSettings.objects.get().last_resort


def test_they_are_made_once_and_never_come_back(city: SmallCity) -> None:
    begin_with_defaults(by=SYSTEM, at=NOON)
    first = Rule.objects.order_by("pk")[0]
    rules.retire(rule_id=first.pk, by=SYSTEM, at=NOON)
    rules.change(rule_id=first.pk, version=3, names={"name_ko": "우리 것"}, by=SYSTEM, at=NOON)
    assert begin_with_defaults(by=SYSTEM, at=NOON) == 0
    call_command("default_rules")
    assert Rule.objects.count() == len(list(defaults()))


def test_they_are_what_the_domain_asks_for() -> None:
    waited = {
        (rule.condition.kind, rule.scope.priorities): rule.condition.within
        for _korean, _english, rule in defaults()
    }
    lead, agency = (
        ConditionKind.NOT_ACKNOWLEDGED_BY_LEAD,
        ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY,
    )
    assert waited[lead, (0, 1)] == 30
    assert [waited[agency, priorities] for priorities in ((0, 1), (2,), (3,), (4,))] == [
        60,
        5 * 60,
        15 * 60,
        30 * 60,
    ]
    assert waited[ConditionKind.NOT_EN_ROUTE, (0, 1)] == 90
    assert waited[ConditionKind.NOT_ON_SCENE, (0, 1)] == 7 * 60
    assert {kind for kind, _priorities in waited} >= {
        ConditionKind.TRANSFER_NOT_ANSWERED,
        ConditionKind.NO_UNIT_ASSIGNED,
        ConditionKind.NO_UPDATE,
        ConditionKind.SAFETY_CHECK_MISSED,
        ConditionKind.MAYDAY,
    }


def test_exercises_escalate_as_real_incidents_do() -> None:
    assert {rule.scope.traffic for _korean, _english, rule in defaults()} == {"both"}


def test_no_two_of_them_page_the_same_person_within_a_minute(
    city: SmallCity, dani: Person, hana: Person, sol: Person
) -> None:
    """Nor with one supervisor who is the duty officer too."""
    a_person("lim", city.city_hall, Role.SUPERVISOR)
    begin_with_defaults(by=SYSTEM, at=NOON)
    rules_in_use = list(Rule.objects.select_related("published"))
    for rule in rules_in_use:
        assert rule.published is not None
        others = [one for one in rules_in_use if one != rule]
        found = overlaps(read(rule.published.definition), others, now=NOON)
        assert found["results"] == [], rule.name_en
