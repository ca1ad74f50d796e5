"""The public shape of an agreement: one for REST, pages and entries. docs/live-entries.md."""

from __future__ import annotations

from typing import Any

from agreements.models import Agreement, Signature
from agreements.states import AgreementState
from safety_net.core.clock import iso


def agreement_of(agreement: Agreement) -> dict[str, Any]:
    """All but the shape of its area. Fetch with `.with_all()` where there are many."""
    return {
        "id": agreement.pk,
        "giver": agreement.giver_id,
        "receiver": agreement.receiver_id,
        "level": str(agreement.level),
        "types": list(agreement.types),
        "priorities": list(agreement.priorities),
        "districts": list(agreement.districts),
        "everywhere": agreement.area is None,
        "valid_from": iso(agreement.valid_from),
        "valid_to": iso(agreement.valid_to),
        "purpose": agreement.purpose,
        "state": str(state_of(agreement)),
        "revision": agreement.revision,
        "replaces": agreement.replaces_id,
        "version": agreement.version,
        "proposed_at": iso(agreement.proposed_at),
        "proposed_by": agreement.proposed_by,
        "proposed_for": agreement.proposed_for_id,
        "signatures": [signature_of(one) for one in agreement.signatures.all()],
        "ended_at": iso(agreement.ended_at),
        "ended_by": agreement.ended_by,
        "ended_for": agreement.ended_for_id,
        "end_reason": agreement.end_reason,
    }


def signature_of(signature: Signature) -> dict[str, Any]:
    return {
        "agency": signature.agency_id,
        "name": signature.name,
        "role": signature.role,
        "at": iso(signature.at),
    }


def state_of(agreement: Agreement) -> AgreementState:
    """How far it has come, as the desks were told."""
    if agreement.ended_at is not None:
        return AgreementState.ENDED
    if agreement.in_force:
        return AgreementState.IN_FORCE
    sides = {one.agency_id for one in agreement.signatures.all()}
    return AgreementState.SIGNED if len(sides) == 2 else AgreementState.PROPOSED
