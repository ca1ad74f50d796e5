"""Keep the command words: one meaning for each word and agency, or a clear no."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commands.events import CommandWordChanged
from commands.models import CommandWord
from commands.models.word import LONGEST_WORD
from commands.parsing.folding import SIGNS, SPACES, compose, fold, squash
from commands.presets import checked_preset
from commands.selectors.words import words_beside
from safety_net.core import city_log
from safety_net.core.access import EVERYONE, Actor, agency_token
from safety_net.core.errors import Invalid, NotFound, Refusal, StaleVersion
from units.models import Unit

# Whoever saves a word looks at all the others, so savers come one after the other.
LOCK = "LOCK TABLE commands_commandword IN SHARE ROW EXCLUSIVE MODE"


class WordTaken(Refusal):
    """`extra.word`: the word that is in the way."""

    code = "word_taken"
    title = _("This word means something already.")


class WordIsUnit(Refusal):
    """`extra.call_sign`: the unit that is called so."""

    code = "word_is_unit"
    title = _("A unit is called so.")


def add_word(
    *,
    agency_id: int | None,
    word: str,
    verb: str,
    by: Actor,
    at: datetime,
    preset: dict[str, Any] | None = None,
    language: str = "",
) -> CommandWord:
    """A new word for an agency, or for all of them where `agency_id` is None."""
    made = CommandWord(
        agency_id=agency_id, word=word, verb=verb, preset=preset or {}, language=language
    )
    return _keep(made, by=by, at=at)


def change_word(
    *, word_id: int, version: int, changes: dict[str, Any], by: Actor, at: datetime
) -> CommandWord:
    """Change `word`, `verb`, `preset`, `language` of a word, whatever is named."""
    with city_log.change(by=by, at=at):
        found = _locked(word_id)
        if found.version != version:
            raise StaleVersion(yours=version, current=found.version, word=found.as_data())
        for name, value in changes.items():
            setattr(found, name, value)
        found.version += 1
        return _keep(found, by=by, at=at)


def remove_word(*, word_id: int, by: Actor, at: datetime) -> None:
    with city_log.change(by=by, at=at) as log:
        found = _locked(word_id)
        gone = CommandWordChanged(subject_id=found.pk, word=found.as_data(), removed=True)
        log.append(gone, audience=_audience(found))
        found.delete()


def expect_fitting(word: CommandWord) -> None:
    """Invalid, WordTaken or WordIsUnit, unless the word may be kept as it is; sets `folded`."""
    word.word = compose(word.word.strip())
    word.folded = fold(word.word)
    spaced = any(letter in SPACES for letter in word.folded)
    if not squash(word.folded) or spaced or len(word.word) > LONGEST_WORD:
        raise Invalid(word=_("A command word has 1 to 20 characters and no space."))
    word.preset = checked_preset(word.verb, word.preset)
    _expect_free(word)
    _expect_no_unit(word)


def _keep(word: CommandWord, *, by: Actor, at: datetime) -> CommandWord:
    with city_log.change(by=by, at=at) as log:
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        expect_fitting(word)
        word.save()
        changed = CommandWordChanged(subject_id=word.pk, word=word.as_data())
        log.append(changed, audience=_audience(word))
    return word


def _locked(word_id: int) -> CommandWord:
    found = CommandWord.objects.select_for_update().filter(pk=word_id).first()
    if found is None:
        raise NotFound
    return found


def _expect_free(word: CommandWord) -> None:
    """The same word twice, or a sign that would be read before the rest of another word."""
    others = words_beside(word.agency_id).exclude(pk=word.pk)
    same = Q(folded=word.folded)
    if len(word.folded) > 1 and word.folded[0] in SIGNS:
        same |= Q(folded=word.folded[0])
    if word.folded in SIGNS:
        same |= Q(folded__startswith=word.folded)
    taken = others.filter(same).select_related("agency").order_by("pk").first()
    if taken is not None:
        raise WordTaken(_clash(taken), word=taken.as_data())


def _clash(taken: CommandWord) -> str:
    values = {"word": taken.word, "meaning": taken.get_verb_display(), "agency": taken.agency}
    if taken.agency is None:
        return str(_("“%(word)s” already means “%(meaning)s” in the whole city.")) % values
    return str(_("“%(word)s” already means “%(meaning)s” at %(agency)s.")) % values


def _expect_no_unit(word: CommandWord) -> None:
    """Who types a unit's name first must not set off something else."""
    units = Unit.objects.filter(is_active=True)
    if word.agency_id is not None:
        units = units.filter(agency_id=word.agency_id)
    wanted = squash(word.folded)
    for call_sign in units.values_list("call_sign", flat=True):
        if squash(fold(call_sign)) == wanted:
            raise WordIsUnit(call_sign=call_sign)


def _audience(word: CommandWord) -> set[str]:
    return {EVERYONE if word.agency_id is None else agency_token(word.agency_id)}
