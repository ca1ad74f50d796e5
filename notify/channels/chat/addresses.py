"""Which chats may be named: an allow-list, for apprise can also read files and ask any host."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from notify.channels.outgoing import address_of, is_allowed

# These lead to their maker's own hosts, whatever the address says.
HOSTED = {"slack", "discord", "tgram", "msteams", "workflows", "wxteams", "gchat", "line"}
# These name a host, which must be allowed.
ON_A_HOST = {
    "mmost": "http",
    "mmosts": "https",
    "rocket": "http",
    "rockets": "https",
    "ntfy": "http",
    "ntfys": "https",
    "matrix": "http",
    "matrixs": "https",
    "gotify": "http",
    "gotifys": "https",
}
PORTS = {"http": 80, "https": 443}


def clean(address: str) -> str:
    """ValueError with what is wrong, which never repeats the address: it holds a token."""
    text = address.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as problem:
        raise ValueError(_("This is no address of a chat.")) from problem
    if parts.scheme in ON_A_HOST:
        _expect_host(parts.hostname or "", port, ON_A_HOST[parts.scheme])
    elif parts.scheme not in HOSTED:
        known = ", ".join(sorted(HOSTED | set(ON_A_HOST)))
        raise ValueError(_("Chats that can be used: %s.") % known)
    if not parts.netloc:
        raise ValueError(_("This is no address of a chat."))
    return text


def expect_reachable(address: str) -> None:
    """ValueError where the host that it names leads into our own network; OSError unresolved."""
    parts = urlsplit(clean(address))
    if parts.scheme in ON_A_HOST:
        address_of(parts.hostname or "", parts.port or PORTS[ON_A_HOST[parts.scheme]])


def mask(address: str) -> str:
    """Scheme and host; a hosted service has its token where a host would be."""
    parts = urlsplit(address)
    host = parts.hostname if parts.scheme in ON_A_HOST else ""
    return f"{parts.scheme}://{host or ''}•••"


def _expect_host(host: str, port: int | None, transport: str) -> None:
    if not is_allowed(host, port or PORTS[transport]):
        raise ValueError(_("This host is not among SAFETY_NET_OUTGOING_HOSTS."))
    if transport == "http" and not settings.SAFETY_NET_OUTGOING_LOOPBACK:
        raise ValueError(_("Messages don't leave unencrypted."))
