"""Addresses of the pages about messages."""

from __future__ import annotations

from django.urls import path

from notify.views import contacts, inbox, links

urlpatterns = [
    path("me/contacts/", contacts.contacts, name="my-contacts"),
    path("inbox/", inbox.my_inbox, name="inbox"),
    path("push/worker.js", inbox.worker, name="push-worker"),
    path("a/<str:token>/", links.answer_by_link, name="answer-by-link"),
]
