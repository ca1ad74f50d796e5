"""A server for the page that shows the map alone."""

from tests.browser.settings import *  # noqa: F403  (settings modules build on each other)

ROOT_URLCONF = "tests.browser.map_site"
