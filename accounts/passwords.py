"""What a password must not be made of: words that anybody here would try first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agencies.models import Agency, City

LONGEST = 200
# So many characters must be left when the words are taken out.
LEAST_OWN = 8
SHORTEST_WORD = 3
ALWAYS = (
    "safety",
    "net",
    "password",
    "dispatch",
    "rescue",
    "emergency",
    "admin",
    "안전",
    "비밀번호",
)


class ContextWords:
    """Names of the city, its agencies and the person, and what this product is called.

    A long phrase may hold some of them; what counts is what is left (ASVS 5.0, 6.2.11).
    """

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                _("A password has at most %(most)s characters.") % {"most": LONGEST},
                code="password_too_long",
            )
        left = password.casefold()
        for word in sorted(set(words_for(user)), key=len, reverse=True):
            left = left.replace(word, "")
        if len(re.sub(r"(.)\1+", r"\1", left)) < LEAST_OWN:
            raise ValidationError(self.get_help_text(), code="password_of_known_words")

    def get_help_text(self) -> str:
        return _(
            "It must not be made of names that anybody here would try: "
            "yours, the city's, an agency's."
        )


def words_for(user: AbstractBaseUser | None) -> Iterator[str]:
    """The words, in small letters."""
    texts = list(ALWAYS)
    for city in City.objects.values_list("slug", "name_ko", "name_en"):
        texts += city
    for agency in Agency.objects.values_list("slug", "name_ko", "name_en", "short_ko", "short_en"):
        texts += agency
    if user is not None:
        names = ("username", "first_name", "last_name", "email")
        texts += [str(getattr(user, name, "")) for name in names]
    for text in texts:
        for word in re.split(r"[\W_]+", text.casefold()):
            # Two letters of Hangul are a name; two Latin ones are nothing.
            if len(word) >= SHORTEST_WORD or (len(word) == 2 and not word.isascii()):
                yield word
