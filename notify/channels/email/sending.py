"""One e-mail: plain text, and the same as simple HTML."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from notify.channels.base import NotSent, Parcel, Receipt, Words
from notify.channels.outgoing import address_of, is_allowed
from notify.channels.timeouts import seconds_of

PAGE = """<!doctype html><html><body style="font: 16px/1.5 sans-serif">
<h1 style="font-size: 20px">{}</h1><p>{}</p>{}</body></html>"""
BUTTON = """<p>{}</p><p><a href="{}" style="font-weight: bold">{}</a></p>"""


def send(parcel: Parcel) -> Receipt:
    """Hand it to the server. NotSent, for good where the server refuses that address."""
    told, words = parcel.settings, parcel.words
    mail = EmailMultiAlternatives(
        subject=" ".join(words.title.split()),
        body=words.whole,
        from_email=told["sender"],
        to=[parcel.address],
        headers={"Message-ID": f"<{parcel.key}@safety-net>", "Auto-Submitted": "auto-generated"},
        connection=_server(told, parcel.secrets),
    )
    mail.attach_alternative(html(words), "text/html")
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as problem:
        code = max((status for status, _said in problem.recipients.values()), default=0)
        raise NotSent(f"the server refused the address: {code}", again=code < 500) from problem
    except smtplib.SMTPResponseException as problem:
        again = problem.smtp_code < 500
        raise NotSent(f"the server answered {problem.smtp_code}", again=again) from problem
    except (smtplib.SMTPException, OSError) as problem:
        raise NotSent(f"not reached: {type(problem).__name__}") from problem
    return Receipt(reference=parcel.key)


def html(words: Words) -> SafeString:
    """Heading, lines, and the link where there is one."""
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in words.text.splitlines()))
    button = format_html(BUTTON, words.answer, words.link, words.link) if words.link else ""
    return format_html(PAGE, words.title, lines, button)


def _server(told: Mapping[str, Any], secrets: Mapping[str, str]) -> EmailBackend:
    host, port = told["host"], told.get("port", 587)
    try:
        if not is_allowed(host, port):
            raise NotSent("its host is not among SAFETY_NET_OUTGOING_HOSTS", again=False)
        address_of(host, port)
    except ValueError as problem:
        raise NotSent(str(problem), again=False) from problem
    except OSError as problem:
        raise NotSent("its name can't be resolved") from problem
    security = told.get("security", "starttls")
    return EmailBackend(
        host=host,
        port=port,
        username=told.get("user", ""),
        password=secrets.get("password", ""),
        use_ssl=security == "tls",
        use_tls=security == "starttls",
        timeout=seconds_of(told),
    )
