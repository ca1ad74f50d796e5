"""manage.py api_token USERNAME AGENCY NAME --scopes LIST [--days N]: a token for a program."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.models import Membership
from agencies.programs.tokens import make_token
from safety_net.core import clock
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Invalid
from safety_net.core.keyed import LONGEST
from safety_net.core.scopes import SCOPES


class Command(BaseCommand):
    help = "Make a token with which a program acts as a person at an agency; print its key once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("agency", help="the agency's slug")
        parser.add_argument("name", help="what the token is for")
        known = ", ".join(SCOPES)
        parser.add_argument("--scopes", required=True, help=f"with commas between: {known}")
        parser.add_argument("--days", type=int, default=LONGEST.days, help="how long it lasts")

    def handle(self, *args: Any, **options: Any) -> None:
        membership = _membership(options["username"], options["agency"])
        scopes = [one.strip() for one in options["scopes"].split(",") if one.strip()]
        try:
            token, key = make_token(
                membership=membership,
                name=options["name"],
                scopes=scopes,
                days=options["days"],
                by=SYSTEM,
                at=clock.now(),
            )
        except Invalid as refusal:
            raise CommandError("; ".join(refusal.extra["fields"].values())) from refusal
        until = token.expires_at.date().isoformat()
        self.stderr.write(f"{membership}; until {until}. The key is shown only now:")
        self.stdout.write(key)


def _membership(username: str, slug: str) -> Membership:
    found = Membership.objects.acting().filter(user__username=username, agency__slug=slug)
    membership = found.select_related("user", "agency").first()
    if membership is None:
        raise CommandError(f"{username} has no active membership at {slug}.")
    return membership
