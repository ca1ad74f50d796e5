"""How often crews on scene are asked, unless the city says otherwise."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Minutes; a structure fire's crews are asked twice as often as others.
MINUTES = {None: 30, "FIRE.STRUCT": 15, "FIRE.HIGHRISE": 10, "FIRE.MARKET": 15, "FIRE.FACTORY": 10,
           "FIRE.SHIP": 10, "HAZ.CHEM": 10, "HAZ.GAS": 15, "RESCUE.WATER": 15,
           "RESCUE.ENTRAP": 15, "CRIME.VIOLENT": 10, "CRIME.WEAPON": 5}


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    IncidentType = apps.get_model("incidents", "IncidentType")
    SafetyInterval = apps.get_model("dispatch", "SafetyInterval")
    types = {one.code: one for one in IncidentType.objects.all()}
    for code, minutes in MINUTES.items():
        if code is None or code in types:
            SafetyInterval.objects.create(incident_type=types.get(code), minutes=minutes)


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0003_assignments"),
        ("incidents", "0002_catalogue"),
    ]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
