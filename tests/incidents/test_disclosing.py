"""Who sees an incident without a part in it: by an agreement, and by no other way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agreements.services.turning import keep_time
from incidents.models import Incident, Share, Summary
from incidents.permissions import incident_for
from safety_net.core.errors import Forbidden
from tests.support import deeds
from tests.support.agreeing import agree, an_admin, ends, proposes, shares
from tests.support.cast import NOON, Person, a_person, file
from tests.support.small_city import MARKET, OPEN_SEA, SmallCity, box

Admins = tuple[Person, Person]
SECRETS = ("Mill Bridge", "smoke from a window", "Kim", "010-1", "dani", "20261122-")


@pytest.fixture
def guard(city: SmallCity) -> Person:
    """Admin of the coast guard."""
    return an_admin(city.coast_guard, "gil")


@pytest.fixture
def admins(chief: Person, guard: Person) -> Admins:
    """Of the fire brigade, which shares, and of the coast guard."""
    return chief, guard


@pytest.fixture
def nurse(city: SmallCity) -> Person:
    """Dispatcher of the health office."""
    return a_person("nari", city.health, "dispatcher")


def sees(who: Person, incident: Incident) -> str:
    """full, summary or nothing, over REST."""
    if who.client.get(f"/api/incidents/{incident.pk}/").status_code == 200:
        return "full"
    answer = who.client.get(f"/api/summaries/{incident.pk}/")
    return "summary" if answer.status_code == 200 else ""


@pytest.mark.parametrize(
    ("terms", "seen"),
    [
        ({}, "summary"),
        ({"level": "full"}, "full"),
        ({"level": "none"}, ""),
        ({"types": ["FIRE"]}, "summary"),
        ({"types": ["FIRE.STRUCT", "NAT"]}, "summary"),
        ({"types": ["FIRE.SHIP"]}, ""),
        ({"priorities": [0]}, "summary"),
        ({"priorities": [1, 2]}, ""),
        ({"districts": ["gu-west"]}, "summary"),
        ({"districts": ["dong-hill", "gu-east"]}, ""),
        ({"area": box(126.0, 37.0, 126.08, 37.1)}, "summary"),
        ({"valid_from": NOON + timedelta(hours=1)}, ""),
    ],
)
def test_what_an_agreement_covers(
    admins: Admins, dani: Person, outsider: Person, terms: dict[str, Any], seen: str
) -> None:
    before = file(by=dani)
    agree(*admins, **terms)
    after = file(by=dani)
    assert [sees(outsider, one) for one in (before, after)] == [seen, seen]


def test_signing_over_rest_shows_what_the_signer_does_not_see(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    fire = file(by=dani)
    made = proposes(chief, to=guard.agency)
    for who in (chief, guard):
        made.refresh_from_db()
        path = f"/api/agreements/{made.pk}/sign/"
        assert who.client.post(path, {"version": made.version}).status_code == 200
    assert sees(outsider, fire) == "summary"
    assert guard.client.post(f"/api/agreements/{made.pk}/end/", {"reason": "x"}).status_code == 200
    assert shares(fire) == {}


def test_an_exception_beats_wider_agreements(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    agree(chief, guard, level="full")
    arson, fire = file(by=dani, kind="FIRE.MARKET"), file(by=dani)
    exception = agree(chief, guard, level="none", types=["FIRE.MARKET"])
    assert [sees(outsider, one) for one in (arson, fire)] == ["", "full"]
    ends(guard, exception)
    assert sees(outsider, arson) == "full"


def test_a_share_is_not_passed_on(
    admins: Admins, dani: Person, mina: Person, nurse: Person, outsider: Person
) -> None:
    """The coast guard sees it by an agreement; who has one with the coast guard does not."""
    agree(*admins, level="full")
    agree(admins[1], an_admin(nurse.agency), level="full")
    fire = file(by=dani)
    assert (sees(outsider, fire), sees(nurse, fire)) == ("full", "")
    # Nor does a part in it pass it on: the police support, and the fire brigade leads.
    agree(an_admin(mina.agency), an_admin(nurse.agency, "second"), level="full")
    assert deeds.track(fire, mina.agency).role == "support"
    assert sees(nurse, fire) == ""
    deeds.asks(dani, fire, mina.agency, takes_over=True)
    deeds.acknowledges(mina, fire)
    assert (sees(outsider, fire), sees(nurse, fire)) == ("", "full")


def test_who_reads_by_an_agreement_does_nothing(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    agree(chief, guard, level="full")
    fire = file(by=dani, caller_name="Kim", caller_number="010-1")
    verbs = ("note", "acknowledge", "hold", "change", "close", "link", "read_callers", "attach")
    for verb in verbs:
        with pytest.raises(Forbidden):
            incident_for(outsider.viewer, fire.pk, verb)
    url = f"/api/incidents/{fire.pk}/"
    assert outsider.client.get(f"{url}reports/").data["results"][0]["has_caller"]
    assert outsider.client.get(f"{url}reports/?callers=1").status_code == 403
    assert outsider.client.patch(url, {"version": 1, "priority": 1}).status_code == 403
    assert outsider.client.post(f"{url}units/", {"units": [1]}).status_code in (400, 403, 409)


def test_a_summary_really_lacks_the_rest(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    agree(chief, guard)
    before = deeds.head()
    fire = file(by=dani, caller_name="Kim", caller_number="010-1")
    deeds.notes(dani, fire)
    deeds.acknowledges(dani, fire)
    heard = [
        entry for entry in deeds.entries(after=before) if outsider.viewer.may_see(entry.audience)
    ]
    assert [entry.kind for entry in heard] == ["incident.summarised", "incident.summarised"]
    ways = [
        outsider.client.get(path).content.decode()
        for path in (
            f"/api/summaries/{fire.pk}/",
            "/api/summaries/",
            "/api/incidents/",
            "/api/incidents/?format=geojson",
            f"/api/incidents/{fire.pk}/timeline/",
            f"/api/incidents/similar/?lon={MARKET.lon}&lat={MARKET.lat}",
        )
    ]
    for text in (*ways, str([entry.payload for entry in heard])):
        assert not [secret for secret in SECRETS if secret in text]
    told = outsider.client.get(f"/api/summaries/{fire.pk}/").json()
    assert told["place"]["lon"] == round(fire.location.x, 2)
    assert told["place"]["district"]["code"] == "gu-west"
    assert told["status"] == "open"
    assert outsider.client.get("/api/incidents/").data["results"] == []


def test_it_leaves_when_it_is_no_longer_of_the_kind(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    """And what happened in that change is not told to those whom it no longer concerns."""
    agree(chief, guard, level="full", types=["FIRE"])
    fire = file(by=dani)
    before = deeds.head()
    deeds.retypes(dani, fire, "RESCUE.ELEV")
    heard = [one for one in deeds.entries(after=before) if outsider.viewer.may_see(one.audience)]
    assert [entry.kind for entry in heard] == ["incident.withdrawn"]
    assert sees(outsider, fire) == ""
    deeds.retypes(dani, fire, "FIRE.ALARM")
    assert sees(outsider, fire) == "full"


def test_who_is_asked_to_take_part_needs_no_agreement_any_more(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    made = agree(chief, guard)
    fire = file(by=dani)
    deeds.asks(dani, fire, outsider.agency)
    assert shares(fire) == {}
    ends(chief, made)
    assert sees(outsider, fire) == "full"


def test_an_end_counts_at_once_even_before_it_is_told(
    dani: Person, chief: Person, guard: Person, outsider: Person, noon: Any
) -> None:
    """Whoever looks asks the agreement itself: its time, too."""
    made = agree(chief, guard, level="full", valid_to=NOON + timedelta(days=3650))
    fire = file(by=dani)
    assert sees(outsider, fire) == "full"
    type(made).objects.filter(pk=made.pk).update(valid_to=NOON)
    assert shares(fire) == {"coast-guard": "full"}
    assert sees(outsider, fire) == ""
    before = deeds.head()
    keep_time(at=NOON + timedelta(seconds=1))
    assert shares(fire) == {}
    assert [entry.kind for entry in deeds.entries(after=before)] == [
        "agreement.ended",
        "incident.withdrawn",
    ]


def test_what_was_closed_before_is_no_part_of_it(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    old, new = file(by=dani), file(by=dani)
    deeds.closes(dani, old, override="over")
    made = agree(chief, guard)
    deeds.closes(dani, new, override="over")
    assert (sees(outsider, old), sees(outsider, new)) == ("", "summary")
    assert outsider.client.get("/api/summaries/").data["results"] == []
    assert len(outsider.client.get("/api/summaries/?open=0").data["results"]) == 1
    ends(chief, made)
    assert sees(outsider, new) == ""
    assert not Summary.objects.exists()


def test_links_and_merges_tell_nothing_of_the_other(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    agree(chief, guard, level="full", types=["FIRE.STRUCT"])
    fire = file(by=dani)
    other, twin = file(by=dani, kind="FIRE.MARKET"), file(by=dani, kind="FIRE.ALARM")
    before = deeds.head()
    deeds.links(dani, fire, other)
    deeds.merges(dani, twin, into=fire)
    heard = [one for one in deeds.entries(after=before) if outsider.viewer.may_see(one.audience)]
    timeline = outsider.client.get(f"/api/incidents/{fire.pk}/timeline/").content.decode()
    for hidden in (other, twin):
        assert hidden.number not in str([one.payload for one in heard])
        assert hidden.number not in timeline
    assert [one.kind for one in heard] == ["incident.shared", "incident.shared"]
    assert heard[-1].payload["card"]["reports"] == 2


def test_places_outside_are_not_told(
    dani: Person, chief: Person, guard: Person, outsider: Person
) -> None:
    agree(chief, guard, level="full", districts=["gu-west"])
    fire = file(by=dani)
    before = deeds.head()
    deeds.moves(dani, fire, OPEN_SEA)
    heard = [one for one in deeds.entries(after=before) if outsider.viewer.may_see(one.audience)]
    assert "somewhere at sea" not in str([one.payload for one in heard])
    assert not Share.objects.exists()
