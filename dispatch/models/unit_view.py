"""How a person left the unit status board, so that it is the same at the next desk."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyKind, Membership

MINE, ALL = "mine", "all"
TABS = (MINE, ALL, *AgencyKind.values, "other")
LONGEST_FILTER = 100


class UnitOrder(models.TextChoices):
    """What the rows are ordered by; emergencies stand above every order."""

    STATUS = "status", _("status")
    CALL_SIGN = "call_sign", _("call sign")
    SINCE = "since", _("time in status")
    KIND = "kind", _("kind")


class UnitView(models.Model):
    """The tab, order and filter of one person at one agency. A taste, so no entry in the log."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    service = models.CharField(_("service"), max_length=20, default=MINE)
    sort = models.CharField(_("order"), max_length=20, choices=UnitOrder, default=UnitOrder.STATUS)
    text = models.CharField(_("filter"), max_length=LONGEST_FILTER, blank=True, default="")
    free = models.BooleanField(_("free units only"), default=False)

    class Meta:
        verbose_name = _("view of the unit board")
        verbose_name_plural = _("views of the unit board")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service__in=TABS), name="unit_board_has_this_tab"
            ),
            models.CheckConstraint(
                condition=models.Q(sort__in=UnitOrder.values), name="unit_board_has_this_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.service}, {self.sort}"
