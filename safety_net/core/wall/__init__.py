"""The second wall: whoever forgets to ask what a viewer may see still shows nothing hidden.

While somebody looks, the names of the tables that hold incidents mean views that hold only what
this somebody may see (docs/adr/0021). Services work without it, inside `city_log.change`.
"""

from safety_net.core.wall.guarding import guard
from safety_net.core.wall.standing import Standing, bind, free, keep, lifted, looking, standing

__all__ = ["Standing", "bind", "free", "guard", "keep", "lifted", "looking", "standing"]
