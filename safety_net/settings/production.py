"""Behind TLS: what a real city runs."""

from safety_net.settings import environment
from safety_net.settings.base import *  # noqa: F403  (settings modules build on each other)
from safety_net.settings.base import SAFETY_NET_VAR

SECRET_KEY = environment.secret(SAFETY_NET_VAR)
SAFETY_NET_DEMO = False
ALLOWED_HOSTS = environment.hosts("SAFETY_NET_ALLOWED_HOSTS")
# A browser takes a __Host- cookie from this very host over TLS only, and sends it nowhere else.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# TLS may end at a proxy: the server takes the scheme from those in SAFETY_NET_TRUSTED_PROXIES.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
