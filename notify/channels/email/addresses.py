"""E-mail addresses in their one spelling."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from notify.channels.base import hidden


def clean(address: str) -> str:
    """The domain in small letters; ValueError for what is no address."""
    name, _at, domain = address.strip().rpartition("@")
    found = f"{name}@{domain.lower()}"
    try:
        validate_email(found)
    except ValidationError as problem:
        raise ValueError(_("Write an e-mail address, such as kim@example.org.")) from problem
    return found


def mask(address: str) -> str:
    name, _at, domain = address.rpartition("@")
    return f"{hidden(name, head=1, tail=0)}@{domain}"
