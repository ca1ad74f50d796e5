"""[begin, end) of a row, for constraints against overlapping."""

from __future__ import annotations

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import Func


class During(Func):
    """`During("begin", "end")`"""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()
