"""`manage.py give_rights`: let the application work in the owner's tables."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from safety_net.core import database_rights


class Command(BaseCommand):
    help = "Give the role of DATABASE_URL its rights, as the owner of DATABASE_OWNER_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        role = settings.SAFETY_NET_APPLICATION_ROLE
        if not role:
            raise CommandError("DATABASE_OWNER_URL is not set: owner and application are one.")
        try:
            database_rights.give(role)
        except database_rights.NoSuchRole as refusal:
            raise CommandError(str(refusal)) from refusal
