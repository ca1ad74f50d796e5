"""A private PostgreSQL with PostGIS: its own data folder, reachable only through a unix socket."""

import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launch import accounts, debian, living, run, say
from launch.paths import Paths
from launch.processes import Program
from launch.say import Failed

DATABASE = "safety_net"
# The owner lays out the tables; the application works in them and can't rewrite the city log.
OWNER, APPLICATION = "safety_net", "safety_net_app"
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
LET_OWNER = f"GRANT CREATE ON SCHEMA public TO {OWNER}"
ADD_ROUTING = "CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE"
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """One server. `throw_away` trades safety for speed and lets its role make test databases."""

    paths: Paths
    throw_away: bool = False

    @property
    def account(self) -> accounts.Account:
        return accounts.for_database()

    @property
    def folder(self) -> Path:
        return self.paths.var / "postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        return self.paths.sockets_for(self.account) / "postgres"

    @property
    def url(self) -> str:
        """Where the application works."""
        return self.url_of(APPLICATION)

    @property
    def owner_url(self) -> str:
        """Where its tables are laid out."""
        return self.url_of(OWNER)

    def url_of(self, role: str) -> str:
        return f"postgres://{role}@/{DATABASE}?host={quote(str(self.sockets), safe='/')}"

    def binary(self, name: str) -> str:
        """A program of the newest server; for data of an older version, of that one."""
        installed = debian.versions_with_postgis()
        if not installed:
            raise Failed("PostgreSQL with PostGIS is not installed.")
        version = installed[0]
        if (self.data / "PG_VERSION").exists():
            version = int((self.data / "PG_VERSION").read_text())
        if version not in installed:
            raise Failed(
                f"the data in {self.data} needs PostgreSQL {version}, which is not installed."
            )
        return str(debian.SERVERS / str(version) / "bin" / name)

    def create(self, log: Path) -> None:
        """Make the data folder once. One that was cut off leaves nothing that looks finished."""
        self.lay_folder()
        self.account.give(self.sockets)
        if not (self.data / "PG_VERSION").exists():
            fresh = self.folder.resolve() / "data.new"
            shutil.rmtree(fresh, ignore_errors=True)
            options = ["--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=peer"]
            options += ["--no-sync"] if self.throw_away else []
            run.logged(
                [*self.as_owner, self.binary("initdb"), *options, "-D", str(fresh)],
                log,
                cwd=self.folder,
            )
            fresh.rename(self.data)
        self.write_access()
        self.forget_dead_server()

    def lay_folder(self) -> None:
        """var/postgres, or a link to a folder that the database's user can reach."""
        if not self.folder.is_symlink() and not self.account.reaches(self.paths.var):
            elsewhere = Path("/var/lib/safety-net") / self.paths.fingerprint
            elsewhere.mkdir(parents=True, exist_ok=True)
            self.folder.symlink_to(elsewhere, target_is_directory=True)
        self.account.give(self.folder.resolve())

    def write_access(self) -> None:
        """Who may connect: the kernel tells the caller's name, so there is no password to lose."""
        callers = dict.fromkeys([self.account.name, accounts.ours().name])
        roles = (OWNER, APPLICATION, "postgres")
        lines = [f"here {caller} {role}" for caller in callers for role in roles]
        self.write("pg_hba.conf", "local all all peer map=here\n")
        self.write("pg_ident.conf", "\n".join(lines) + "\n")

    def forget_dead_server(self) -> None:
        """Remove the locks of a server that was killed. Whoever calls has ended all leftovers.

        PostgreSQL would do it, but it takes a zombie for a living server, and in a container
        nobody may ever collect the zombie.
        """
        lock = self.data / "postmaster.pid"
        if not lock.exists():
            return
        pid = int(lock.read_text().split()[0])
        if not living.runs(pid, "postgres"):
            lock.unlink()
            for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
                (self.sockets / name).unlink(missing_ok=True)

    def write(self, name: str, text: str) -> None:
        file = self.data / name
        file.write_text(text)
        if self.account.lent:
            shutil.chown(file, self.account.uid, self.account.gid)

    @property
    def as_owner(self) -> list[str]:
        return self.account.prefix("TERM")

    def program(self) -> Program:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "jit": "off",
            **(THROW_AWAY if self.throw_away else DURABLE),
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Program(
            name="postgres",
            argv=[self.binary("postgres"), "-D", str(self.data.resolve()), *options],
            env=run.clean_environment(),
            cwd=self.folder.resolve(),
            account=self.account,
            stop_signal=signal.SIGINT,
            last_signal=signal.SIGQUIT,
            service=True,
            ready=lambda: self.query("postgres", "SELECT 1") == "1",
        )

    def prepare(self) -> None:
        """Roles, extensions and database, where they are missing.

        Extensions go into the template, because only the server's owner may add them and every
        test database is a copy of the template.
        """
        self.make_role(OWNER, "CREATEDB" if self.throw_away else "")
        self.make_role(APPLICATION)
        if self.query("template1", "CREATE EXTENSION IF NOT EXISTS postgis") is None:
            raise Failed("PostGIS could not be added.", self.paths.log / "postgres.log")
        self.query("template1", ADD_ROUTING)
        make_database = f"CREATE DATABASE {DATABASE} OWNER {OWNER}"
        self.unless("SELECT 1 FROM pg_database WHERE datname = 'safety_net'", make_database)
        # Before PostgreSQL 15 everybody could make tables, and functions that shadow others.
        self.query(DATABASE, f"REVOKE CREATE ON SCHEMA public FROM PUBLIC; {LET_OWNER}")
        # Also into a database that is older than this line.
        if self.query(DATABASE, ADD_ROUTING) is None:
            say.line("  ! no pgRouting for this PostgreSQL: travel times are told by distance")

    def make_role(self, role: str, more: str = "") -> None:
        known = self.query("postgres", "SELECT rolname FROM pg_roles") or ""
        if role not in known.split():
            self.demand(f"CREATE ROLE {role} LOGIN {more}")

    def unless(self, question: str, statement: str) -> None:
        if not self.query("postgres", question):
            self.demand(statement)

    def demand(self, statement: str) -> None:
        if self.query("postgres", statement) is None:
            raise Failed(f"'{statement}' was refused.", self.paths.log / "postgres.log")

    def query(self, database: str, sql: str) -> str | None:
        """Ask as the server's owner; None when the server does not answer or refuses."""
        psql = [
            self.binary("psql"),
            "-X",
            "-A",
            "-t",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.sockets),
        ]
        argv = [*self.as_owner, *psql, "-U", "postgres", "-d", database, "-c", sql]
        result = subprocess.run(argv, capture_output=True, text=True, cwd="/", check=False)
        return result.stdout.strip() if result.returncode == 0 else None
