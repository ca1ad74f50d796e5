"""The steps that every act on an agreement shares."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from agreements.cards import agreement_of
from agreements.events import AgreementEvent
from agreements.models import Agreement
from safety_net.core.access import ADMINS, AUDITORS, Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Forbidden, NotFound, Refusal


class AgreementEndedAlready(Refusal):
    code = "agreement_ended"
    title = _("This agreement has ended.")


def locked(agreement_id: int) -> Agreement:
    """The agreement, locked until the change ends. NotFound where there is none."""
    found = Agreement.objects.select_for_update(no_key=True).filter(pk=agreement_id).first()
    if found is None:
        raise NotFound
    return found


def locked_standing(agreement_id: int) -> Agreement:
    """As `locked`, but AgreementEndedAlready for one that has ended."""
    found = locked(agreement_id)
    if found.ended_at is not None:
        raise AgreementEndedAlready
    return found


def expect_side(agreement: Agreement, by: Actor) -> int:
    """The acting agency, which must be one of the two sides."""
    if by.agency_id is None or by.agency_id not in (agreement.giver_id, agreement.receiver_id):
        raise Forbidden
    return by.agency_id


def tell(event: type[AgreementEvent], agreement: Agreement, *, log: Log, **more: object) -> None:
    """Append `event` for both sides, the city's admins and auditors."""
    sides = {agency_token(agreement.giver_id), agency_token(agreement.receiver_id)}
    told = event(subject_id=agreement.pk, agreement=agreement_of(agreement), **more)
    log.append(told, audience={*sides, ADMINS, AUDITORS})
