"""A forgotten password, by mail. Where no mail is configured these pages do not exist."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy

from accounts.services import guarding, passwords
from accounts.views.tries import TooOftenMixin
from safety_net.core import clock
from safety_net.core.access import Actor


class _ByMail:
    """Only where a way to send mail is configured."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.SAFETY_NET_SMTP_URL:
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class Forgotten(_ByMail, TooOftenMixin, PasswordResetView):
    """Ask for a mail. Each question counts like a failure, whoever it is about."""

    template_name = "accounts/forgotten.html"
    email_template_name = "accounts/mail_forgotten.txt"
    subject_template_name = "accounts/mail_forgotten_subject.txt"
    success_url = reverse_lazy("account-forgotten-sent")

    def form_valid(self, form: Any) -> HttpResponse:
        name = f"mail:{form.cleaned_data['email']}"
        guarding.begin(name=name, by=guarding.stranger_of(self.request), at=clock.now())
        return super().form_valid(form)


class Sent(_ByMail, PasswordResetDoneView):
    """The same for everybody: whether there is such an address is nobody's business."""

    template_name = "accounts/forgotten_sent.html"


class ChooseAnew(_ByMail, PasswordResetConfirmView):
    """Where the mail leads. It replaces the password alone: a second factor is still asked for."""

    template_name = "accounts/forgotten_choose.html"
    success_url = reverse_lazy("account-forgotten-done")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        user: User = form.user
        stranger = guarding.stranger_of(self.request)
        by = Actor(
            name=user.get_full_name() or user.get_username(),
            user_id=user.pk,
            request_id=stranger.request_id,
            address=stranger.address,
        )
        passwords.changed(user=user, how="by_mail", by=by, at=clock.now())
        return answer


class Done(_ByMail, PasswordResetCompleteView):
    template_name = "accounts/forgotten_done.html"
