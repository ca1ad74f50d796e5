"""The city that an installation shows: drawn by the project or read from a pack, loaded once."""

from dataclasses import dataclass
from pathlib import Path

from launch import run, say, stamps
from launch.application import Application
from launch.services import Services


@dataclass(frozen=True)
class City:
    """Which city pack to load, and where its files are; without a pack, the demo city."""

    application: Application
    services: Services
    pack: Path | None = None
    data: Path | None = None

    @property
    def wanted(self) -> bool:
        return self.pack is not None or self.application.demo

    @property
    def folder(self) -> Path:
        return self.pack or self.application.paths.var / "cities" / "demo"

    @property
    def stamp(self) -> Path:
        return self.application.paths.stamps / "city"

    @property
    def identity(self) -> str:
        """Tells this city in this database from every other."""
        return f"{self.services.identity} {self.folder} {self.data} {self.application.demo}"

    def loaded(self) -> bool:
        return not self.wanted or stamps.current(self.stamp, self.identity)

    def begin_drawing(self) -> run.Job | None:
        """Start to draw the demo city. It needs no database, so the other steps go on meanwhile."""
        if self.loaded() or self.pack is not None:
            return None
        return self.application.begin("generate_city", "--out", str(self.folder))

    def load(self, drawing: run.Job | None) -> None:
        """Load the city into the database. A load that was cut off is done again."""
        if self.loaded():
            return
        if drawing is not None:
            with say.step("drawing the demo city"):
                drawing.finish()
        data = ["--data", str(self.data.resolve())] if self.data else []
        with say.step("loading the city"):
            self.application.manage("load_city", str(self.folder.resolve()), *data)
            self.application.manage("default_rules")
            self.services.settle()
        if self.application.demo:
            with say.step("demo people"):
                self.application.manage("demo_people")
                self.application.manage("demo_agreements")
                self.application.manage("demo_crews")
                self.application.manage("demo_rosters")
        stamps.leave(self.stamp, self.identity)
