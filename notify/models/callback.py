"""What providers told us, word for word, before anybody made sense of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from notify.models.provider import Provider


class RawCallback(models.Model):
    """Stored first and processed then, as often as it takes."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="callbacks")
    received_at = models.DateTimeField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    attempts = models.PositiveSmallIntegerField(default=0)
    processed_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=Q(processed_at__isnull=True),
                name="notify_open_callbacks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.received_at:%H:%M:%S}"
