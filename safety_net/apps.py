"""The product as a whole: it wires its parts together once they are loaded."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class SafetyNetConfig(AppConfig):
    name = "safety_net"
    label = "safety_net"
    verbose_name = "Safety Net"

    def ready(self) -> None:
        from safety_net import wiring
        from safety_net.core.wall import building

        wiring.connect()
        # Both are sent for each app that has tables; once is enough.
        kernel = apps.get_app_config("core")
        pre_migrate.connect(building.take_away, sender=kernel)
        post_migrate.connect(building.build, sender=kernel)
