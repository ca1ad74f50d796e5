from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "safety_net.core"
    label = "core"
    verbose_name = "Safety Net kernel"
