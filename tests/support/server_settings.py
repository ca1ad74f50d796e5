"""The tests' settings for a server process: the same key, so that sessions made by a test count."""

import os

from safety_net.settings.test import *  # noqa: F403  (settings modules build on each other)

SECRET_KEY = os.environ["SAFETY_NET_TEST_KEY"]
LIVE_LIMITS = {
    name.removeprefix("LIVE_").lower(): float(value) if "." in value else int(value)
    for name, value in os.environ.items()
    if name.startswith("LIVE_")
}
