"""Times of duties: short, with the day of the week."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.formats import date_format

from dispatch.models.plans import DAYS

register = template.Library()
NAMES = dict(DAYS)


@register.filter(expects_localtime=True)
def on_day(moment: date | datetime) -> str:
    """11-28 (Sat)"""
    return f"{date_format(moment, 'm-d')} ({NAMES[moment.isoweekday()]})"


@register.filter(expects_localtime=True)
def at_time(moment: datetime) -> str:
    """11-28 (Sat) 09:00"""
    return f"{on_day(moment)} {date_format(moment, 'H:i')}"
