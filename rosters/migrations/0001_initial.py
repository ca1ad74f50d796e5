import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import rosters.models.during


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0002_answer_seconds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('name_ko', models.CharField(max_length=100, verbose_name='Korean name')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='English name')),
            ],
            options={
                'verbose_name': 'holiday',
                'verbose_name_plural': 'holidays',
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_ko', models.CharField(max_length=100, verbose_name='Korean name')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='English name')),
                ('passes_on', models.BooleanField(default=True, verbose_name='turns of people away pass on')),
                ('hand_over_minutes', models.PositiveSmallIntegerField(default=0, verbose_name='minutes of hand-over')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
                ('changed_by', models.CharField(max_length=150, verbose_name='changed by')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rosters', to='agencies.agency')),
            ],
            options={
                'verbose_name': 'roster',
                'verbose_name_plural': 'rosters',
                'ordering': ['agency_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin', models.DateTimeField(verbose_name='from')),
                ('end', models.DateTimeField(verbose_name='until')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('instead_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='rosters.roster')),
            ],
            options={
                'verbose_name': 'override',
                'verbose_name_plural': 'overrides',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='GapAlarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin', models.DateTimeField(verbose_name='from')),
                ('end', models.DateTimeField(verbose_name='until')),
                ('goes_on', models.BooleanField(default=False)),
                ('found_at', models.DateTimeField(verbose_name='found at')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gap_alarms', to='rosters.roster')),
            ],
            options={
                'verbose_name': 'gap in a roster',
                'verbose_name_plural': 'gaps in rosters',
                'ordering': ['begin'],
            },
        ),
        migrations.CreateModel(
            name='CalendarToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_tokens', to='agencies.membership')),
                ('roster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_tokens', to='rosters.roster')),
            ],
            options={
                'verbose_name': 'calendar address',
                'verbose_name_plural': 'calendar addresses',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RosterLayer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ('rank', models.PositiveSmallIntegerField(default=1, verbose_name='rank')),
                ('unit', models.CharField(choices=[('hour', 'hours'), ('day', 'days'), ('week', 'weeks')], default='day', max_length=4, verbose_name='unit')),
                ('length', models.PositiveSmallIntegerField(default=1, verbose_name='length of a turn')),
                ('hand_over', models.TimeField(default=datetime.time(9, 0), verbose_name='hand-over')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None, verbose_name='days')),
                ('hours_from', models.TimeField(blank=True, null=True, verbose_name='from')),
                ('hours_to', models.TimeField(blank=True, null=True, verbose_name='until')),
                ('holidays', models.CharField(choices=[('any', 'on every day'), ('only', 'on holidays only'), ('not', 'not on holidays')], default='any', max_length=4, verbose_name='holidays')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='layers', to='rosters.roster')),
            ],
            options={
                'verbose_name': 'layer of a roster',
                'verbose_name_plural': 'layers of rosters',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='LayerParticipant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('layer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='rosters.rosterlayer')),
            ],
            options={
                'verbose_name': 'participant of a layer',
                'verbose_name_plural': 'participants of layers',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(default=1, verbose_name='rank')),
                ('begin', models.DateTimeField(verbose_name='from')),
                ('end', models.DateTimeField(verbose_name='until')),
                ('uid', models.CharField(blank=True, max_length=255)),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='rosters.roster')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'shift',
                'verbose_name_plural': 'shifts',
                'ordering': ['begin', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin', models.DateTimeField(verbose_name='from')),
                ('end', models.DateTimeField(verbose_name='until')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'leave',
                'verbose_name_plural': 'leaves',
                'ordering': ['begin', 'pk'],
                'indexes': [models.Index(fields=['end', 'user'], name='leave_that_comes')],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('begin'))), name='a_leave_lasts')],
            },
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.CheckConstraint(condition=models.Q(('name_ko', ''), _negated=True), name='a_roster_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('agency', 'name_ko'), name='one_roster_in_use_per_name'),
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.CheckConstraint(condition=models.Q(('hand_over_minutes__lte', 120)), name='hand_over_is_short'),
        ),
        migrations.AddIndex(
            model_name='override',
            index=models.Index(fields=['roster', 'end'], name='overrides_that_come'),
        ),
        migrations.AddConstraint(
            model_name='override',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('begin'))), name='an_override_lasts'),
        ),
        migrations.AddConstraint(
            model_name='override',
            constraint=models.CheckConstraint(condition=models.Q(('instead_of__isnull', True), models.Q(('instead_of', models.F('user')), _negated=True), _connector='OR'), name='nobody_stands_in_for_themselves'),
        ),
        migrations.AddConstraint(
            model_name='gapalarm',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('begin'))), name='a_gap_lasts'),
        ),
        migrations.AddConstraint(
            model_name='gapalarm',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], expressions=[('roster', '='), (rosters.models.during.During('begin', 'end'), '&&')], name='one_alarm_per_gap'),
        ),
        migrations.AddConstraint(
            model_name='calendartoken',
            constraint=models.UniqueConstraint(fields=('membership', 'roster'), name='one_calendar_per_person_and_roster', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='rosterlayer',
            constraint=models.UniqueConstraint(fields=('roster', 'position'), name='one_layer_per_position'),
        ),
        migrations.AddConstraint(
            model_name='rosterlayer',
            constraint=models.CheckConstraint(condition=models.Q(('rank__range', (1, 5))), name='layer_rank'),
        ),
        migrations.AddConstraint(
            model_name='rosterlayer',
            constraint=models.CheckConstraint(condition=models.Q(('length__range', (1, 100)), ('unit__in', ['hour', 'day', 'week'])), name='a_turn_has_a_length'),
        ),
        migrations.AddConstraint(
            model_name='rosterlayer',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='a_layer_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='rosterlayer',
            constraint=models.CheckConstraint(condition=models.Q(('days__contained_by', [1, 2, 3, 4, 5, 6, 7])), name='layer_days'),
        ),
        migrations.AddConstraint(
            model_name='rosterlayer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hours_from__isnull', True), ('hours_to__isnull', True)), models.Q(('hours_from__isnull', False), ('hours_to__isnull', False), models.Q(('hours_from', models.F('hours_to')), _negated=True)), _connector='OR'), name='layer_hours_begin_and_end'),
        ),
        migrations.AddConstraint(
            model_name='rosterlayer',
            constraint=models.CheckConstraint(condition=models.Q(('holidays__in', ['any', 'only', 'not'])), name='layer_holidays_are_known'),
        ),
        migrations.AddConstraint(
            model_name='layerparticipant',
            constraint=models.UniqueConstraint(fields=('layer', 'position'), name='one_person_per_place'),
        ),
        migrations.AddIndex(
            model_name='shift',
            index=models.Index(fields=['roster', 'end'], name='shifts_that_come'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('begin'))), name='a_shift_lasts'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('rank__range', (1, 5))), name='shift_rank'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('roster', '='), ('user', '='), (rosters.models.during.During('begin', 'end'), '&&')], name='one_shift_at_a_time_for_a_person'),
        ),
    ]
