"""`manage.py audit_key`: make the key that signs what is removed for good, if there is none."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from safety_net.core.city_log import manifests


class Command(BaseCommand):
    help = "Make the Ed25519 key that signs manifests of removed data."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(f"made {manifests.make_key()}; keep its *.pub elsewhere, too")
        except FileExistsError:
            self.stdout.write(f"{manifests.key_file()} is there already")
