"""Questions to the atlas."""

from atlas.selectors.gazetteer import Found, search_places
from atlas.selectors.jurisdiction import Jurisdiction, jurisdiction_at
from atlas.selectors.viewport import places_geojson

__all__ = ["Found", "Jurisdiction", "jurisdiction_at", "places_geojson", "search_places"]
