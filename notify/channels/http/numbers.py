"""Telephone numbers in their one spelling, E.164."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from notify.channels.base import hidden

E164 = re.compile(r"\+[1-9]\d{7,14}")
MARKS = re.compile(r"[\s().\-]")


def clean(address: str) -> str:
    """`+821012345678`; a number without its country is one of this country."""
    number = MARKS.sub("", address)
    if number.startswith("00"):
        number = f"+{number[2:]}"
    elif number.startswith("0"):
        number = f"+82{number[1:]}"
    if not E164.fullmatch(number):
        raise ValueError(_("Write a telephone number, such as +82 10 1234 5678."))
    return number


def mask(address: str) -> str:
    return hidden(address, head=3)
