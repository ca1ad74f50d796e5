"""P0 acknowledged within 30 s, P1 within 60 s; then 5, 15 and 30 minutes."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SECONDS = {0: 30, 1: 60, 2: 300, 3: 900, 4: 1800}


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    targets = apps.get_model("dispatch", "AgeingTarget")
    for priority, seconds in SECONDS.items():
        targets.objects.create(priority=priority, pending_seconds=seconds)


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
