"""Addresses of incidents, under /api/."""

from __future__ import annotations

from django.urls import path

from incidents.api import acts, collection, emergencies, incident, reports, summaries, times

urlpatterns = [
    path("incidents/", collection.Incidents.as_view(), name="incidents"),
    path("incidents/similar/", collection.Similar.as_view(), name="similar-incidents"),
    path("emergency-accesses/", emergencies.Emergencies.as_view(), name="emergencies"),
    path(
        "emergency-accesses/<int:pk>/end/",
        emergencies.EndEmergency.as_view(),
        name="emergency-end",
    ),
    path("summaries/", summaries.Summaries.as_view(), name="summaries"),
    path("summaries/<int:pk>/", summaries.OneSummary.as_view(), name="summary"),
    path("incidents/<int:pk>/", incident.OneIncident.as_view(), name="incident"),
    path("incidents/<int:pk>/timeline/", incident.Timeline.as_view(), name="timeline"),
    path("incidents/<int:pk>/reports/", reports.Reports.as_view(), name="reports"),
    path("incidents/<int:pk>/reports/<int:report>/", reports.OneReport.as_view(), name="report"),
    path("incidents/<int:pk>/times/", times.Times.as_view(), name="times"),
    path("incidents/<int:pk>/acknowledge/", acts.Acknowledge.as_view(), name="acknowledge"),
    path("incidents/<int:pk>/decline/", acts.Decline.as_view(), name="decline"),
    path("incidents/<int:pk>/start/", acts.Start.as_view(), name="start"),
    path("incidents/<int:pk>/finish/", acts.Finish.as_view(), name="finish"),
    path("incidents/<int:pk>/agencies/", acts.AskAgency.as_view(), name="ask-agency"),
    path("incidents/<int:pk>/hold/", acts.Hold.as_view(), name="hold"),
    path("incidents/<int:pk>/release/", acts.Release.as_view(), name="release"),
    path("incidents/<int:pk>/notes/", acts.AddNote.as_view(), name="notes"),
    path("incidents/<int:pk>/links/", acts.AddLink.as_view(), name="links"),
    path("incidents/<int:pk>/links/<int:link>/", acts.OneLink.as_view(), name="link"),
    path("incidents/<int:pk>/merge/", acts.Merge.as_view(), name="merge"),
    path("incidents/<int:pk>/unmerge/", acts.Unmerge.as_view(), name="unmerge"),
    path("incidents/<int:pk>/close/", acts.Close.as_view(), name="close"),
    path("incidents/<int:pk>/reopen/", acts.Reopen.as_view(), name="reopen"),
]
