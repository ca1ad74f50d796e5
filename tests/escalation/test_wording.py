"""What people read when nobody acted."""

from __future__ import annotations

from django.utils import translation

from notify.models import Message
from notify.wording import headline
from tests.support.cast import Person, file
from tests.support.escalating import Kind, a_rule, person, tell, ticks


def test_a_page_says_what_where_and_what_nobody_did(dani: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), name="P0 and P1")
    fire = file(by=dani)
    ticks(60)
    page = Message.objects.get()
    title, text = headline(page.kind, page.facts, exercise=False)
    assert title == f"P0 structure fire {fire.number}"
    assert text == "Mill Bridge\nthe lead has not acknowledged\nP0 and P1"
    with translation.override("ko"):
        assert headline(page.kind, page.facts, exercise=True)[0].endswith(
            f"P0 건물화재 {fire.number}"
        )
