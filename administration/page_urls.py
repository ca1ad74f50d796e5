"""Addresses of the pages of administration, under /administration/."""

from __future__ import annotations

from django.urls import path

from administration.views import (
    accounts,
    agencies,
    agreements,
    areas,
    members,
    targets,
    types,
    words,
)
from administration.views.index import Index

urlpatterns = [
    path("", Index.as_view(), name="administration"),
    path("agencies/", agencies.AgencyList.as_view(), name="admin-agencies"),
    path("agencies/new/", agencies.AgencyEditing.as_view(), name="admin-new-agency"),
    path("agencies/<int:pk>/", agencies.AgencyEditing.as_view(), name="admin-agency"),
    path("members/", members.MemberList.as_view(), name="admin-members"),
    path("members/new/", members.NewMember.as_view(), name="admin-new-member"),
    path("members/<int:pk>/", members.MemberEditing.as_view(), name="admin-member"),
    path("members/<int:pk>/person/", accounts.NamePerson.as_view(), name="admin-person"),
    path("members/<int:pk>/password/", accounts.RenewPassword.as_view(), name="admin-password"),
    path("members/<int:pk>/account/", accounts.SwitchAccount.as_view(), name="admin-account"),
    path("areas/", areas.AreaList.as_view(), name="admin-areas"),
    path("areas/new/", areas.AreaEditing.as_view(), name="admin-new-area"),
    path("areas/<int:pk>/", areas.AreaEditing.as_view(), name="admin-area"),
    path("agreements/", agreements.AgreementList.as_view(), name="admin-agreements"),
    path("agreements/new/", agreements.NewAgreement.as_view(), name="admin-new-agreement"),
    path("agreements/<int:pk>/", agreements.OneAgreement.as_view(), name="admin-agreement"),
    path("types/", types.TypeList.as_view(), name="admin-types"),
    path("types/new/", types.TypeEditing.as_view(), name="admin-new-type"),
    path("types/<int:pk>/", types.TypeEditing.as_view(), name="admin-type"),
    path("targets/", targets.TargetTable.as_view(), name="admin-targets"),
    path("targets/new/", targets.TargetEditing.as_view(), name="admin-new-target"),
    path("targets/<int:pk>/", targets.TargetEditing.as_view(), name="admin-target"),
    path("words/", words.WordList.as_view(), name="admin-words"),
    path("words/new/", words.WordEditing.as_view(), name="admin-new-word"),
    path("words/<int:pk>/", words.WordEditing.as_view(), name="admin-word"),
]
