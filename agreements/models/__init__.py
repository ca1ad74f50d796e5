"""The tables of this app, one idea a file."""

from agreements.models.agreement import Agreement, Signature

__all__ = ["Agreement", "Signature"]
