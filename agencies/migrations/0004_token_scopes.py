"""Tokens get scopes and an end. Those that exist keep all they could do, for a year at least."""

from datetime import timedelta

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models.functions import Now


def keep_old_tokens(apps, schema_editor):
    tokens = apps.get_model("agencies", "ApiToken").objects
    tokens.update(scopes=["all"])
    tokens.filter(expires_at__isnull=True).update(expires_at=Now() + timedelta(days=366))


class Migration(migrations.Migration):

    dependencies = [
        ("agencies", "0003_hidden_agencies"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="is_program",
            field=models.BooleanField(default=False, verbose_name="integration account"),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None, verbose_name="scopes",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="apitoken", name="hint", field=models.CharField(blank=True, max_length=8, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="apitoken", name="last_used_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last used"),
        ),
        migrations.AddField(
            model_name="apitoken", name="old_digest",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="apitoken", name="old_until", field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(keep_old_tokens, migrations.RunPython.noop),
    ]
