"""The tables of this app, one idea a file."""

from agencies.models.agency import Agency, AgencyKind
from agencies.models.areas import AreaShape, District, ServiceArea
from agencies.models.city import City
from agencies.models.membership import Membership, Role
from agencies.models.station import Station
from agencies.models.token import ApiToken

__all__ = [
    "Agency",
    "AgencyKind",
    "ApiToken",
    "AreaShape",
    "City",
    "District",
    "Membership",
    "Role",
    "ServiceArea",
    "Station",
]
