"""A person's own contact methods: added, proven, put in order, tried out, taken back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from notify.channels import registry
from notify.channels.base import Channel
from notify.models import ContactMethod, Delivery, VerificationCode
from notify.services import telling, verifying_codes
from notify.services.direct import send_to
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid, NotFound, Refusal

MOST_METHODS = 12
MOST_CODES, CODES_WITHIN = 3, timedelta(minutes=10)


class TooManyCodes(Refusal):
    """Nobody is flooded with codes; `extra`: `retry_after` in seconds."""

    status = 429
    code = "too_many_codes"
    title = _("Several codes were sent already. Wait a few minutes.")


class WrongCode(Refusal):
    """`extra`: `tries_left`; with none left a new code is needed."""

    status = 400
    code = "wrong_code"
    title = _("This is not the code that was sent, or it is too old.")


def add(
    *, channel: str, address: str, label: str = "", language: str = "ko", by: Actor, at: datetime
) -> ContactMethod:
    """A new address of one's own, not yet proven. One that is there already stays as it is."""
    known = _typed_channel(channel)
    cleaned = _cleaned(known, address)
    with city_log.change(by=by, at=at) as log:
        method, is_new = _get_or_make(known.name, cleaned, language=language, by=by, at=at)
        if is_new or not method.is_active:
            method.label, method.is_active = label, True
            method.save(update_fields=["label", "is_active"])
            telling.tell_contact(method, "added", log=log)
    return method


def subscribe(
    *, endpoint: str, keys: Mapping[str, str], label: str, language: str, by: Actor, at: datetime
) -> ContactMethod:
    """This browser's push subscription; that it came from the browser is its proof."""
    known = registry.browser_channel()
    if known is None or known.clean_keys is None:
        raise Invalid(endpoint=_("Addresses of this kind can't be added here."))
    try:
        cleaned, kept = known.clean(endpoint), known.clean_keys(keys)
    except ValueError as problem:
        raise Invalid(endpoint=str(problem)) from problem
    with city_log.change(by=by, at=at) as log:
        # A browser is one person's at a time: whoever signs in there takes it over.
        others = ContactMethod.objects.filter(channel=known.name, address=cleaned)
        others.exclude(user_id=by.user_id or 0).delete()
        method, _new = _get_or_make(known.name, cleaned, language=language, by=by, at=at)
        method.keys, method.label, method.is_active = kept, label or method.label, True
        method.verified_at = method.verified_at or at
        method.save()
        telling.tell_contact(method, "added", log=log)
    return method


def change(*, method_id: int, values: Mapping[str, Any], by: Actor, at: datetime) -> ContactMethod:
    """Its name, its language, whether it is used."""
    with city_log.change(by=by, at=at) as log:
        method = own(method_id, by)
        for name, value in values.items():
            setattr(method, name, value)
        method.save(update_fields=[*values])
        telling.tell_contact(method, "changed", log=log)
    return method


def put_in_order(*, method_ids: Sequence[int], by: Actor, at: datetime) -> None:
    """All of one's methods, the one to be tried first named first."""
    with city_log.change(by=by, at=at) as log:
        mine = {one.pk: one for one in _mine(by).select_for_update().order_by("pk")}
        if sorted(method_ids) != sorted(mine):
            raise Invalid(methods=_("Name each of your contact methods once."))
        before = sorted(mine, key=lambda pk: (mine[pk].order, pk))
        if list(method_ids) == before:
            return
        for number, pk in enumerate(method_ids, start=1):
            mine[pk].order = number
        ContactMethod.objects.bulk_update(mine.values(), ["order"])
        # Whoever was not reached in time will ask since when this one came first.
        telling.tell_contact(mine[method_ids[0]], "put first", log=log)


def move_up(*, method_id: int, by: Actor, at: datetime) -> None:
    """One place up, to be tried sooner; the first one stays where it is."""
    ids = list(_mine(by).order_by("order", "pk").values_list("pk", flat=True))
    if method_id not in ids:
        raise NotFound
    place = ids.index(method_id)
    if place:
        ids[place - 1], ids[place] = ids[place], ids[place - 1]
        put_in_order(method_ids=ids, by=by, at=at)


def remove(*, method_id: int, by: Actor, at: datetime) -> None:
    with city_log.change(by=by, at=at) as log:
        method = own(method_id, by)
        telling.tell_contact(method, "removed", log=log)
        method.delete()


def send_code(*, method_id: int, by: Actor, at: datetime) -> VerificationCode:
    """Six digits to that very address, a few times in ten minutes at most."""
    with city_log.change(by=by, at=at) as log:
        method = own(method_id, by)
        if method.verified_at is not None:
            raise Invalid(method=_("This address is verified."))
        _expect_few_codes(by, at=at)
        code = VerificationCode.objects.create(
            method=method,
            nonce=secrets.token_hex(16),
            sent_at=at,
            expires_at=at + VerificationCode.LASTS,
        )
        send_to(
            method,
            kind="verify",
            facts={"nonce": code.nonce},
            dedupe_key=f"verify:{code.pk}",
            agency_id=by.agency_id,
            log=log,
        )
    return code


def verify(*, method_id: int, code: str, by: Actor, at: datetime) -> ContactMethod:
    """The code that came by that channel proves the address. A wrong one counts as a try."""
    with city_log.change(by=by, at=at) as log:
        method = own(method_id, by)
        newest = method.codes.select_for_update().order_by("-sent_at", "-pk").first()
        left = _tries_left(newest, at=at)
        if newest is None or left <= 0:
            raise WrongCode(tries_left=0)
        newest.tries += 1
        is_right = secrets.compare_digest(code, verifying_codes.digits(newest.nonce))
        if is_right:
            newest.used_at = method.verified_at = at
            method.save(update_fields=["verified_at"])
            telling.tell_contact(method, "verified", log=log)
        newest.save(update_fields=["tries", "used_at"])
    # Outside the change, so that the try stays counted.
    if not is_right:
        raise WrongCode(tries_left=left - 1)
    return method


def test(*, method_id: int, by: Actor, at: datetime) -> Delivery:
    """Send a message that says nothing but that it came."""
    with city_log.change(by=by, at=at) as log:
        method = own(method_id, by)
        if not method.is_usable:
            raise Invalid(method=_("Verify this address first."))
        key = f"test:{method.pk}:{at.timestamp():.0f}"
        return send_to(
            method, kind="test", facts={}, dedupe_key=key, agency_id=by.agency_id, log=log
        )


def own(method_id: int, by: Actor) -> ContactMethod:
    """One's own method, locked. NotFound for anybody else's."""
    rows = _mine(by).select_for_update(of=("self",)).select_related("user")
    method = rows.filter(pk=method_id).first()
    if method is None:
        raise NotFound
    return method


def _mine(by: Actor) -> QuerySet[ContactMethod]:
    return ContactMethod.objects.filter(user_id=by.user_id or 0)


def _typed_channel(name: str) -> Channel:
    known = registry.channels().get(name)
    if known is None or not known.typed:
        raise Invalid(channel=_("Addresses of this kind can't be added here."))
    return known


def _cleaned(channel: Channel, address: str) -> str:
    try:
        return channel.clean(address)
    except ValueError as problem:
        raise Invalid(address=str(problem)) from problem


def _get_or_make(
    channel: str, address: str, *, language: str, by: Actor, at: datetime
) -> tuple[ContactMethod, bool]:
    mine = _mine(by)
    last = mine.aggregate(last=Max("order"))["last"] or 0
    found = mine.select_for_update().filter(channel=channel, address=address).first()
    if found is not None:
        return found, False
    if mine.count() >= MOST_METHODS:
        raise Invalid(address=_("Twelve contact methods are the most."))
    made = ContactMethod.objects.create(
        user_id=by.user_id or 0,
        channel=channel,
        address=address,
        language=language,
        order=last + 1,
        created_at=at,
    )
    return made, True


def _expect_few_codes(by: Actor, *, at: datetime) -> None:
    recent = VerificationCode.objects.filter(
        method__user_id=by.user_id or 0, sent_at__gt=at - CODES_WITHIN
    )
    if recent.count() >= MOST_CODES:
        raise TooManyCodes(retry_after=int(CODES_WITHIN.total_seconds()))


def _tries_left(code: VerificationCode | None, *, at: datetime) -> int:
    if code is None or code.used_at is not None or code.expires_at < at:
        return 0
    return VerificationCode.MOST_TRIES - code.tries
