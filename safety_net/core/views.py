"""Base of every REST view."""

from __future__ import annotations

from typing import Any

from rest_framework.views import APIView

from safety_net.core import idempotency


class CityView(APIView):
    """A view of the shared picture. Its `post`, if it has one, honours Idempotency-Key."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        post = cls.__dict__.get("post")
        if post is not None:
            setattr(cls, "post", idempotency.once(post))  # noqa: B010  (mypy: not a declared name)
