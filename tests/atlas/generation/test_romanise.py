"""Hangul is romanised by the rules of 2000, sound changes and all."""

import pytest

from atlas.generation.names import numbered, with_suffix
from atlas.generation.romanise import romanise


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("왕십리", "Wangsimni"),
        ("종로", "Jongno"),
        ("신라", "Silla"),
        ("백마", "Baengma"),
        ("별내", "Byeollae"),
        ("독립문", "Dongnimmun"),
        ("압구정", "Apgujeong"),
        ("묵호", "Mukho"),
        ("벚꽃", "Beotkkot"),
        ("물안", "Muran"),
        ("해온", "Haeon"),
        ("갈매3", "Galmae3"),
    ],
)
def test_the_published_examples_come_out_right(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin


def test_a_suffix_keeps_its_hyphen_and_its_own_spelling() -> None:
    assert with_suffix("솔내", "구").en == "Sollae-gu"
    assert with_suffix("갈매", "대로").en == "Galmae-daero"


def test_side_streets_are_numbered_after_their_street() -> None:
    side = numbered(with_suffix("갈매", "로"), 12)
    assert (side.ko, side.en) == ("갈매로12번길", "Galmae-ro 12beon-gil")
