"""A POST that is sent twice under one Idempotency-Key acts once and is answered alike.

The reservation, the act and the kept answer are one transaction: a refusal keeps nothing, and a
second request that arrives meanwhile waits for the first one's end.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from safety_net.core import city_log, clock, wall
from safety_net.core.acting import viewer_of
from safety_net.core.errors import Invalid, Refusal
from safety_net.core.models import KeptAnswer

KEY = re.compile(r"[ -~]{1,200}")
Handler = Callable[..., Response]


class KeyReused(Refusal):
    """The key was used before with another body or on another address."""

    status = 422
    code = "idempotency_key_reused"
    title = _("This Idempotency-Key was used for something else.")


def once(handler: Handler) -> Handler:
    """Wrap a view's `post` so that its Idempotency-Key, if there is one, is honoured."""

    @functools.wraps(handler)
    def wrapped(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return handler(view, request, *args, **kwargs)
        if not KEY.fullmatch(key):
            raise Invalid(_("The Idempotency-Key must be 1 to 200 printable characters."))
        # The change ends after the answer is kept, so the log's head is still locked last.
        with city_log.change(by=view.actor, at=clock.now()):
            kept, is_new = _reserve(request, key)
            if not is_new:
                return _again(kept, _fingerprint(request))
            with wall.looking(viewer_of(request)):
                response = handler(view, request, *args, **kwargs)
            kept.status, kept.body = response.status_code, response.data
            kept.save(update_fields=["status", "body"])
        return response

    return wrapped


def _reserve(request: Request, key: str) -> tuple[KeptAnswer, bool]:
    user_id = viewer_of(request).user_id
    made = KeptAnswer(user_id=user_id, key=key, fingerprint=_fingerprint(request), at=clock.now())
    # A twin that is under way holds the unique key, so this waits for its end.
    KeptAnswer.objects.bulk_create([made], ignore_conflicts=True)
    kept = KeptAnswer.objects.select_for_update().get(user_id=user_id, key=key)
    return kept, kept.status is None


def _again(kept: KeptAnswer, fingerprint: str) -> Response:
    if kept.fingerprint != fingerprint:
        raise KeyReused
    return Response(kept.body, status=kept.status, headers={"Idempotency-Replayed": "true"})


def _fingerprint(request: Request) -> str:
    viewer = viewer_of(request)
    # As somebody else one may have been answered, or refused, something else.
    asked = [request.method, request.path, viewer.agency_id, viewer.role, request.data]
    text = json.dumps(asked, sort_keys=True)  # the order of members is no difference
    return hashlib.sha256(text.encode()).hexdigest()
