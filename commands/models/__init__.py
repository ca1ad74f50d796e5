"""Tables of the command line."""

from commands.models.run import CommandRun
from commands.models.word import CommandWord

__all__ = ["CommandRun", "CommandWord"]
