"""Types of incident as the list shows them, and what a change of one would do now."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from administration.effects import Effect, about
from commands.models import CommandWord
from dispatch.models import ResponsePlan
from escalation.definition import read
from escalation.models import Rule
from incidents.models import Incident, IncidentType
from safety_net.core.access import Viewer


def type_rows(q: str, family: str, *, disabled: bool) -> QuerySet[IncidentType]:
    """By code, each with `open_incidents`."""
    found = IncidentType.objects.filter(is_active=not disabled)
    for word in q.split():
        named = Q(name_ko__icontains=word) | Q(name_en__icontains=word)
        found = found.filter(Q(code__icontains=word) | Q(apco__icontains=word) | named)
    if family:
        found = found.filter(code__startswith=f"{family}.")
    own = Incident.objects.open().filter(type=OuterRef("pk")).order_by().values("type")
    counted = Subquery(own.annotate(n=Count("pk")).values("n"))
    return found.annotate(open_incidents=Coalesce(counted, 0)).order_by("code")


def families() -> list[str]:
    codes = IncidentType.objects.values_list("code", flat=True)
    return sorted({code.partition(".")[0] for code in codes})


def plans_for(kind: IncidentType) -> QuerySet[ResponsePlan]:
    """The plans that this type asks first: its own, then those of its family."""
    fitting = Q(incident_type=kind) | Q(incident_type=None, family=kind.family)
    plans = ResponsePlan.objects.filter(fitting, is_active=True).defer("area")
    return plans.select_related("agency", "incident_type").order_by("incident_type", "pk")


def effects_of_change(kind: IncidentType, values: dict[str, Any], viewer: Viewer) -> list[Effect]:
    """What goes on as it was, and what would lead nowhere."""
    open_ones = list(Incident.objects.open().filter(type=kind).values_list("pk", flat=True))
    effects = []
    if kind.is_active and not values["is_active"]:
        effects += _left_behind(kind)
        if open_ones:
            text = _("These open incidents keep the type; nothing new can be filed under it:")
            effects.append(about(text, open_ones, viewer))
        return effects
    parts = (values["lead_kind"], sorted(values["support_kinds"]))
    if open_ones and parts != (kind.lead_kind, sorted(kind.support_kinds)):
        text = _("These open incidents keep the agencies that they have; new ones get the others:")
        effects.append(about(text, open_ones, viewer))
    return effects


def _left_behind(kind: IncidentType) -> list[Effect]:
    plans = ResponsePlan.objects.filter(incident_type=kind, is_active=True).defer("area")
    words = CommandWord.objects.filter(preset__type=kind.code)
    named = {
        _("Response plans of it are asked no more: %(names)s."): [str(one) for one in plans],
        _("Escalation rules name it: %(names)s."): _rules(kind.code),
        _("Command words are set to it: %(names)s."): [one.word for one in words],
    }
    return [
        Effect(text=text % {"names": ", ".join(names)}) for text, names in named.items() if names
    ]


def _rules(code: str) -> list[str]:
    rules = Rule.objects.filter(is_active=True, published__isnull=False).select_related("published")
    return [
        str(rule)
        for rule in rules
        if rule.published and code in read(rule.published.definition).scope.types
    ]
