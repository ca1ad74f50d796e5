from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "safety_net.core"
    label = "core"
    verbose_name = "Safety Net kernel"

    def ready(self) -> None:
        from safety_net.core import (  # noqa: F401  (importing registers the checks)
            checks,
            database_checks,
            database_rights,
        )

        post_migrate.connect(database_rights.give_after_migrating, sender=self)
