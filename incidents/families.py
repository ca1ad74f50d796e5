"""What people call the families of incident types, which the codes only abbreviate."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

FAMILIES = {
    "FIRE": pgettext_lazy("type family", "fire"),
    "RESCUE": pgettext_lazy("type family", "rescue"),
    "EMS": pgettext_lazy("type family", "medical"),
    "HAZ": pgettext_lazy("type family", "hazardous materials"),
    "CRIME": pgettext_lazy("type family", "crime"),
    "PERSON": pgettext_lazy("type family", "person at risk"),
    "TRAFFIC": pgettext_lazy("type family", "traffic"),
    "CROWD": pgettext_lazy("type family", "crowd"),
    "NAT": pgettext_lazy("type family", "natural disaster"),
    "INFRA": pgettext_lazy("type family", "utilities"),
    "TRANS": pgettext_lazy("type family", "transport"),
    "HEALTH": pgettext_lazy("type family", "public health"),
    "CIVIL": pgettext_lazy("type family", "civil defence"),
    "LIFE": pgettext_lazy("type family", "life safety"),
    "ADMIN": pgettext_lazy("type family", "administration"),
    "TEST": pgettext_lazy("type family", "drill"),
}


def name_of_family(family: str) -> str:
    """In the language of whoever reads; a family that a city added is called by its code."""
    return str(FAMILIES.get(family, family))
