"""The one door to the outside: a socket on loopback, opened here and lent to the web process.

Because the supervisor holds it, nobody can take the port while the web process restarts, and
browsers that call meanwhile wait in the queue and are not turned away.
"""

import socket

from launch.say import Failed

DEFAULT = 8000
TRIES = 50


def open_door(wanted: int | None) -> socket.socket:
    """Listen on the wanted port, or on the first free one from 8000. Raises Failed when taken."""
    if wanted is not None:
        try:
            return listen(wanted)
        except OSError as error:
            raise Failed(
                f"Port {wanted} can't be used: {error.strerror}. Choose another with --port."
            ) from error
    for port in range(DEFAULT, DEFAULT + TRIES):
        try:
            return listen(port)
        except OSError:
            continue
    raise Failed(f"Ports {DEFAULT} to {DEFAULT + TRIES - 1} are all taken. Choose one with --port.")


def listen(port: int) -> socket.socket:
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen(1024)
    except OSError:
        door.close()
        raise
    return door


def url(door: socket.socket) -> str:
    """The address of whoever listens there, without a slash."""
    return f"http://127.0.0.1:{number(door)}"


def number(door: socket.socket) -> int:
    """The port of a listening socket."""
    port: int = door.getsockname()[1]
    return port
