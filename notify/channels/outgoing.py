"""The one door for requests to other machines: only to hosts that the installation names.

A name is resolved once, the address is judged, and the connection goes to that very address, so
that a name that is answered differently a moment later leads nowhere else. No redirect is
followed, no proxy of the environment is used, and no more is read than an answer needs.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import SplitResult, urlsplit

import httpx
from django.conf import settings

from notify.channels.base import NotSent

LARGEST_ANSWER = 64 * 1024
LIMITS = httpx.Limits(max_connections=64, max_keepalive_connections=48, keepalive_expiry=20)
PORTS = {"http": 80, "https": 443}
Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")
COMPATIBLE = ipaddress.ip_network("::/96")

_clients: dict[tuple[str, str, int], httpx.Client] = {}
_lock = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    body: bytes


def is_allowed(host: str, port: int | None = None) -> bool:
    """Whether SAFETY_NET_OUTGOING_HOSTS names it: `host`, `host:port` or `*.domain`."""
    name = host.lower().rstrip(".")
    for rule in settings.SAFETY_NET_OUTGOING_HOSTS:
        wanted, _colon, its_port = rule.lower().partition(":")
        fits = name.endswith(wanted[1:]) if wanted.startswith("*.") else name == wanted
        if fits and (not its_port or its_port == str(port)):
            return True
    return False


def parts_of(url: str) -> SplitResult:
    """The parts of a URL that may be asked; ValueError with what is wrong for any other."""
    parts = urlsplit(url)
    port = parts.port or PORTS.get(parts.scheme)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise ValueError("only http and https, with a host and without a password")
    if parts.scheme == "http" and not settings.SAFETY_NET_OUTGOING_LOOPBACK:
        raise ValueError("only https")
    if not is_allowed(parts.hostname, port):
        raise ValueError(f"{parts.hostname} is not among SAFETY_NET_OUTGOING_HOSTS")
    return parts


def address_of(host: str, port: int) -> str:
    """The address to connect to, judged; ValueError where it is of this or a private network."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_rest, place in found:
        if not _is_open_to_us(ipaddress.ip_address(str(place[0]).partition("%")[0])):
            raise ValueError(f"{host} leads into a network that is not asked")
    return str(found[0][-1][0])


def ask(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    content: bytes,
    seconds: float,
) -> Answer:
    """Send one request. NotSent where it may not go there, or got no answer."""
    try:
        parts = parts_of(url)
        port = parts.port or PORTS[parts.scheme]
        address = address_of(parts.hostname or "", port)
    except ValueError as problem:
        raise NotSent(str(problem), again=False) from problem
    except OSError as problem:
        raise NotSent("its name can't be resolved") from problem
    client = _client(parts.scheme, parts.hostname or "", port)
    return _ask(client, method, parts, address, headers=headers, content=content, seconds=seconds)


def _ask(
    client: httpx.Client,
    method: str,
    parts: SplitResult,
    address: str,
    *,
    headers: Mapping[str, str],
    content: bytes,
    seconds: float,
) -> Answer:
    host = parts.hostname or ""
    pinned = httpx.URL(parts.geturl()).copy_with(host=address)
    named = {**headers, "Host": host if parts.port is None else f"{host}:{parts.port}"}
    try:
        with client.stream(
            method,
            pinned,
            headers=named,
            content=content,
            timeout=httpx.Timeout(seconds, connect=min(seconds, 5)),
            extensions={"sni_hostname": host},
        ) as response:
            return Answer(status=response.status_code, body=_bounded(response))
    except httpx.TimeoutException as problem:
        raise NotSent("no answer in time") from problem
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
        raise NotSent(f"not reached: {type(problem).__name__}") from problem


def _bounded(response: httpx.Response) -> bytes:
    found = bytearray()
    for piece in response.iter_bytes():
        found += piece
        if len(found) > LARGEST_ANSWER:
            break
    return bytes(found[:LARGEST_ANSWER])


def _client(scheme: str, host: str, port: int) -> httpx.Client:
    # One for each host: two hosts behind one address must not share a connection.
    key = (scheme, host, port)
    with _lock:
        if key not in _clients:
            _clients[key] = httpx.Client(limits=LIMITS, trust_env=False, follow_redirects=False)
        return _clients[key]


def hang_up() -> None:
    """Close every connection that is kept for the next request."""
    with _lock:
        while _clients:
            _clients.popitem()[1].close()


def _is_open_to_us(address: Address) -> bool:
    """Neither this machine nor a private, link-local, shared or metadata network, however written.

    Networks of one's own are open where SAFETY_NET_OUTGOING_NETWORKS names them.
    """
    inner = _embedded(address)
    if inner is not None:
        return _is_open_to_us(inner)
    if address.is_loopback:
        return bool(settings.SAFETY_NET_OUTGOING_LOOPBACK)
    named = settings.SAFETY_NET_OUTGOING_NETWORKS
    if any(address in ipaddress.ip_network(network) for network in named):
        return True
    return address.is_global and not address.is_multicast


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside: mapped, compatible, 6to4, Teredo and NAT64 lead there in the end."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.teredo:
        return address.teredo[1]
    if address in NAT64 or (address in COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
