"""Moments of accounts at which others act, inside the transaction (safety_net/wiring.py)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from safety_net.core.hooks import Hook

# An administrator knows this person's password from now on.
password_given: Hook[User, datetime] = Hook()
# Nobody signs in to this account any more.
account_closed: Hook[User] = Hook()
