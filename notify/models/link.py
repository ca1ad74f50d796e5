"""A link that answers one message as one person, once."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q

from notify.models.message import Message
from notify.states import How


class AnswerLink(models.Model):
    """Only the digest of its token is kept; the token itself is 256 random bits."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    how = models.CharField(max_length=10, choices=How)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how__in=[How.LINK, How.PUSH]), name="a_link_is_of_a_known_sort"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.how}"

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()
