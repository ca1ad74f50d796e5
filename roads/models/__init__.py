"""Tables of the road graph, one idea a file."""

from roads.models.build import RoadBuild
from roads.models.graph import RoadEdge, RoadNode
from roads.models.ground import Ground
from roads.models.road_class import RoadClass
from roads.models.rule import TravelRule

__all__ = ["Ground", "RoadBuild", "RoadClass", "RoadEdge", "RoadNode", "TravelRule"]
