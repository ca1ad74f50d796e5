"""Command words in the admin site. They are saved by the service, so every desk hears of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from commands.models import CommandWord
from commands.services import words
from safety_net.core import clock
from safety_net.core.access import Actor
from safety_net.core.errors import Refusal

NAMES = ("word", "verb", "preset", "language")


class CommandWordForm(forms.ModelForm[CommandWord]):
    """Says what is wrong with a word before it is saved."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return values
        agency = values.get("agency")
        wanted = CommandWord(
            pk=self.instance.pk,
            agency_id=agency.pk if agency else None,
            **{name: values[name] for name in NAMES},
        )
        try:
            words.expect_fitting(wanted)
        except Refusal as refusal:
            fields = refusal.extra.get("fields", {})
            raise ValidationError(list(fields.values()) or str(refusal)) from refusal
        return values


@admin.register(CommandWord)
class CommandWordAdmin(admin.ModelAdmin[CommandWord]):
    form = CommandWordForm
    fields = ("agency", *NAMES)
    list_display = ("word", "verb", "preset", "language", "agency")
    list_filter = ("agency", "verb", "language")
    list_select_related = ("agency",)
    search_fields = ("word",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: CommandWord | None = None
    ) -> tuple[str, ...]:
        return ("agency",) if obj else ()

    def save_model(self, request: HttpRequest, obj: CommandWord, form: Any, change: bool) -> None:
        who: dict[str, Any] = {"by": _actor(request), "at": clock.now()}
        values: dict[str, Any] = {name: getattr(obj, name) for name in NAMES}
        if change:
            words.change_word(word_id=obj.pk, version=obj.version, changes=values, **who)
        else:
            obj.pk = words.add_word(agency_id=obj.agency_id, **values, **who).pk

    def delete_model(self, request: HttpRequest, obj: CommandWord) -> None:
        words.remove_word(word_id=obj.pk, by=_actor(request), at=clock.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[CommandWord]) -> None:
        for word in queryset:
            self.delete_model(request, word)


def _actor(request: HttpRequest) -> Actor:
    name = request.user.get_username()
    return Actor(name=name, user_id=request.user.pk, address=request.META.get("REMOTE_ADDR"))
