"""Safety Net: one incident picture for a city's agencies."""

from safety_net.celery import application as celery_application

__all__ = ["celery_application"]
