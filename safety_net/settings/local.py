"""A city on this machine, over plain HTTP on loopback: what ./bin/up runs."""

from safety_net.settings import environment
from safety_net.settings.base import *  # noqa: F403  (settings modules build on each other)
from safety_net.settings.base import SAFETY_NET_VAR

SECRET_KEY = environment.secret(SAFETY_NET_VAR)
