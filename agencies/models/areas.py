"""Districts and service areas. Both are valid for a time, because cities redraw their lines."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.contrib.gis.db import models
from django.contrib.gis.geos import Point
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency

A = TypeVar("A", bound=models.Model)


class AreaQuerySet(models.QuerySet[A]):
    """Questions about areas; they chain and read aloud."""

    def valid_on(self, day: date) -> Self:
        started = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day)
        going_on = models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day)
        return self.filter(started & going_on)

    def covering(self, point: Point) -> Self:
        return self.filter(area__covers=point)


class District(models.Model):
    """A gu/gun or a dong. `valid_to` is the last day on which it was one."""

    class Level(models.TextChoices):
        GU = "gu", _("district")
        DONG = "dong", _("neighbourhood")

    code = models.CharField(_("code"), max_length=20)
    level = models.CharField(_("level"), max_length=4, choices=Level)
    name_ko = models.CharField(_("Korean name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE)
    area = models.MultiPolygonField(_("area"), srid=4326)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="one_district_per_code_and_time",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_ko


class ServiceArea(models.Model):
    """Where an agency is responsible for a service ("fire", "police", "city" …)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="service_areas")
    service = models.CharField(_("service"), max_length=30)
    name = models.CharField(_("name"), max_length=100, blank=True)
    area = models.MultiPolygonField(_("area"), srid=4326)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("service area")
        verbose_name_plural = _("service areas")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "service", "name", "valid_from"],
                name="one_service_area_per_name_and_time",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.service} {self.name}".strip()


class AreaShape(models.Model):
    """The shape of a service area from one of its versions on, until a later one.

    The city log says who changed an area and when; shapes are too large for its entries.
    """

    service_area = models.ForeignKey(ServiceArea, on_delete=models.CASCADE, related_name="shapes")
    version = models.PositiveIntegerField()
    area = models.MultiPolygonField(srid=4326)

    class Meta:
        verbose_name = _("shape of a service area")
        verbose_name_plural = _("shapes of service areas")
        constraints = [
            models.UniqueConstraint(
                fields=["service_area", "version"], name="one_shape_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_area_id} v{self.version}"
