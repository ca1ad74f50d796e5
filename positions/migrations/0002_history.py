"""The history's table: partitioned by day, which Django's own operations can't say."""

from django.db import migrations

# A track is asked for by unit and time; COPY is quickest into a table with one plain index.
HISTORY = """
CREATE TABLE positions_fix (
    unit_id bigint NOT NULL,
    at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    heading smallint,
    speed_kmh double precision,
    accuracy_m double precision,
    source varchar(20) NOT NULL,
    is_simulated boolean NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX positions_fix_unit_at ON positions_fix (unit_id, at);
"""

# Every row is overwritten once a second: leave room beside it, and sweep early.
LATEST = """
ALTER TABLE positions_latestfix SET (
    fillfactor = 50,
    autovacuum_vacuum_scale_factor = 0.1,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0
);
"""
LATEST_AS_IT_WAS = """
ALTER TABLE positions_latestfix RESET (
    fillfactor,
    autovacuum_vacuum_scale_factor,
    autovacuum_vacuum_threshold,
    autovacuum_vacuum_cost_delay
);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('positions', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(HISTORY, "DROP TABLE positions_fix"),
        migrations.RunSQL(LATEST, LATEST_AS_IT_WAS),
    ]
