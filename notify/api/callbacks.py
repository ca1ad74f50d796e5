"""Where providers call back. The signature is all that speaks for them, so no session counts."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notify.models import Provider
from notify.services import callbacks
from notify.signing import SIGNATURE, TIMESTAMP, is_signed
from safety_net.core import clock
from safety_net.core.errors import Invalid, Refusal, TooLarge
from safety_net.core.problems import CONTENT_TYPE, document

log = structlog.get_logger(__name__)
LARGEST = 64 * 1024


class NotSigned(Refusal):
    """No signature, a wrong one, or one of long ago; which of them is nobody's business."""

    status = 401
    code = "not_signed"
    title = "This is not signed by a provider that is known here, or too long ago."


@csrf_exempt
@require_POST
def callback(request: HttpRequest, slug: str) -> HttpResponse:
    """202 once it is kept; 400 where it is kept but says nothing that can be used."""
    try:
        raw = _keep(request, slug)
        fault = callbacks.process(callback_id=raw, at=clock.now())
        if fault and fault != callbacks.UNKNOWN:
            raise Invalid(fault)
    except Refusal as refusal:
        log.warning("callback_refused", provider=slug, code=refusal.code)
        return JsonResponse(document(refusal), status=refusal.status, content_type=CONTENT_TYPE)
    return HttpResponse(status=202)


def _keep(request: HttpRequest, slug: str) -> int:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise TooLarge
    at = clock.now()
    provider = Provider.objects.filter(slug=slug).first()
    signed = is_signed(
        str(provider.secrets.get("callback", "")) if provider else "",
        signature=request.headers.get(SIGNATURE, ""),
        timestamp=request.headers.get(TIMESTAMP, ""),
        body=request.body,
        now=at.timestamp(),
    )
    if provider is None or not signed:
        raise NotSigned
    return callbacks.keep(
        provider=provider, body=request.body, headers=dict(request.headers), at=at
    ).pk
