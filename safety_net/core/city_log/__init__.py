"""The city log: one ordered, append-only, hash-chained list of everything that happened."""

from safety_net.core.city_log.changing import Log, change
from safety_net.core.city_log.concluding import concluding
from safety_net.core.city_log.events import Event, Look

__all__ = ["Event", "Log", "Look", "change", "concluding"]
