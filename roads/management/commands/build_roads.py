"""`manage.py build_roads`: the road graph anew, from the map that is loaded."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from roads.services import building
from safety_net.core import clock


class Command(BaseCommand):
    """load_city does this by itself; after a change of speeds from or to 0 it is done by hand."""

    help = "Build the road graph and the map of land and sea from the loaded city."

    def handle(self, *args: Any, **options: Any) -> None:
        building.build(at=clock.now(), tell=self.stdout.write)
