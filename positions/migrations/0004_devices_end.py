"""Keys of devices end. Those that exist last for a year from now."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models.functions import Now


def end_old_keys(apps, schema_editor):
    devices = apps.get_model("positions", "Device").objects
    devices.filter(expires_at__isnull=True).update(expires_at=Now() + timedelta(days=366))



class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_tokens_end'),
        ('positions', '0003_days_by_function'),
        ('units', '0002_catalogue'),
    ]

    operations = [
        migrations.AddField(
            model_name='device',
            name='hint',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name='device',
            name='old_digest',
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='device',
            name='old_until',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(end_old_keys, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='device',
            name='expires_at',
            field=models.DateTimeField(verbose_name='expires'),
        ),
        migrations.AddConstraint(
            model_name='device',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('old_digest__isnull', True), ('old_until__isnull', True)), models.Q(('old_digest__isnull', False), ('old_until__isnull', False)), _connector='OR'), name='device_old_key_ends'),
        ),
        migrations.RemoveConstraint(
            model_name='device',
            name='one_device_per_name',
        ),
        migrations.AddConstraint(
            model_name='device',
            constraint=models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('agency', 'name'), name='one_device_per_name'),
        ),
    ]
