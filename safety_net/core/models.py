"""The kernel's tables: the city log, its head, and kept answers for repeated requests."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from safety_net.core.city_log import chain
from safety_net.core.clock import iso


class LogHead(models.Model):
    """One row: the last `seq` and its hash. Locking it is what makes the log gapless."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=chain.GENESIS)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="the_log_has_one_head"),
        ]

    def __str__(self) -> str:
        return f"head is {self.seq}"


class LogEntry(models.Model):
    """One fact of the city. Rows are only ever added; a trigger refuses anything else."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.TextField()
    actor_kind = models.TextField()
    actor_user_id = models.BigIntegerField(null=True)
    actor_agency_id = models.BigIntegerField(null=True)
    actor_name = models.TextField()
    actor_role = models.TextField(blank=True)
    request_id = models.TextField(blank=True)
    address = models.GenericIPAddressField(null=True)
    subject_type = models.TextField()
    subject_id = models.BigIntegerField()
    audience = ArrayField(models.TextField())
    payload = models.JSONField()
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "seq"], name="log_by_subject"),
            models.Index(fields=["kind", "seq"], name="log_by_kind"),
            # What auditors ask for, the newest first.
            models.Index(fields=["at", "seq"], name="log_by_time"),
            models.Index(fields=["actor_user_id", "at", "seq"], name="log_by_person"),
            models.Index(fields=["actor_agency_id", "at", "seq"], name="log_by_agency"),
            models.Index(fields=["address", "at", "seq"], name="log_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @property
    def purged_by(self) -> int | None:
        """The manifest that says why the payload is gone; None where it is still there."""
        manifest = self.payload.get(chain.PURGED) if len(self.payload) == 1 else None
        return manifest if isinstance(manifest, int) else None

    def computed_hash(self) -> bytes:
        """The hash that this row's content should have."""
        return chain.link(
            bytes(self.prev_hash),
            seq=self.seq,
            at=self.at,
            kind=self.kind,
            actor=[
                self.actor_kind,
                self.actor_user_id,
                self.actor_agency_id,
                self.actor_name,
                self.actor_role,
                self.request_id,
                chain.address(self.address),
            ],
            subject=[self.subject_type, self.subject_id],
            audience=self.audience,
            payload=self.payload,
        )

    def wire(self) -> dict[str, Any]:
        """The entry as browsers and API clients read it; see docs/live.md."""
        return {
            "seq": self.seq,
            "at": iso(self.at),
            "kind": self.kind,
            "by": {
                "name": self.actor_name,
                "user": self.actor_user_id,
                "agency": self.actor_agency_id,
                "kind": self.actor_kind,
            },
            "subject": {"type": self.subject_type, "id": self.subject_id},
            "data": self.payload,
        }


class PurgeManifest(models.Model):
    """What was removed for good, and by which rules; signed, so that nobody adds to it later."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    body = models.TextField()  # canonical JSON; what the signature covers
    signature = models.BinaryField()
    key = models.CharField(max_length=64)  # SHA-256 of the public key

    def __str__(self) -> str:
        return f"manifest {self.pk}"


class PurgedEntry(models.Model):
    """An entry whose payload a manifest removed: its hash, and that of what remains of it."""

    seq = models.BigIntegerField(primary_key=True)
    manifest = models.ForeignKey(PurgeManifest, on_delete=models.PROTECT, related_name="entries")
    hash = models.BinaryField()
    remains = models.BinaryField()

    def __str__(self) -> str:
        return f"entry {self.pk} of manifest {self.manifest_id}"


class KeptAnswer(models.Model):
    """The answer to a POST that carried an Idempotency-Key, for when it comes again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_key"),
        ]
        indexes = [models.Index(fields=["at"], name="kept_answers_by_age")]

    def __str__(self) -> str:
        return self.key
