"""Refusals. Each stands for a clear "no" with one HTTP status; see problems.py for its shape."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The domain says no. `extra` is public and becomes members of the problem document."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refused"
    title: ClassVar[str | Promise] = _("That is not possible now.")

    def __init__(self, detail: str | Promise = "", **extra: Any) -> None:
        super().__init__(str(detail or self.title))
        self.detail = detail
        self.extra = extra


class NotFound(Refusal):
    """It does not exist, or one may not know that it does."""

    status = 404
    code = "not_found"
    title = _("There is nothing here that you may see.")


class Forbidden(Refusal):
    """One sees it, but the role does not allow this act."""

    status = 403
    code = "forbidden"
    title = _("Your role does not allow this.")


class Invalid(Refusal):
    """The input can't be used. `fields` maps each field to what is wrong with it."""

    status = 400
    code = "invalid"
    title = _("Some of what was sent can't be used.")

    def __init__(self, detail: str | Promise = "", **fields: str | Promise) -> None:
        super().__init__(detail, fields={name: str(text) for name, text in fields.items()})


class StaleVersion(Refusal):
    """Somebody else changed it first. `extra` tells both versions and the present state."""

    code = "stale_version"
    title = _("Somebody changed this while you were working on it.")


class TooLarge(Refusal):
    status = 413
    code = "too_large"
    title = _("That is larger than is accepted.")
