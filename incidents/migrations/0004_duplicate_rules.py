"""Default rules for duplicates, as rows that an admin may change."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# family | metres | minutes | related families
RULES = """
          |   500 |  120 |
FIRE      |   700 |  180 | HAZ RESCUE
HAZ       |  1000 |  240 | FIRE HEALTH
RESCUE    |   500 |  120 | FIRE EMS TRAFFIC
EMS       |   200 |   60 | TRAFFIC RESCUE PERSON CRIME
TRAFFIC   |   500 |   90 | EMS RESCUE FIRE
CRIME     |   300 |   60 | PERSON EMS
PERSON    |  1000 |  720 | CRIME EMS
CROWD     |   800 |  180 | EMS PERSON
NAT       |  1500 |  720 | INFRA RESCUE TRAFFIC
INFRA     |  2000 |  360 | NAT HAZ
TRANS     |  1500 |  240 | RESCUE EMS FIRE
HEALTH    |  1000 | 1440 | EMS HAZ
CIVIL     |  5000 |  360 |
LIFE      |   200 |   60 | EMS PERSON
ADMIN     |   200 |  720 | TRAFFIC
TEST      |   500 |  120 |
"""


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rules = apps.get_model("incidents", "DuplicateRule")
    for line in RULES.strip("\n").splitlines():
        family, metres, minutes, related = (cell.strip() for cell in line.split("|"))
        rules.objects.create(
            family=family, metres=int(metres), minutes=int(minutes), related=related.split()
        )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_duplicates_and_viewports")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
