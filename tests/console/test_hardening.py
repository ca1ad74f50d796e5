"""What every page and answer says to browsers, and which settings a real city runs with."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import URLPattern, get_resolver, reverse
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from safety_net.core.checks import proxies_are_addresses
from safety_net.server import believed
from tests.support.cast import JsonClient, Person
from tests.support.nursery import ROOT

INLINE = re.compile(r"""\s(?:style|on[a-z]+)\s*=\s*["'{]""")
SCRIPT = re.compile(r"<(?:script|style)\b(?![^>]*\b(?:src=|nonce=))[^>]*>")
SAID = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def test_no_template_has_a_script_or_a_style_of_its_own() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert len(templates) > 40
    for file in templates:
        text = file.read_text(encoding="utf-8")
        assert not INLINE.search(text), file
        assert not SCRIPT.search(text), file


def pages() -> list[str]:
    """The addresses of all pages that take no argument and are no programs'."""
    found, left = [], [("/", get_resolver())]
    while left:
        prefix, resolver = left.pop()
        for one in resolver.url_patterns:
            whole = prefix + str(one.pattern)
            if not isinstance(one, URLPattern):
                left.append((whole, one))
            elif not re.search(r"[<^(]|^/(?:api|tiles|admin|healthz)/", whole):
                found.append(whole)
    return sorted(found)


def test_every_page_has_the_headers(admin: Person) -> None:
    admin.user.is_staff = admin.user.is_superuser = True
    admin.user.save()
    found = pages()
    assert {"/", "/account/tokens/", "/login/"} <= set(found)
    for address in [*found, "/admin/", "/api/docs/", "/api/me/", "/nowhere/"]:
        if address == "/logout/":
            continue
        answer = admin.browser.get(address)
        assert answer.status_code < 500, address
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
        for name, value in SAID.items():
            assert answer.headers[name] == value, (address, name)


def test_what_is_personal_stays_in_no_cache(dani: Person) -> None:
    for address in ("/", "/account/tokens/", "/inbox/", "/api/me/", "/api/incidents/"):
        assert "no-store" in dani.browser.get(address).headers["Cache-Control"], address


def production(**more: str) -> subprocess.CompletedProcess[str]:
    """What the production settings are, printed in a process of its own."""
    asked = (
        "from django.conf import settings as s; import django; django.setup();"
        "print(s.ALLOWED_HOSTS, s.DEBUG, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME,"
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        "s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SECURE_SSL_REDIRECT,"
        "s.SECURE_HSTS_SECONDS, getattr(s, 'SECURE_PROXY_SSL_HEADER', None), s.SAFETY_NET_DEMO)"
    )
    environment = {key: value for key, value in os.environ.items() if "ALLOWED_HOSTS" not in key}
    environment |= {"DJANGO_SETTINGS_MODULE": "safety_net.settings.production", **more}
    return subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )


@pytest.fixture
def secret(tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "key"
    file.write_text("k" * 60)
    return {"SAFETY_NET_SECRET_KEY_FILE": str(file), "SAFETY_NET_DEMO": "1"}


def test_production_is_behind_tls_and_has_no_demo(secret: dict[str, str]) -> None:
    said = production(SAFETY_NET_ALLOWED_HOSTS="city.example", **secret)
    assert said.stdout.split() == [
        "['city.example']",
        "False",
        "__Host-sessionid",
        "__Host-csrftoken",
        "True",
        "True",
        "True",
        "True",
        "Lax",
        "True",
        "31536000",
        "None",
        "False",
    ]


@pytest.mark.parametrize("hosts", [{}, {"SAFETY_NET_ALLOWED_HOSTS": "*"}])
def test_production_wants_its_hosts_named(secret: dict[str, str], hosts: dict[str, str]) -> None:
    said = production(**hosts, **secret)
    assert said.returncode != 0
    assert "Name the hosts of this installation" in said.stderr


async def seen(client: str, *proxies: str, forwarded: str) -> tuple[str, str]:
    """Which client and scheme the application sees behind our server."""
    found = []

    async def application(scope, receive, send) -> None:
        found.append((scope["client"][0], scope["scheme"]))

    with override_settings(SAFETY_NET_TRUSTED_PROXIES=list(proxies)):
        how = believed(loopback=False)
    headers = [(b"x-forwarded-for", forwarded.encode()), (b"x-forwarded-proto", b"https")]
    scope = {"type": "http", "client": (client, 1), "scheme": "http", "headers": headers}
    served = application
    if how["proxy_headers"]:
        served = ProxyHeadersMiddleware(application, how["forwarded_allow_ips"])
    await served(scope, None, None)
    return found[0]


async def test_only_our_proxies_say_who_the_client_is() -> None:
    told = "203.0.113.9"
    assert await seen("198.51.100.7", forwarded=told) == ("198.51.100.7", "http")
    assert await seen("198.51.100.7", "10.0.0.0/24", forwarded=told) == ("198.51.100.7", "http")
    assert await seen("10.0.0.5", "10.0.0.0/24", forwarded=told) == (told, "https")
    # What a client wrote itself stands before what our proxy has seen.
    forged = f"192.0.2.1, {told}"
    assert await seen("10.0.0.5", "10.0.0.0/24", forwarded=forged) == (told, "https")


@pytest.mark.parametrize("proxy", ["*", "proxy.example", "0.0.0.0/0"])
def test_a_proxy_is_an_address(proxy: str) -> None:
    with override_settings(SAFETY_NET_TRUSTED_PROXIES=[proxy]):
        [error] = proxies_are_addresses(None)
    assert error.id == "core.E005"


def test_a_foreign_host_and_a_foreign_origin_are_refused(dani: Person) -> None:
    assert dani.browser.get("/", headers={"Host": "evil.example"}).status_code == 400
    strict = JsonClient(enforce_csrf_checks=True)
    strict.cookies = dani.client.cookies
    headers = {"Origin": "https://evil.example"}
    assert strict.post("/api/me/", {"language": "en"}, headers=headers).status_code == 403
    assert "Access-Control-Allow-Origin" not in dani.client.get("/api/me/", headers=headers).headers


def test_a_session_cookie_is_out_of_reach_of_scripts() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_COOKIE_AGE <= 13 * 3600


def test_the_admin_site_is_for_staff(dani: Person) -> None:
    answer = dani.browser.get(reverse("admin:index"))
    assert answer.status_code == 302
    assert dani.browser.get(answer.headers["Location"]).status_code == 403
