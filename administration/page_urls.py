"""Addresses of the pages of administration, under /administration/."""

from __future__ import annotations

from django.urls import path

from administration.views import accounts, agencies, members
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
]
