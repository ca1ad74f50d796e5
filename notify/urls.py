"""Addresses of messages and how people are reached, under /api/."""

from __future__ import annotations

from django.urls import path

from notify.api import contacts, messages, providers
from notify.api.callbacks import callback
from notify.api.reach import ReachView

urlpatterns = [
    path("contacts/", contacts.Contacts.as_view(), name="contacts"),
    path("contacts/order/", contacts.Order.as_view(), name="contacts-order"),
    path("contacts/<int:pk>/", contacts.OneContact.as_view(), name="contact"),
    path("contacts/<int:pk>/code/", contacts.Code.as_view(), name="contact-code"),
    path("contacts/<int:pk>/verify/", contacts.Verify.as_view(), name="contact-verify"),
    path("contacts/<int:pk>/test/", contacts.TestMethod.as_view(), name="contact-test"),
    path("push/", contacts.Push.as_view(), name="push"),
    path("messages/", messages.Messages.as_view(), name="messages"),
    path("messages/<int:pk>/answer/", messages.Answer.as_view(), name="answer-message"),
    path("messages/<int:pk>/read/", messages.Read.as_view(), name="read-message"),
    path(
        "incidents/<int:pk>/messages/",
        messages.IncidentMessages.as_view(),
        name="incident-messages",
    ),
    path("reach/", ReachView.as_view(), name="reach"),
    path("providers/", providers.Providers.as_view(), name="providers"),
    path("providers/<int:pk>/", providers.OneProvider.as_view(), name="provider"),
    path("deliveries/failed/", providers.FailedDeliveries.as_view(), name="failed-deliveries"),
    path("deliveries/<int:pk>/again/", providers.SendAgain.as_view(), name="send-again"),
    path("notify/callbacks/<slug:slug>/", callback, name="provider-callback"),
]
