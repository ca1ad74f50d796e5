"""An agreement between two agencies, and the signatures under it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from agreements.querysets import AgreementQuerySet
from agreements.states import Level


class Agreement(models.Model):
    """`giver` lets `receiver` see incidents that the giver leads. Its terms never change.

    Empty `types`, `priorities` and a blank `area` mean: all of them. A type is a code or a family:
    FIRE.STRUCT or FIRE. `area` is frozen as it was proposed; `districts` says in words what it was
    made of. Other terms are a new agreement that `replaces` this one when it comes into force.
    `in_force` is what was last told to the desks; `settled_at` when incidents were last made to
    follow it.
    """

    giver = models.ForeignKey(
        Agency, verbose_name=_("from agency"), on_delete=models.PROTECT, related_name="given"
    )
    receiver = models.ForeignKey(
        Agency, verbose_name=_("to agency"), on_delete=models.PROTECT, related_name="received"
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    types = ArrayField(models.CharField(max_length=40), verbose_name=_("types"), default=list)
    priorities = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("priorities"), default=list
    )
    districts = ArrayField(
        models.CharField(max_length=20), verbose_name=_("districts"), default=list
    )
    area = models.MultiPolygonField(_("area"), srid=4326, null=True, blank=True)
    valid_from = models.DateTimeField(_("valid from"))
    valid_to = models.DateTimeField(_("valid to"), null=True, blank=True)
    purpose = models.CharField(_("purpose"), max_length=500)
    revision = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    version = models.PositiveIntegerField(default=1)
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.CharField(_("proposed by"), max_length=150)
    proposed_for = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    in_force = models.BooleanField(_("in force"), default=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True)
    ended_for = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    turned_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("sharing agreement")
        verbose_name_plural = _("sharing agreements")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="agreement_level_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="an_agreement_is_between_two"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(in_force=False) | Q(ended_at__isnull=True),
                name="an_ended_agreement_is_not_in_force",
            ),
        ]
        indexes = [
            models.Index(
                fields=["giver"], condition=Q(in_force=True), name="agreement_in_force_by_giver"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id}: {self.level}"


class Signature(models.Model):
    """A named person put their agency's name under it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency"], name="one_signature_of_each_side"
            ),
            models.UniqueConstraint(
                fields=["agreement", "user"], name="nobody_signs_for_both_sides"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} · {self.name}"
