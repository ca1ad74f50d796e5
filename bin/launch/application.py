"""The Django application as this machine runs it: its environment, its programs, its commands."""

import http.client
import socket
from dataclasses import dataclass, field, replace

from launch import leftovers, ports, run
from launch.paths import Paths
from launch.processes import Program

WORKERS = 2
# One for steps, one for messages, so that a slow provider holds up no step; one for the rest.
URGENT = 3


@dataclass(frozen=True)
class Application:
    """The product against one database and one Redis."""

    paths: Paths
    database_url: str
    redis_url: str
    settings: str = "safety_net.settings.local"
    demo: bool = False
    extra: dict[str, str] = field(default_factory=dict)
    # Only commands that come to an end are told it: what serves never needs it.
    owner_url: str = ""

    def environment(self) -> dict[str, str]:
        """What every program and command of the product is told."""
        inherited = run.clean_environment()
        inherited.pop("DATABASE_OWNER_URL", None)
        return {
            **inherited,
            # Compiled modules lie apart from the sources, also where those are read-only.
            "PYTHONPYCACHEPREFIX": str(self.paths.venv / "bytecode"),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "SAFETY_NET_VAR": str(self.paths.var),
            "SAFETY_NET_SECRET_KEY_FILE": str(self.paths.secret_key),
            "SAFETY_NET_DEMO": "1" if self.demo else "",
            leftovers.MARK: str(self.paths.var),
            **self.extra,
        }

    def operators_environment(self) -> dict[str, str]:
        """The same for who keeps house: manage.py chooses the role by the command."""
        return {**self.environment(), "DATABASE_OWNER_URL": self.owner_url}

    def begin(self, *words: str) -> run.Job:
        """Start a management command. Its log is var/log/<command>.log."""
        argv = [str(self.paths.python), "manage.py", *words]
        file = self.paths.log / f"{words[0]}.log"
        return run.begin(argv, file, env=self.operators_environment(), cwd=self.paths.root)

    def manage(self, *words: str) -> None:
        """Run a management command to its end."""
        self.begin(*words).finish()

    def program(self, name: str, *words: str) -> Program:
        return Program(
            name=name,
            argv=[str(self.paths.python), "-m", *words],
            env=self.environment(),
            cwd=self.paths.root,
        )

    def web(self, door: socket.socket) -> Program:
        """One process; safety_net/server.py holds its bounds."""
        port = ports.number(door)
        return Program(
            name="web",
            argv=[str(self.paths.python), "-m", "safety_net.server", "--fd", str(door.fileno())],
            env=self.environment(),
            cwd=self.paths.root,
            ready=lambda: answers(port, "/healthz/ready"),
            pass_fds=(door.fileno(),),
        )

    def worker(self) -> Program:
        lonely = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        words = ["worker", "--loglevel=INFO", f"--concurrency={WORKERS}", *lonely]
        return self.program("worker", "celery", "-A", "safety_net", *words)

    def urgent(self) -> Program:
        """Steps of escalation and messages: nothing else may keep them waiting."""
        lonely = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        words = ["worker", "--loglevel=WARNING", "--queues=urgent", f"--concurrency={URGENT}"]
        return self.program("urgent", "celery", "-A", "safety_net", *words, *lonely)

    def sentinel(self) -> Program:
        """Drives escalation with nothing but the database."""
        return self.command("sentinel", "sentinel")

    def beat(self) -> Program:
        words = [
            "beat",
            "--loglevel=INFO",
            f"--schedule={self.paths.run}/beat-schedule",
            "--pidfile=",
        ]
        return self.program("beat", "celery", "-A", "safety_net", *words)

    def rehearsal(self) -> Program:
        """Calls of an exercise, three times as fast as they came."""
        return self.command("rehearsal", "rehearse", "--forever", "--speed", "3")

    def driving(self) -> Program:
        """The demo's units on its roads, at the pace of the rehearsal."""
        return self.command("driving", "replay_positions", "--demo", "--speed", "3")

    def stub(self, stub_door: socket.socket, door: socket.socket) -> Program:
        """A provider of text messages and calls for the demo, which reaches nobody."""
        back = f"{ports.url(door)}/api/notify/callbacks/{{slug}}/"
        log = self.paths.log / "provider-stub.jsonl"
        words = ["--demo", "--fd", str(stub_door.fileno()), "--callbacks", back, "--log", str(log)]
        plain = self.command("provider-stub", "provider_stub", *words)
        return replace(plain, pass_fds=(stub_door.fileno(),))

    def command(self, name: str, *words: str) -> Program:
        """A management command that goes on until it is stopped."""
        return Program(
            name=name,
            argv=[str(self.paths.python), "manage.py", *words],
            env=self.environment(),
            cwd=self.paths.root,
        )


def answers(port: int, path: str) -> bool:
    """Whether the web process says that it can serve."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
