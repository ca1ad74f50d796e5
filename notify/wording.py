"""From a kind and its facts to words, in the language of whoever reads them. Asks no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from notify.channels.base import Words

Facts = Mapping[str, Any]
# A heading and what is said, in the language that is active.
Wording = Callable[[Facts], tuple[str, str]]

LONGEST_TITLE, LONGEST_TEXT = 120, 600


def in_language(value: Any) -> str:
    """A text, or the one of the active language out of `{"ko": …, "en": …}`."""
    if isinstance(value, Mapping):
        language = (translation.get_language() or "ko")[:2]
        value = value.get(language) or next(iter(value.values()), "")
    return str(value or "")


def _notice(facts: Facts) -> tuple[str, str]:
    """What somebody wrote: `title` and `text`, each a text or one for each language."""
    return in_language(facts.get("title")), in_language(facts.get("text"))


def _incident(facts: Facts) -> tuple[str, str]:
    """`number`, `type`, `priority`, `address`, and `text`: why one is told."""
    title = f"P{facts.get('priority', '?')} {in_language(facts.get('type'))}"
    where = " · ".join(str(facts[name]) for name in ("address", "number") if facts.get(name))
    return title, "\n".join(part for part in (where, in_language(facts.get("text"))) if part)


def _test(_facts: Facts) -> tuple[str, str]:
    return _("Safety Net: test"), _("You can be reached here. Nothing has to be done.")


def _verify(facts: Facts) -> tuple[str, str]:
    return _("Safety Net: your code"), _("Type %s to confirm this address.") % facts.get("code", "")


_wordings: dict[str, Wording] = {
    "notice": _notice,
    "incident": _incident,
    "test": _test,
    "verify": _verify,
}


def provide_wording(kind: str, wording: Wording) -> None:
    """Let an app above word its own kinds of message."""
    _wordings[kind] = wording


def headline(kind: str, facts: Facts, *, exercise: bool) -> tuple[str, str]:
    """Heading and text in the active language; a kind nobody words is read as a notice."""
    title, text = _wordings.get(kind, _notice)(facts)
    if exercise:
        title = _("[EXERCISE] %s") % title
    return title[:LONGEST_TITLE], text[:LONGEST_TEXT]


def words_for(
    kind: str,
    facts: Facts,
    *,
    language: str,
    exercise: bool = False,
    code: str = "",
    link: str = "",
) -> Words:
    """The message as it is sent. With a `code` one answers by a reply, with a `link` by opening."""
    with translation.override(language):
        title, text = headline(kind, facts, exercise=exercise)
        answer = ""
        if link:
            answer = _("Open this to say that you are on it:")
        elif code:
            answer = _("Reply %s to say that you are on it.") % code
    return Words(title=title, text=text, answer=answer, link=link)
