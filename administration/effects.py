"""What a change would do to what is going on now, told before it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from incidents.models import Incident
from incidents.permissions import incidents_for
from safety_net.core.access import Viewer

MOST_NAMED = 12
# What is no part of the form: the token, and the word that it was looked at.
NOT_ASKED = {"csrfmiddlewaretoken", "confirmed"}


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One sentence; the incidents that it is about, as far as the viewer may see them."""

    text: str
    incidents: list[Incident] = field(default_factory=list)
    more: int = 0


def about(text: str, incident_ids: Iterable[int], viewer: Viewer) -> Effect:
    """Names those of the incidents that the viewer may see, and counts the rest."""
    ids = set(incident_ids)
    shown = incidents_for(viewer).filter(pk__in=ids).select_related("type")
    named = list(shown.worst_first()[:MOST_NAMED])
    return Effect(text=text, incidents=named, more=len(ids) - len(named))


def digest(sent: Mapping[str, object]) -> str:
    """Tells what was asked for from everything else, so that nothing else is confirmed."""
    said = sorted((name, str(value)) for name, value in sent.items() if name not in NOT_ASKED)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]
