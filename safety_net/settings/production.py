"""Behind TLS: what a real city runs."""

from safety_net.settings import environment
from safety_net.settings.base import *  # noqa: F403  (settings modules build on each other)
from safety_net.settings.base import SAFETY_NET_VAR

SECRET_KEY = environment.secret(SAFETY_NET_VAR)
SAFETY_NET_DEMO = False
SAFETY_NET_PRODUCTION = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
