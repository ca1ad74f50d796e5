"""One person is told or asked one thing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.models import Incident
from notify.models.provider import Provider
from notify.states import How, MessageState


class Message(models.Model):
    """For one person, or for one webhook. `kind` and `facts` become words when it is sent.

    `cause` and `generation` say whose doing it is; what no longer stands is not sent. `code` is
    what a person types to answer by text message.
    """

    dedupe_key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="messages",
    )
    webhook = models.ForeignKey(
        Provider, null=True, blank=True, on_delete=models.CASCADE, related_name="calls"
    )
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.CASCADE)
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    cause = models.CharField(max_length=100, blank=True)
    generation = models.PositiveIntegerField(default=0)
    urgent = models.BooleanField(_("urgent"), default=False)
    exercise = models.BooleanField(_("exercise"), default=False)
    asks = models.BooleanField(_("asks for an answer"), default=False)
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    code = models.CharField(max_length=6, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MessageState)
    queued_at = models.DateTimeField(_("queued at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=150, blank=True)
    answered_how = models.CharField(max_length=10, choices=How, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MessageState.values), name="message_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, webhook__isnull=True)
                | Q(user__isnull=True, webhook__isnull=False),
                name="a_message_is_for_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(answered_how="")),
                name="an_answer_has_a_name",
            ),
            # What a delivery's own flag points at, so that it can't differ.
            models.UniqueConstraint(fields=["id", "exercise"], name="message_and_exercise"),
        ]
        indexes = [
            models.Index(
                fields=["user", "-queued_at"],
                condition=Q(state="queued"),
                name="notify_open_of_person",
            ),
            models.Index(
                fields=["cause", "generation"],
                include=["id"],
                condition=Q(state="queued"),
                name="notify_open_of_cause",
            ),
            models.Index(fields=["user", "-id"], name="notify_of_person"),
            models.Index(fields=["incident", "id"], name="notify_of_incident"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.user_id or self.webhook_id}"

    @property
    def is_open(self) -> bool:
        return self.state == MessageState.QUEUED
