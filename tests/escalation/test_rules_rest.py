"""Rules over REST: who writes and reads them, drafts and versions, what the log says."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from escalation.models import Rule, RuleVersion
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields, is_refused
from tests.escalation.writing import RULES, a_definition, a_rule, a_step, changes, makes, publishes
from tests.support.cast import Person
from tests.support.deeds import head


def test_an_agency_admin_writes_a_draft_and_publishes_it(chief: Person) -> None:
    rule = makes(chief)
    assert (rule["published"], rule["version"], rule["active"]) == (None, 1, True)
    assert rule["draft"]["scope"]["agencies"] == [chief.agency.pk]
    published = publishes(chief.client, rule).json()
    assert published["draft"] is None
    assert published["published"]["number"] == 1
    assert published["published"]["definition"] == rule["draft"]
    assert published["published"]["published_by"] == chief.name
    assert chief.client.get(f"{RULES}{rule['id']}/").json() == published


def test_what_is_published_counts_until_the_draft_is(chief: Person) -> None:
    first = publishes(chief.client, makes(chief)).json()
    slower = a_definition(a_step(5), a_step(90))
    drafted = changes(chief.client, first, definition=slower).json()
    assert drafted["published"] == first["published"]
    assert [step["wait"] for step in drafted["draft"]["steps"]] == [5, 90]
    second = publishes(chief.client, drafted).json()
    assert second["published"]["number"] == 2
    versions = chief.client.get(f"{RULES}{first['id']}/versions/").json()["results"]
    assert [one["number"] for one in versions] == [2, 1]
    assert versions[1] == first["published"]


def test_a_published_version_never_changes(chief: Person) -> None:
    publishes(chief.client, makes(chief))
    version = RuleVersion.objects.get()
    version.name_en = "something else"
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()


def test_publishing_twice_says_that_there_is_nothing_new(chief: Person) -> None:
    once = publishes(chief.client, makes(chief)).json()
    is_refused(publishes(chief.client, once), 409, "nothing_to_publish")
    named = changes(chief.client, once, name_en="Nobody came").json()
    assert publishes(chief.client, named).json()["published"]["name_en"] == "Nobody came"


def test_a_draft_that_says_what_is_published_is_none(chief: Person) -> None:
    rule = publishes(chief.client, makes(chief)).json()
    other = changes(chief.client, rule, definition=a_definition(a_step(7))).json()
    assert other["draft"] is not None
    back = changes(chief.client, other, definition=a_definition()).json()
    assert back["draft"] is None


def test_whoever_looked_at_an_older_version_is_told_the_present_one(
    chief: Person, admin: Person
) -> None:
    rule = makes(chief)
    changes(admin.client, rule, name_ko="다른 이름")
    stale = is_refused(changes(chief.client, rule, name_ko="내 이름"), 409, "stale_version")
    assert (stale["yours"], stale["current"]) == (1, 2)
    assert stale["rule"]["name_ko"] == "다른 이름"
    is_refused(publishes(chief.client, rule), 409, "stale_version")


def test_every_change_is_an_entry_for_admins_and_the_agency(chief: Person) -> None:
    before = head()
    rule = makes(chief)
    published = publishes(chief.client, changes(chief.client, rule, name_en="x").json()).json()
    chief.client.delete(f"{RULES}{rule['id']}/")
    chief.client.post(f"{RULES}{rule['id']}/restore/")
    found = LogEntry.objects.filter(seq__gt=before).order_by("seq")
    assert {entry.kind for entry in found} == {"rule.changed"}
    said = [entry.payload["what"] for entry in found]
    assert said == ["made", "changed", "published", "retired", "restored"]
    assert set(found[0].audience) == {"admins", f"agency:{chief.agency.pk}"}
    assert found[2].payload["rule"] == published


def test_a_retired_rule_is_kept_and_twice_is_once(chief: Person) -> None:
    rule = makes(chief)
    for _ in range(2):
        retired = chief.client.delete(f"{RULES}{rule['id']}/").json()
    assert (retired["active"], retired["version"]) == (False, 2)
    restored = chief.client.post(f"{RULES}{rule['id']}/restore/").json()
    assert (restored["active"], restored["version"]) == (True, 3)


def test_desks_read_their_own_rules_and_those_of_the_city(
    chief: Person, dani: Person, mina: Person, admin: Person, auditor: Person
) -> None:
    ours = makes(chief)["id"]
    citys = makes(admin, agency=None)["id"]

    def read_by(who: Person) -> set[int]:
        return {rule["id"] for rule in who.client.get(RULES).json()["results"]}

    assert {ours, citys} <= read_by(dani)
    assert {ours, citys} <= read_by(admin)
    assert ours not in read_by(mina)
    is_refused(mina.client.get(f"{RULES}{ours}/"), 404)
    is_refused(auditor.client.get(RULES), 403)


def test_an_agency_admin_writes_no_rules_of_others(
    chief: Person, admin: Person, mina: Person
) -> None:
    is_refused(chief.client.post(RULES, a_rule(chief, agency=None)), 403)
    is_refused(chief.client.post(RULES, a_rule(chief, agency=mina.agency.pk)), 403)
    citys = makes(admin, agency=None)
    is_refused(changes(chief.client, citys, name_ko="x"), 403)
    is_refused(publishes(chief.client, citys), 403)
    is_refused(chief.client.delete(f"{RULES}{citys['id']}/"), 403)
    assert makes(admin, agency=mina.agency.pk)["agency"] == mina.agency.pk


def test_an_agencys_rule_is_about_that_agency_and_tells_its_own(
    chief: Person, mina: Person
) -> None:
    theirs = mina.agency.pk
    scope = {"agencies": [theirs]}
    about = chief.client.post(RULES, a_rule(chief, definition=a_definition(scope=scope)))
    assert set(bad_fields(about)) == {"definition.scope.agencies"}
    for target in (
        {"kind": "agency", "agency": theirs},
        {"kind": "role", "role": "supervisor", "agency_kind": "police"},
        {"kind": "agency", "whose": "lead"},
    ):
        told = chief.client.post(RULES, a_rule(chief, a_step(0, target)))
        assert set(bad_fields(told)) == {"definition.steps.0.targets.0.agency"}
    person = chief.client.post(
        RULES, a_rule(chief, a_step(0, {"kind": "person", "person": mina.user.pk}))
    )
    assert "Mina" in bad_fields(person)["definition.steps.0.targets.0.person"]


def test_a_copy_is_ones_own(chief: Person, admin: Person) -> None:
    citys = publishes(admin.client, makes(admin, agency=None)).json()
    answer = chief.client.post(f"{RULES}{citys['id']}/copy/", {"agency": chief.agency.pk})
    assert answer.status_code == 201
    copied = answer.json()
    assert (copied["agency"], copied["published"]) == (chief.agency.pk, None)
    assert copied["name_ko"] == "주관 기관 미확인 (2)"
    assert copied["draft"]["scope"]["agencies"] == [chief.agency.pk]
    assert copied["draft"]["steps"] == citys["published"]["definition"]["steps"]
    is_refused(chief.client.post(f"{RULES}{citys['id']}/copy/", {}), 403)


@pytest.mark.parametrize(
    "steps",
    [
        [{"wait": 0, "act": "raise_alarm"}],
        [a_step(), {"wait": 5, "act": "add_agency", "agency_kind": "police"}],
        [a_step(0, {"kind": "agency", "agency_kind": "partner"})],
    ],
)
def test_the_last_step_reaches_a_person(admin: Person, steps: list[dict[str, object]]) -> None:
    rule = makes(admin, *steps, agency=None)
    refused = bad_fields(publishes(admin.client, rule))
    assert set(refused) == {f"definition.steps.{len(steps) - 1}.targets"}
    assert not Rule.objects.get(pk=rule["id"]).published


def test_an_agency_with_people_is_a_last_step(admin: Person, dani: Person) -> None:
    rule = makes(admin, a_step(0, {"kind": "agency", "agency": dani.agency.pk}), agency=None)
    assert publishes(admin.client, rule).status_code == 200
