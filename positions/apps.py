from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PositionsConfig(AppConfig):
    name = "positions"
    verbose_name = _("positions")

    def ready(self) -> None:
        from positions import checks  # noqa: F401  (importing registers the checks)
