"""Hangul to Latin by the Revised Romanization of Korean (2000), with its sound changes."""

LEADS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
         "p", "h")  # fmt: skip
VOWELS = ("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
          "we", "wi", "yu", "eu", "ui", "i")  # fmt: skip
# The sound of a final consonant before another consonant or a pause.
TAILS = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
         "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t")  # fmt: skip
# What moves over when a vowel follows: what stays, and the new lead.
CARRIED = {
    1: ("", "g"), 2: ("", "kk"), 4: ("", "n"), 7: ("", "d"), 8: ("", "r"), 9: ("l", "g"),
    10: ("l", "m"), 16: ("", "m"), 17: ("", "b"), 18: ("p", "s"), 19: ("", "s"), 20: ("", "ss"),
    22: ("", "j"), 23: ("", "ch"), 24: ("", "k"), 25: ("", "t"), 26: ("", "p"), 27: ("", ""),
}  # fmt: skip
NASAL = {"k": "ng", "t": "n", "p": "m"}
FIRST, COUNT = 0xAC00, 11_172


def romanise(hangul: str) -> str:
    """`왕십리` → `Wangsimni`. Characters that are not Hangul stay as they are."""
    pieces: list[str] = []
    syllables = [ord(c) - FIRST for c in hangul]
    tail_before = 0
    for index, code in enumerate(syllables):
        if not 0 <= code < COUNT:
            pieces.append(_close(tail_before) + hangul[index])
            tail_before = 0
            continue
        lead, vowel, tail = code // 588, code % 588 // 28, code % 28
        starts = index == 0 or not 0 <= syllables[index - 1] < COUNT
        stays, begins = ("", LEADS[lead]) if starts else _meet(tail_before, lead)
        pieces.append(stays + begins + VOWELS[vowel])
        tail_before = tail
    text = "".join(pieces) + _close(tail_before)
    return text[:1].upper() + text[1:]


def _close(tail: int) -> str:
    return TAILS[tail]


def _meet(tail: int, lead: int) -> tuple[str, str]:
    """How a final consonant and the next lead sound together."""
    begins = LEADS[lead]
    if tail == 0:
        return "", begins
    if begins == "" and tail in CARRIED:
        return CARRIED[tail]
    stays = TAILS[tail]
    if begins in ("n", "m") and stays in NASAL:
        return NASAL[stays], begins
    if begins == "r":
        return _before_r(stays)
    if stays == "l" and begins == "n":
        return "l", "l"
    return stays, begins


def _before_r(stays: str) -> tuple[str, str]:
    if stays in ("l", "n"):
        return "l", "l"
    return NASAL.get(stays, stays), "n"
