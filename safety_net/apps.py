"""The product as a whole: it wires its parts together once they are loaded."""

from django.apps import AppConfig


class SafetyNetConfig(AppConfig):
    name = "safety_net"
    label = "safety_net"
    verbose_name = "Safety Net"

    def ready(self) -> None:
        from safety_net import wiring

        wiring.connect()
