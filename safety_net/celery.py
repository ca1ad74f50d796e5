"""The Celery application. It carries work; PostgreSQL remembers what must happen."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_net.settings.local")
application = Celery("safety_net")
application.config_from_object("django.conf:settings", namespace="CELERY")
application.autodiscover_tasks()
