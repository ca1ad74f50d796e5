"""Codes of second factors: each is good once, whether or not Redis is there to remember it."""

from __future__ import annotations

import structlog
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters_now
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils.crypto import constant_time_compare

log = structlog.get_logger(__name__)
LAST_USED = "last_counter"


@transaction.atomic
def accept(user_id: int, code: str) -> Authenticator | None:
    """The authenticator whose code this is, which is used up by it; None if it is nobody's."""
    said = "".join(letter for letter in code if letter.isascii() and letter.isalnum())
    rows = Authenticator.objects.select_for_update().filter(user_id=user_id)
    for row in rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"):
        try:
            if _is_its_code(row, said):
                return row
        except InvalidToken:
            log.error("second_factor_sealed_with_another_key", user=user_id, type=row.type)
    return None


def _is_its_code(row: Authenticator, code: str) -> bool:
    if row.type == Authenticator.Type.TOTP:
        return _accept_totp(row, code)
    return bool(row.wrap().validate_code(code))


def _accept_totp(row: Authenticator, code: str) -> bool:
    """RFC 6238, 5.2: a code is not accepted a second time, nor one from before it."""
    if len(code) != app_settings.TOTP_DIGITS:
        return False
    secret, last = decrypt(row.data["secret"]), row.data.get(LAST_USED, -1)
    for counter in counters_now():
        right = constant_time_compare(code, format_hotp_value(hotp_value(secret, counter)))
        if right and counter > last:
            row.data[LAST_USED] = counter
            row.save(update_fields=["data"])
            return True
    return False
