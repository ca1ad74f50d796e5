"""Does a request come from this very machine?"""

from __future__ import annotations

from ipaddress import ip_address

from django.http import HttpRequest
from django.http.request import split_domain_port

LOOPBACK_NAMES = {"localhost"}
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_loopback_name(host: str) -> bool:
    """True for localhost and loopback addresses, with or without brackets."""
    name = host.strip("[]").lower()
    if name in LOOPBACK_NAMES:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def comes_from_this_machine(request: HttpRequest) -> bool:
    """The peer and the name asked for are loopback, and no proxy stands between."""
    if any(header in request.META for header in FORWARDED):
        return False
    host, _port = split_domain_port(request.get_host())
    return is_loopback_name(host) and is_loopback_name(request.META.get("REMOTE_ADDR", ""))
