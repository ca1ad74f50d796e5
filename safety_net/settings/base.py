"""What every installation shares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from safety_net.settings import (
    accounts,
    environment,
    libraries,
    logs,
    openid,
    redis,
    rest,
    roles,
    schedule,
)
from safety_net.settings.accounts import *  # noqa: F403  (settings modules build on each other)

# Lets generic Django classes be written with their type: ModelAdmin[Agency].
django_stubs_ext.monkeypatch()

LOGGING = logs.LOGGING
logs.configure()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SAFETY_NET_VAR = Path(environment.text("SAFETY_NET_VAR", str(BASE_DIR / "var")))
SAFETY_NET_DEMO = environment.flag("SAFETY_NET_DEMO")
# Where real people work, what would weaken the installation is an error and no warning.
SAFETY_NET_PRODUCTION = False
SAFETY_NET_MBTILES = environment.text("SAFETY_NET_MBTILES", "")
# An online raster layer, https://host/{z}/{x}/{y}.png; only where there is no MBTiles file.
SAFETY_NET_RASTER_TILES = environment.text("SAFETY_NET_RASTER_TILES", "")
SAFETY_NET_RASTER_ATTRIBUTION = environment.text("SAFETY_NET_RASTER_ATTRIBUTION", "")

DEBUG = False
ROOT_URLCONF = "safety_net.urls"
WSGI_APPLICATION = "safety_net.wsgi.application"
ASGI_APPLICATION = "safety_net.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALLOWED_HOSTS = environment.words("SAFETY_NET_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

# Whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses and networks of our proxies.
SAFETY_NET_TRUSTED_PROXIES = environment.words("SAFETY_NET_TRUSTED_PROXIES")
# The admin site is for what has no page. An installation that needs none of it shuts it.
SAFETY_NET_ADMIN_SITE = environment.flag("SAFETY_NET_ADMIN_SITE", default=True)

INSTALLED_APPS = [
    "safety_net.core.admin_app.CityAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "safety_net.static_files.StaticFiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "leaflet",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "safety_net.core",
    "agencies",
    "accounts",
    "agreements",
    "atlas",
    "incidents",
    "roads",
    "units",
    "positions",
    "dispatch",
    "rosters",
    "notify",
    "escalation",
    "commands",
    "crews",
    "records",
    "rehearsal",
    "audit",
    "administration",
    "safety_net.console",
    "safety_net.apps.SafetyNetConfig",
]

MIDDLEWARE = [
    "safety_net.core.request_log.RequestLogMiddleware",
    "safety_net.core.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "agencies.middleware.ActingAgencyMiddleware",
    "accounts.middleware.GateMiddleware",
    "safety_net.core.faults.RefusalMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "safety_net.console.context.console",
            ]
        },
    }
]

GDAL_LIBRARY_PATH = libraries.bundled("pyogrio", "libgdal")
GEOS_LIBRARY_PATH = libraries.bundled("shapely", "libgeos_c")

_here = f"postgres://safety_net@/safety_net?host={SAFETY_NET_VAR}/run"
# The owner lays out the tables; the application works in them and can't rewrite the city log.
SAFETY_NET_AS_OWNER = roles.as_owner()
SAFETY_NET_APPLICATION_ROLE = roles.application_role(_here)
DATABASES = {
    "default": {
        **environment.database(roles.url(_here)),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
REDIS_URL = environment.text("REDIS_URL", f"unix://{SAFETY_NET_VAR}/run/redis.sock?db=0")

CHANNEL_LAYERS = redis.channel_layers(REDIS_URL)
CACHES = redis.caches(REDIS_URL)
SAFETY_NET_REQUESTS_PER_MINUTE = {"stranger": 60, "member": 3000, "device": 6000}
# Whom messages may be handed to: host, host:port or *.domain. Nothing else is asked.
SAFETY_NET_OUTGOING_HOSTS = environment.words(
    "SAFETY_NET_OUTGOING_HOSTS",
    "fcm.googleapis.com,updates.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com",
)
# The demo's provider, beside those that are named.
SAFETY_NET_OUTGOING_HOSTS += environment.words("SAFETY_NET_STUB")
# Networks of one's own that may be asked, such as 10.1.0.0/16; the hosts must be named as well.
SAFETY_NET_OUTGOING_NETWORKS = environment.words("SAFETY_NET_OUTGOING_NETWORKS")
# Loopback and plain HTTP are for the demo and for tests.
SAFETY_NET_OUTGOING_LOOPBACK = environment.flag("SAFETY_NET_OUTGOING_LOOPBACK")
# Where people find this installation: the links in messages begin with it.
SAFETY_NET_URL = environment.text("SAFETY_NET_URL", "http://127.0.0.1:8000")
# Whom a push service may write to about our messages.
SAFETY_NET_CONTACT = environment.text("SAFETY_NET_CONTACT", "")
# How long the history of positions is kept, in whole days (UTC).
SAFETY_NET_POSITION_DAYS = int(environment.text("SAFETY_NET_POSITION_DAYS", "90"))

# What proves the city log lies outside of the database: the head's daily anchors, and the key that
# signs manifests of what was removed for good, beside the public keys (*.pub) that still count.
SAFETY_NET_ANCHOR_FILE = environment.text(
    "SAFETY_NET_ANCHOR_FILE", str(SAFETY_NET_VAR / "audit" / "anchors.jsonl")
)
SAFETY_NET_ANCHOR_URL = environment.text("SAFETY_NET_ANCHOR_URL", "")
SAFETY_NET_PURGE_KEY_FILE = environment.text(
    "SAFETY_NET_PURGE_KEY_FILE", str(SAFETY_NET_VAR / "audit" / "purge-key.pem")
)

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
    "health_check_interval": 10,
}

# What lives hang on has workers of its own: no other task may keep it waiting.
CELERY_TASK_ROUTES = {"escalation.*": {"queue": "urgent"}, "notify.*": {"queue": "urgent"}}
CELERY_BEAT_SCHEDULE = schedule.BEAT

if accounts.SAFETY_NET_SMTP_URL:
    vars().update(accounts.mail(accounts.SAFETY_NET_SMTP_URL))
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:", *environment.origins(SAFETY_NET_RASTER_TILES)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF, *openid.origins(accounts.SAFETY_NET_OPENID)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Seoul"

STATIC_URL = "/static/"
STATIC_ROOT = SAFETY_NET_VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", SAFETY_NET_VAR / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "safety_net.static_storage.ModuleStaticFilesStorage"},
}

REST_FRAMEWORK = rest.REST_FRAMEWORK
SPECTACULAR_SETTINGS = rest.SPECTACULAR_SETTINGS

LEAFLET_CONFIG = {"TILES": [], "RESET_VIEW": False, "NO_GLOBALS": False}
SILENCED_SYSTEM_CHECKS: list[str] = []
