"""What needs no account: push messages to browsers, and chats that people name themselves."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PROVIDERS = [("browsers", "webpush", "Browsers", 50), ("chats", "chat", "Chats", 10)]


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    providers = apps.get_model("notify", "Provider")
    for slug, kind, name, per_second in PROVIDERS:
        providers.objects.create(
            slug=slug, kind=kind, name=name, channels=[kind], per_second=per_second
        )


class Migration(migrations.Migration):
    dependencies = [("notify", "0002_flags_agree")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
