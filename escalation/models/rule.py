"""Rules, and their published versions, which never change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency


class Rule(models.Model):
    """With an `agency` it is that agency's own; without one it is the city's.

    `draft` is what an admin works on. What counts is the `published` version, while the rule is
    active. `version` grows with every change of this row.
    """

    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    draft = models.JSONField(_("draft"), null=True, blank=True)
    published = models.ForeignKey(
        "RuleVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.CharField(_("changed by"), max_length=150)

    class Meta:
        verbose_name = _("escalation rule")
        verbose_name_plural = _("escalation rules")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name_ko=""), name="a_rule_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_ko


class RuleVersion(models.Model):
    """A trigger refuses to change or delete it: a running escalation must find what it began with.

    `definition` is read by escalation/definition.py.
    """

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    definition = models.JSONField(_("definition"))
    published_at = models.DateTimeField(_("published at"))
    published_by = models.CharField(_("published by"), max_length=150)

    class Meta:
        verbose_name = _("version of a rule")
        verbose_name_plural = _("versions of rules")
        ordering = ["rule", "number"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="one_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} v{self.number}"
