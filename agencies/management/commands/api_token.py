"""manage.py api_token USERNAME AGENCY NAME [--days N]: make a token for a program."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.models import Membership
from agencies.tokens import make_token
from safety_net.core import clock

LONGEST_DAYS = 3650
LONGEST_NAME = 100


class Command(BaseCommand):
    help = "Make a token with which a program acts as a person at an agency; print its key once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("agency", help="the agency's slug")
        parser.add_argument("name", help="what the token is for")
        parser.add_argument("--days", type=int, help="how long it lasts; for ever without")

    def handle(self, *args: Any, **options: Any) -> None:
        days = options["days"]
        if days is not None and not 1 <= days <= LONGEST_DAYS:
            raise CommandError(f"--days is 1 to {LONGEST_DAYS}.")
        if len(options["name"]) > LONGEST_NAME:
            raise CommandError(f"The name has more than {LONGEST_NAME} characters.")
        membership = _membership(options["username"], options["agency"])
        token, key = make_token(membership, name=options["name"], at=clock.now(), days=days)
        until = token.expires_at.date().isoformat() if token.expires_at else "for ever"
        self.stderr.write(f"{membership}; {until}. The key is shown only now:")
        self.stdout.write(key)


def _membership(username: str, slug: str) -> Membership:
    found = Membership.objects.standing().filter(user__username=username, agency__slug=slug)
    membership = found.select_related("user", "agency").first()
    if membership is None:
        raise CommandError(f"{username} has no active membership at {slug}.")
    return membership
