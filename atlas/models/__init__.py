"""Tables of the atlas, one idea a file."""

from atlas.models.basemap import BaseMap
from atlas.models.feature import MapFeature
from atlas.models.load import PackLoad
from atlas.models.place import Place
from atlas.models.sourced import Sourced

__all__ = ["BaseMap", "MapFeature", "PackLoad", "Place", "Sourced"]
