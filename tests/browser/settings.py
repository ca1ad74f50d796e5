"""A server for browsers: static files straight from their folders, looked through once."""

from tests.support.server_settings import *  # noqa: F403  (settings modules build on each other)

WHITENOISE_USE_FINDERS = True
