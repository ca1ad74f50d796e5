"""PostgreSQL and Redis for one run: private ones, or those that the environment names."""

import os
from dataclasses import dataclass

from launch import debian, say
from launch.paths import Paths
from launch.postgres import Cluster
from launch.redis import Redis
from launch.supervisor import Supervisor

START_SECONDS = 60.0


@dataclass(frozen=True)
class Services:
    """Which of the two are ours to run."""

    paths: Paths
    cluster: Cluster | None
    redis: Redis | None

    @classmethod
    def wanted(cls, paths: Paths) -> "Services":
        """Private ones, except where DATABASE_URL or REDIS_URL names another."""
        cluster = None if os.environ.get("DATABASE_URL") else Cluster(paths)
        redis = None if os.environ.get("REDIS_URL") else Redis(paths)
        return cls(paths, cluster, redis)

    @property
    def needs(self) -> tuple[debian.Need, ...]:
        database = (debian.DATABASE, debian.ROUTING) if self.cluster else ()
        return (*debian.BASE, *database, *((debian.REDIS,) if self.redis else ()))

    @property
    def database_url(self) -> str:
        return self.cluster.url if self.cluster else os.environ["DATABASE_URL"]

    @property
    def owner_url(self) -> str:
        """The role that lays out the tables; empty where an operator named one role for both."""
        return self.cluster.owner_url if self.cluster else os.environ.get("DATABASE_OWNER_URL", "")

    @property
    def redis_url(self) -> str:
        return self.redis.url if self.redis else os.environ["REDIS_URL"]

    @property
    def identity(self) -> str:
        """Tells this database from one that is made after it was deleted."""
        if self.cluster is None:
            return self.database_url
        database = self.cluster.owner_url
        made = self.cluster.data / "PG_VERSION"
        return f"{database} {made.stat().st_mtime_ns if made.exists() else 'new'}"

    def settle(self) -> None:
        """Write what was just loaded to disk, so that a stop soon after finds little to write."""
        if self.cluster:
            self.cluster.query("postgres", "CHECKPOINT")

    def start(self, supervisor: Supervisor) -> None:
        """Start both together, wait for both, and see that the database is there."""
        if self.cluster:
            with say.step("PostgreSQL"):
                self.cluster.create(self.paths.log / "initdb.log")
                supervisor.wait_ready(supervisor.start(self.cluster.program()), START_SECONDS)
                self.cluster.prepare()
        if self.redis:
            with say.step("Redis"):
                supervisor.wait_ready(supervisor.start(self.redis.program()), START_SECONDS)
