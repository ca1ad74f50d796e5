"""What the rules would remove now, what is held, and what was removed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from audit.models import LegalHold
from audit.permissions import Scope
from audit.selectors import purgeable
from audit.views.common import for_auditors, page
from safety_net.core import clock
from safety_net.core.models import PurgeManifest

NEWEST = 20


@require_safe
@for_auditors
def retention(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A preview; the purge itself is the owner's command."""
    if scope.agency_id is not None:
        raise PermissionDenied  # the rules are the city's
    counts = purgeable.counts(at=clock.now())
    context = {
        "rules": [(data.label, purgeable.days_of(data), rows) for data, rows in counts.items()],
        "holds": LegalHold.objects.select_related("incident").order_by("-at"),
        "manifests": PurgeManifest.objects.order_by("-pk")[:NEWEST],
    }
    return page(request, "audit/retention.html", context)
