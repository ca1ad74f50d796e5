"""How people sign in: what allauth is told, how long sessions last, what a password must be."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from safety_net.settings import environment, openid

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Minutes until a session that nothing uses ends, by role; "" for all others.
IDLE_MINUTES = "120,agency_admin=30,city_admin=30,auditor=30,field_crew=720"


def idle_minutes() -> dict[str, int]:
    """`120,auditor=30`: minutes for everybody, and for the roles that are named."""
    found = {}
    for word in environment.words("SAFETY_NET_IDLE_MINUTES", IDLE_MINUTES):
        role, _, minutes = word.rpartition("=")
        if not minutes.isdigit() or int(minutes) < 1:
            raise ImproperlyConfigured(f"SAFETY_NET_IDLE_MINUTES: {word} is not whole minutes.")
        found[role] = int(minutes)
    if "" not in found:
        raise ImproperlyConfigured(
            "SAFETY_NET_IDLE_MINUTES must begin with a number for everybody."
        )
    return found


def session_hours() -> int:
    hours = environment.text("SAFETY_NET_SESSION_HOURS", "13")  # one shift and its hand-over
    if not hours.isdigit() or not 1 <= int(hours) <= 24:
        raise ImproperlyConfigured("SAFETY_NET_SESSION_HOURS is 1 to 24 hours.")
    return int(hours)


def mail(url: str) -> dict[str, Any]:
    """`smtps://user:password@host:465` or `smtp://…` (STARTTLS unless `?tls=no`) as settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("SAFETY_NET_SMTP_URL must begin with smtp:// or smtps://")
    plain = parse_qs(parts.query).get("tls") == ["no"]
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not plain,
        "EMAIL_TIMEOUT": 10,
    }


AUTHENTICATION_BACKENDS = [BACKEND]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.ContextWords"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"

SAFETY_NET_SESSION_HOURS = session_hours()
SAFETY_NET_IDLE_MINUTES = idle_minutes()
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = SAFETY_NET_SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Forgotten passwords are reset by mail only where somebody carries it.
SAFETY_NET_SMTP_URL = environment.text("SAFETY_NET_SMTP_URL", "")
DEFAULT_FROM_EMAIL = environment.text("SAFETY_NET_MAIL_FROM", "safety-net@localhost")

# What allauth is told. Its counters live in the cache, and a lost Redis must keep nobody out: ours
# are rows.
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_LOGIN_TIMEOUT = 300
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm"}
SAFETY_NET_OPENID = openid.providers(environment.text("SAFETY_NET_OPENID_FILE", ""))
SOCIALACCOUNT_ADAPTER = "accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = openid.as_library_settings(SAFETY_NET_OPENID)
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
MFA_ADAPTER = "accounts.adapters.FactorAdapter"
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "authenticate_webauthn": "accounts.forms.KeyForm",
    "reauthenticate_webauthn": "accounts.forms.KeyAgainForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
}
