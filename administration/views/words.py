"""The pages of command words. One that is in another's way is refused, with the other one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.fields import INPUT, Choices, choice, offer, words
from administration.selectors.words import (
    grammar,
    meaning_key,
    meanings,
    read_line,
    read_meaning,
    rest_of,
    word_rows,
)
from administration.views.editing import Editing
from administration.views.frame import Framed, mark, sought_in, whole
from administration.views.members import agency_choices
from commands.grammar import VerbName
from commands.models import CommandWord
from commands.models.word import LONGEST_WORD
from commands.permissions import word_to_change
from commands.services.words import add_word, change_word, expect_fitting, remove_word
from safety_net.core.errors import Refusal

NUMBERS = {"minutes", "priority", "number", "agency"}


class WordForm(forms.Form):
    word = words(gettext_lazy("word"), LONGEST_WORD)
    meaning = choice(gettext_lazy("meaning"))
    agency = choice(gettext_lazy("whose"), required=False)
    language = choice(
        gettext_lazy("language"),
        [("", gettext_lazy("both")), ("ko", "한국어"), ("en", "English")],
        required=False,
    )
    preset = forms.CharField(
        label=gettext_lazy("set beforehand"),
        required=False,
        max_length=500,
        widget=forms.Textarea({**INPUT, "rows": 2, "spellcheck": "false"}),
        help_text=gettext_lazy("One a line: name = value, such as “reason = false alarm”."),
    )
    line = words(gettext_lazy("Try a line"), 300, required=False)

    def __init__(self, *args: Any, agencies: Choices | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meaning", meanings())
        if agencies is None:
            del self.fields["agency"]
        else:
            offer(self, "agency", agencies)

    def clean_preset(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for line in self.cleaned_data["preset"].splitlines():
            name, equals, value = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if not equals or not name or not value:
                raise forms.ValidationError(_("Not a preset: %(line)s") % {"line": line})
            number = whole(value) if name in NUMBERS else None
            found[name] = value if number is None else number
        return found


def said_by(values: dict[str, Any]) -> dict[str, Any]:
    """What the form says, as the services take it."""
    verb, narrowed = read_meaning(values["meaning"])
    return {
        "word": values["word"],
        "verb": verb,
        "preset": {**values["preset"], **narrowed},
        "language": values["language"],
    }


class WordList(Framed):
    page_name = "admin-words"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        q, verb, line = sought_in(request), sought_in(request, "verb"), sought_in(request, "line")
        agency = sought_in(request, "agency")
        context = {
            "rows": word_rows(self.viewer, q, verb, whole(agency)),
            "q": q,
            "verb": verb,
            "verbs": VerbName.choices,
            "agency": agency,
            "agencies": agency_choices() if self.is_city_admin else [],
            "line": line,
            "parsed": read_line(line, self.viewer) if line else None,
        }
        return self.show("words.html", context)


class WordEditing(Editing):
    page_name = "admin-words"
    template = "word.html"
    address = "admin-word"
    kind = "command_word.changed"
    member = "word"
    labels = {
        "word": gettext_lazy("word"),
        "verb": gettext_lazy("meaning"),
        "preset": gettext_lazy("set beforehand"),
        "language": gettext_lazy("language"),
    }

    def find(self, pk: int) -> CommandWord:
        return word_to_change(self.viewer, pk)

    def title(self) -> str:
        return self.row.word if self.row else _("New word")

    def card(self) -> dict[str, Any]:
        word: CommandWord = self.row
        return word.as_data()

    def initial(self, card: dict[str, Any]) -> dict[str, Any]:
        narrowed = meaning_key(card["verb"], card["preset"])
        return {**card, "meaning": narrowed, "preset": rest_of(card["verb"], card["preset"])}

    def form(self, sent: QueryDict | None, initial: dict[str, Any]) -> WordForm:
        choose = self.row is None and self.is_city_admin
        agencies = [("", _("the whole city")), *agency_choices()] if choose else None
        return WordForm(sent, initial=initial, agencies=agencies)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
        if pk is not None and "drop" in request.POST:
            self.row = self.find(pk)
            remove_word(word_id=pk, **self.who)
            messages.success(request, _("The word is removed."))
            return redirect("admin-words")
        if "try" in request.POST:
            return self._try(request, pk)
        return super().post(request, pk)

    def _try(self, request: HttpRequest, pk: int | None) -> HttpResponseBase:
        self.row = None if pk is None else self.find(pk)
        form = self.form(request.POST, self.initial(self.card()) if self.row else {})
        if not form.is_valid():
            return self._page(form, status=400)
        values = form.cleaned_data
        tried = CommandWord(pk=pk, agency_id=self._agency(values), **said_by(values))
        try:
            expect_fitting(tried)
        except Refusal as refusal:
            mark(form, refusal)
            return self._page(form, status=400)
        line = form.cleaned_data["line"] or tried.word
        return self._page(form, parsed=read_line(line, self.viewer, tried))

    def _agency(self, values: dict[str, Any]) -> int | None:
        if self.row is not None:
            return int(self.row.agency_id) if self.row.agency_id else None
        if not self.is_city_admin:
            return self.viewer.agency_id
        return int(values["agency"]) if values["agency"] else None

    def keep(self, values: dict[str, Any], version: int) -> CommandWord:
        said = said_by(values)
        if self.row is None:
            return add_word(agency_id=self._agency(values), **said, **self.who)
        return change_word(word_id=self.row.pk, version=version, changes=said, **self.who)

    def more(self) -> dict[str, Any]:
        return {"grammar": grammar()}
