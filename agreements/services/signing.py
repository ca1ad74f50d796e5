"""Sign for one's agency. When both have signed and the time has come, it is in force."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from agreements.events import AgreementSigned
from agreements.models import Agreement, Signature
from agreements.permissions import SIGNERS
from agreements.services import records
from agreements.services.turning import begin, settle
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Forbidden, Refusal, StaleVersion


class SignedAlready(Refusal):
    code = "signed_already"
    title = _("Your agency has signed this agreement.")


class SignsForBoth(Refusal):
    code = "signs_for_both"
    title = _("The other side is signed for by somebody else.")


def sign(*, agreement_id: int, version: int, by: Actor, at: datetime) -> Agreement:
    """The acting agency agrees to the terms. The second signature puts them in force.

    Raises Forbidden for a third agency or a role that can't bind it, SignedAlready, SignsForBoth,
    AgreementEndedAlready, StaleVersion.
    """
    with city_log.change(by=by, at=at) as log:
        agreement = records.locked_standing(agreement_id)
        side = records.expect_side(agreement, by)
        if version != agreement.version:
            raise StaleVersion(yours=version, current=agreement.version)
        if by.role not in SIGNERS or by.user_id is None:
            raise Forbidden
        _expect_unsigned(agreement, side, by)
        Signature.objects.create(
            agreement=agreement,
            agency_id=side,
            user_id=by.user_id,
            name=by.name,
            role=by.role,
            at=at,
        )
        agreement.version += 1
        agreement.save(update_fields=["version"])
        records.tell(AgreementSigned, agreement, log=log, side=side)
        if Agreement.objects.to_begin(at).filter(pk=agreement.pk).exists():
            begin(agreement, log=log)
            settle(agreement, at=at)
    return agreement


def _expect_unsigned(agreement: Agreement, side: int, by: Actor) -> None:
    for signature in agreement.signatures.all():
        if signature.agency_id == side:
            raise SignedAlready
        if signature.user_id == by.user_id:
            raise SignsForBoth
