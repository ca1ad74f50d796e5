"""The tables of this app, one idea a file."""

from incidents.models.catalogue import Disposition, IncidentType
from incidents.models.duplicates import DuplicateRule
from incidents.models.emergency import EmergencyAccess
from incidents.models.incident import Incident, IncidentNumber
from incidents.models.link import Link
from incidents.models.note import Note
from incidents.models.report import Report, ReportRevision
from incidents.models.share import Share, Summary
from incidents.models.times import IncidentTime
from incidents.models.track import AgencyTrack

__all__ = [
    "AgencyTrack",
    "Disposition",
    "DuplicateRule",
    "EmergencyAccess",
    "Incident",
    "IncidentNumber",
    "IncidentTime",
    "IncidentType",
    "Link",
    "Note",
    "Report",
    "ReportRevision",
    "Share",
    "Summary",
]
