"""The questions that are asked most find their indexes; without them a busy city gets slow."""

from __future__ import annotations

import pytest
from django.contrib.gis.geos import Point
from django.db import connection

from incidents.models import AgencyTrack, Incident
from incidents.querysets import IncidentQuerySet
from incidents.selectors.duplicates import candidates, rule_for
from incidents.selectors.features import newest
from incidents.states import TrackBasis, TrackRole
from tests.support.cast import NOON, Person, a_type

ACROSS, UP = 50, 40


@pytest.fixture
def many(dani: Person) -> IncidentQuerySet[Incident]:
    """Two thousand open incidents, all over the city, as Dani's agency sees them."""
    kind = a_type("FIRE.STRUCT")
    incidents = Incident.objects.bulk_create(
        Incident(
            number=f"many-{number}",
            type=kind,
            priority=kind.priority,
            location=Point(126 + number % ACROSS * 0.004, 37 + number // ACROSS * 0.0025),
            filed_at=NOON,
            filed_by=dani.agency,
            updated_at=NOON,
        )
        for number in range(ACROSS * UP)
    )
    AgencyTrack.objects.bulk_create(
        AgencyTrack(
            incident=incident,
            agency=dani.agency,
            role=TrackRole.LEAD,
            basis=TrackBasis.AREA,
            asked_at=NOON,
        )
        for incident in incidents
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_incident, incidents_agencytrack")
        cursor.execute("SET LOCAL enable_seqscan = off")
    return Incident.objects.visible_to(dani.agency.pk)


def test_what_may_be_the_same_is_searched_by_place(
    dani: Person, many: IncidentQuerySet[Incident]
) -> None:
    kind, here = a_type("FIRE.STRUCT"), Point(126.07, 37.05, srid=4326)
    near = candidates(agency_id=dani.agency.pk, point=here, kind=kind, at=NOON, rule=rule_for(kind))
    assert len(near)
    assert "incident_live_by_place" in near.explain()


def test_a_viewport_is_searched_by_its_box(many: IncidentQuerySet[Incident]) -> None:
    shown = many.inside(126.06, 37.04, 126.08, 37.06)
    assert 0 < shown.count() < ACROSS * UP / 10
    assert "incident_by_viewport" in newest(shown).explain()
