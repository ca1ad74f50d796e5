"""The console app."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "safety_net.console"
    label = "console"

    def ready(self) -> None:
        from safety_net.console import checks  # noqa: F401  (importing registers the checks)
