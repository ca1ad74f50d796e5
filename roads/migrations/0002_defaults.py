"""pgRouting where the database has it, and the first speeds: judgements, to be edited."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from roads.pgrouting import ADDED_WHERE_POSSIBLE

# Class of the OpenMapTiles layer `transportation`: km/h, seconds of waiting.
CLASSES = {
    "motorway": (80, 0),
    "trunk": (60, 0),
    "primary": (45, 0),
    "secondary": (40, 0),
    "tertiary": (35, 0),
    "busway": (35, 0),
    "minor": (25, 0),
    "service": (15, 0),
    "track": (10, 0),
    "link": (15, 0),
    "ferry": (20, 1800),
    "pedestrian": (0, 0),
    "path": (0, 0),
    "rail": (0, 0),
    "transit": (0, 0),
}


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("roads", "TravelRule").objects.create(pk=1)
    classes = apps.get_model("roads", "RoadClass").objects
    for cls, (kmh, waiting) in CLASSES.items():
        classes.create(cls=cls, kmh=kmh, waiting_seconds=waiting)


class Migration(migrations.Migration):
    dependencies = [("roads", "0001_initial")]
    operations = [
        migrations.RunSQL(ADDED_WHERE_POSSIBLE, migrations.RunSQL.noop),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
