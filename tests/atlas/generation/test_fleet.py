"""The fleet of a generated city."""

from collections import Counter

from atlas.generation import depots, fleet
from atlas.generation.city import City


def test_every_unit_stands_in_a_house_of_its_agency(town: City) -> None:
    houses = {
        (agency.replace("_", "-"), thing.code)
        for agency, things in town.stations.of.items()
        for thing in things
    }
    assert town.fleet
    assert {(one.agency, one.station) for one in town.fleet} <= houses


def test_call_signs_are_unique_and_quickly_typed(town: City) -> None:
    signs = [one.call_sign for one in town.fleet]
    assert len(set(signs)) == len(signs)
    assert all(sign.isascii() and sign.isalnum() and len(sign) <= 6 for sign in signs)
    assert len({one.external_id for one in town.fleet}) == len(signs)


def test_every_service_has_what_the_plans_ask_for(town: City) -> None:
    kinds = Counter(one.kind for one in town.fleet)
    assert kinds.keys() >= {share.kind for share in fleet.FLEET} | {"fireboat"}
    assert {one.agency for one in town.fleet} >= {each.agency for each in depots.DEPOTS}


def test_engine_and_ambulance_of_one_house_have_one_number(town: City) -> None:
    by_sign = {one.call_sign: one for one in town.fleet}
    assert by_sign["E11"].station == by_sign["A11"].station
    assert by_sign["E101"].station == by_sign["E1"].station
