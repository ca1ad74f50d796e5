"""Hospitals, shelters, schools, offices, cameras, hydrants: what an incident may need."""

import numpy as np

from atlas.generation.districts import Districts
from atlas.generation.grid import Field
from atlas.generation.kerbs import Kerbs
from atlas.generation.names import Name, NameBook, called
from atlas.generation.plan import Plan
from atlas.generation.thing import Thing

MAIN = ("trunk", "primary", "secondary")
LOCAL = ("tertiary", "minor")
ANY = (*MAIN, *LOCAL)

PURPOSES = (
    ("생활방범", 62),
    ("교통단속", 12),
    ("어린이보호", 14),
    ("재난재해", 5),
    ("쓰레기단속", 7),
)
SCHOOLS = (
    ("초등학교", "Elementary School", 50),
    ("중학교", "Middle School", 28),
    ("고등학교", "High School", 22),
)
SHELTERS = (
    ("주민센터 대피소", "Community Center Shelter"),
    ("지하주차장", "Underground Car Park Shelter"),
    ("체육관", "Gymnasium Shelter"),
    ("초등학교 강당", "School Hall Shelter"),
)
HOSPITALS = (("종합병원", "General Hospital"), ("병원", "Hospital"), ("의료원", "Medical Center"))


class Builder:
    """Knows where people live and what the neighbourhoods are called."""

    def __init__(
        self, plan: Plan, districts: Districts, kerbs: Kerbs, stems: list[str], book: NameBook
    ) -> None:
        self.plan, self.districts, self.kerbs = plan, districts, kerbs
        self.stems, self.book = stems, book

    def dong_at(self, spots: Field) -> list[int]:
        """The dong whose middle is nearest: near enough for a name."""
        away = np.hypot(*(self.districts.middles[None] - spots[:, None]).transpose(2, 0, 1))
        return [int(i) for i in away.argmin(axis=1)]

    def cameras(self) -> list[Thing]:
        dice = self.plan.rng("cameras")
        spots = self.kerbs.pick(dice, self.plan.count(3_000, least=60), 6.5, ANY, crowding=1.3)
        chance = np.array([share for _, share in PURPOSES]) / 100
        purpose = dice.choice([name for name, _ in PURPOSES], size=len(spots), p=chance)
        things = []
        for n, (spot, dong) in enumerate(zip(spots, self.dong_at(spots), strict=True), 1):
            name = called(self.stems[dong], f" {purpose[n - 1]} {n}", f"camera {n}")
            more: dict[str, str | int] = {
                "purpose": str(purpose[n - 1]),
                "cameras": int(dice.choice([1, 2, 3, 4], p=[0.55, 0.25, 0.1, 0.1])),
                "direction": int(dice.integers(0, 36)) * 10,
            }
            things.append(Thing(f"C{n:05d}", "camera", name, spot, more=more))
        return things

    def hydrants(self) -> list[Thing]:
        dice = self.plan.rng("hydrants")
        spots = self.kerbs.pick(dice, self.plan.count(3_000, least=60), 5.5, ANY, crowding=0.9)
        types = dice.choice(
            ["지상식", "지하식", "저수조", "급수탑"], size=len(spots), p=[0.68, 0.24, 0.05, 0.03]
        )
        things = []
        for n, (spot, dong) in enumerate(zip(spots, self.dong_at(spots), strict=True), 1):
            name = called(self.stems[dong], f" 소화전 {n}", f"hydrant {n}")
            more: dict[str, str | int] = {"type": str(types[n - 1])}
            things.append(Thing(f"H{n:05d}", "hydrant", name, spot, more=more))
        return things

    def hospitals(self) -> list[Thing]:
        dice = self.plan.rng("hospitals")
        spots = self.kerbs.pick(
            dice, self.plan.count(34, least=4), 28.0, MAIN, crowding=1.2, homes=True
        )
        things = []
        for n, spot in enumerate(spots, 1):
            ko, en = HOSPITALS[int(dice.integers(0, len(HOSPITALS)))]
            beds = int(dice.integers(8, 90)) * 10
            more: dict[str, str | int] = {"beds": beds, "emergency": "yes" if beds > 200 else "no"}
            things.append(
                Thing(f"M{n:03d}", "hospital", called(self.book.stem(), ko, en), spot, more=more)
            )
        return things

    def schools(self) -> list[Thing]:
        dice = self.plan.rng("schools")
        spots = self.kerbs.pick(
            dice, self.plan.count(270, least=12), 24.0, LOCAL, crowding=0.8, homes=True
        )
        chance = np.array([share for *_, share in SCHOOLS]) / 100
        kinds = dice.choice(len(SCHOOLS), size=len(spots), p=chance)
        return [
            Thing(f"E{n:04d}", "school", called(self.book.stem(), *SCHOOLS[kinds[n - 1]][:2]), spot)
            for n, spot in enumerate(spots, 1)
        ]

    def shelters(self) -> list[Thing]:
        dice = self.plan.rng("shelters")
        spots = self.kerbs.pick(dice, self.plan.count(420, least=20), 18.0, ANY)
        things = []
        for n, (spot, dong) in enumerate(zip(spots, self.dong_at(spots), strict=True), 1):
            ko, en = SHELTERS[int(dice.integers(0, len(SHELTERS)))]
            more: dict[str, str | int] = {"capacity": int(dice.integers(8, 240)) * 10}
            name = called(self.stems[dong], f" {ko} {n}", f"{en} {n}")
            things.append(Thing(f"S{n:04d}", "shelter", name, spot, more=more))
        return things

    def one_per_gu(self, gu_stems: list[str]) -> list[Thing]:
        """District offices and public health centres."""
        things = []
        for gu, stem in enumerate(gu_stems):
            weight = np.where(self.districts.gu_of == gu, self.districts.people, 0)
            middle = self.districts.middles[int(np.argsort(-weight)[min(1, len(weight) - 1)])]
            office = self.kerbs.near(middle, MAIN, 24.0)
            clinic = self.kerbs.near(middle + 350, ANY, 22.0)
            things += [
                Thing(
                    f"O{gu + 1:02d}",
                    "district_office",
                    called(stem, "구청", "District Office"),
                    office,
                ),
                Thing(
                    f"B{gu + 1:02d}",
                    "health_centre",
                    called(stem, "보건소", "Public Health Center"),
                    clinic,
                ),
            ]
        return things

    def community_centres(self, dong_names: list[Name]) -> list[Thing]:
        """행정복지센터, one in every dong."""
        return [
            Thing(f"W{n + 1:03d}", "community_centre",
                  Name(f"{name.ko} 행정복지센터", f"{name.en} Community Service Center"),
                  self.kerbs.near(self.districts.middles[n] - 120, ANY, 14.0))
            for n, name in enumerate(dong_names)
        ]  # fmt: skip
