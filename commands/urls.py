"""Addresses of the command line, under /api/."""

from __future__ import annotations

from django.urls import path

from commands.api.commands import Commands, CommandUndo
from commands.api.words import CommandWords, OneCommandWord

urlpatterns = [
    path("command-words/", CommandWords.as_view(), name="command-words"),
    path("command-words/<int:pk>/", OneCommandWord.as_view(), name="command-word"),
    path("commands/", Commands.as_view(), name="commands"),
    path("commands/<int:pk>/undo/", CommandUndo.as_view(), name="command-undo"),
]
