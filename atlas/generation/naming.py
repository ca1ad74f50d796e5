"""Names of districts: which gu is which, and every dong's own."""

from dataclasses import dataclass

import numpy as np

from atlas.generation.districts import Districts
from atlas.generation.names import Name, NameBook, of_gu, with_suffix
from atlas.generation.words import GU


@dataclass(frozen=True)
class DistrictNames:
    gu: list[Name]
    gu_stems: list[str]
    gu_codes: list[str]
    dong: list[Name]
    dong_stems: list[str]
    dong_codes: list[str]


def name_all(districts: Districts, book: NameBook) -> DistrictNames:
    """Codes as in Korea: city 99, gu 99110 …, gun 99710 …, dong with ten digits."""
    rural = districts.rural()
    gu_names, codes = [""] * len(GU), [""] * len(GU)
    urban = [i for i in range(len(GU)) if i not in rural]
    for n, i in enumerate(urban):
        gu_names[i], codes[i] = GU[n], f"99{110 + 30 * n}"
    for n, i in enumerate(rural):
        gu_names[i], codes[i] = GU[len(urban) + n], f"99{710 + 10 * n}"
    stems, dong, dong_codes = _dong(districts, book, rural, codes)
    gu = [of_gu(name) for name in gu_names]
    return DistrictNames(gu, [n[:-1] for n in gu_names], codes, dong, stems, dong_codes)


def _dong(
    districts: Districts, book: NameBook, rural: list[int], codes: list[str]
) -> tuple[list[str], list[Name], list[str]]:
    stems, names, dong_codes = [], [], []
    count = np.zeros(len(codes), dtype=int)
    for gu in districts.gu_of.tolist():
        stem = book.stem(0.3)
        count[gu] += 1
        suffix = ("읍" if count[gu] <= 2 else "면") if gu in rural else "동"
        stems.append(stem)
        names.append(with_suffix(stem, suffix))
        dong_codes.append(f"{codes[gu]}{500 + 10 * count[gu]:05d}")
    return stems, names, dong_codes
