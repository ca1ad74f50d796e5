from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "safety_net.core"
    label = "core"
    verbose_name = "Safety Net kernel"

    def ready(self) -> None:
        from safety_net.core import checks  # noqa: F401  (importing registers the checks)
