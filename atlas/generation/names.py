"""Invented names in Korean, and their English by the rules of romanisation."""

from dataclasses import dataclass

from atlas.generation.plan import Plan
from atlas.generation.romanise import romanise
from atlas.generation.words import CITY, FIRST, ISLANDS, LAST, NATIVE, TAKEN

SUFFIX = {
    "구": "-gu", "군": "-gun", "동": "-dong", "읍": "-eup", "면": "-myeon", "대로": "-daero",
    "로": "-ro", "길": "-gil", "시": "",
}  # fmt: skip


@dataclass(frozen=True)
class Name:
    ko: str
    en: str


class NameBook:
    """Gives out stems, each once."""

    def __init__(self, plan: Plan) -> None:
        self.dice = plan.rng("names")
        self.used = set(TAKEN)
        self.native = list(NATIVE)
        self.dice.shuffle(self.native)
        self.islands = list(ISLANDS)

    def stem(self, native: float = 0.25) -> str:
        """A new stem; with the given chance a purely Korean one."""
        if self.native and self.dice.random() < native:
            return self._mark(self.native.pop())
        while True:
            first, last = self.dice.choice(FIRST), self.dice.choice(LAST)
            if first != last and first + last not in self.used:
                return self._mark(str(first + last))

    def island(self) -> Name:
        """섬 names for small islands, 도 names when those run out."""
        if self.islands:
            ko = self._mark(self.islands.pop(0))
            return Name(ko, f"{romanise(ko)} Island")
        stem = self.stem()
        return Name(stem + "도", f"{romanise(stem + '도')} Island")

    def _mark(self, stem: str) -> str:
        self.used.add(stem)
        return stem


def with_suffix(stem: str, suffix: str) -> Name:
    """`갈매` + `대로` → 갈매대로, Galmae-daero."""
    return Name(stem + suffix, romanise(stem) + SUFFIX[suffix])


def numbered(parent: Name, number: int) -> Name:
    """A side street: 갈매로12번길, Galmae-ro 12beon-gil."""
    return Name(f"{parent.ko}{number}번길", f"{parent.en} {number}beon-gil")


def called(stem: str, ko: str, en: str) -> Name:
    """`called("갈매", "지하차도", "Underpass")` → 갈매지하차도, Galmae Underpass."""
    return Name(stem + ko, f"{romanise(stem)} {en}")


def of_gu(name: str) -> Name:
    return with_suffix(name[:-1], name[-1])


def of_city() -> Name:
    return Name(*CITY)
