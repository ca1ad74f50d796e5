"""The tests' settings with the addresses of the web benchmark, and without a line per request."""

import structlog

from tests.support.server_settings import *  # noqa: F403  (settings modules build on each other)

ROOT_URLCONF = "benchmarks.web_applications"
LOGGING_CONFIG = None
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
