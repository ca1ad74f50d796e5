"""What the second wall shows of incidents: core/wall. Who sees one in full sees what belongs to it.

It knows agreements that are in force and emergencies that have not ended; that their time is over
is for the first wall to say, to the moment.
"""

from __future__ import annotations

from safety_net.core import wall

# Each is a look into an index for one incident. OFFSET 0 keeps PostgreSQL from making a list of all
# that one sees instead, anew for every question.
SEEN = """(EXISTS (
    SELECT FROM public.incidents_agencytrack w
    WHERE w.incident_id = {column} AND w.agency_id = {agency} OFFSET 0
) OR EXISTS (
    SELECT FROM public.incidents_share s
    JOIN public.agreements_agreement g ON g.id = s.agreement_id
    WHERE s.incident_id = {column} AND s.agency_id = {agency} AND s.level = 'full' AND g.in_force
    OFFSET 0
) OR EXISTS (
    SELECT FROM public.incidents_emergencyaccess e
    WHERE e.incident_id = {column} AND e.user_id = {user} AND e.agency_id = {agency}
        AND e.ended_at IS NULL
    OFFSET 0
))"""
SUMMARISED = """EXISTS (
    SELECT FROM public.incidents_share s
    JOIN public.agreements_agreement g ON g.id = s.agreement_id
    WHERE s.incident_id = t.incident_id AND s.agency_id = {agency} AND s.level = 'summary'
        AND g.in_force
)"""
REPORTS = "public.incidents_report r"


def seen(column: str) -> str:
    """The condition that a viewer sees the incident of `column` in full."""
    return SEEN.replace("{column}", column)


def stand() -> None:
    """Put the tables of incidents, and what the log says of them, behind the wall."""
    wall.guard("incidents_incident", seen("t.id"))
    for table in ("agencytrack", "report", "note", "incidenttime"):
        wall.guard(f"incidents_{table}", seen("t.incident_id"))
    told = seen("r.incident_id")
    of_them = " ".join(("EXISTS (SELECT FROM", REPORTS, "WHERE r.id = t.report_id AND", told, ")"))
    wall.guard("incidents_reportrevision", of_them)
    wall.guard("incidents_link", f"{seen('t.source_id')} OR {seen('t.target_id')}")
    wall.guard("incidents_share", f"t.agency_id = {{agency}} OR {seen('t.incident_id')}")
    wall.guard("incidents_summary", SUMMARISED)
    loud = "t.user_id = {user} OR {tokens} && ARRAY['auditors', 'admins']"
    wall.guard("incidents_emergencyaccess", f"{loud} OR {seen('t.incident_id')}")
    about_it = f"t.subject_type = 'incident' AND {seen('t.subject_id')}"
    public = "t.subject_type <> 'incident' OR {tokens} && ARRAY['auditors']"
    wall.guard("core_logentry", f"t.audience && {{tokens}} OR {public} OR ({about_it})")
