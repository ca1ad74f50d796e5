"""The tables of this app, one idea a file."""

from accounts.models.attempt import Attempt
from accounts.models.given_password import GivenPassword
from accounts.models.session import Session

__all__ = ["Attempt", "GivenPassword", "Session"]
