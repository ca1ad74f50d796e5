"""Which status a crew most likely says next: the first is the largest button under the thumb."""

from __future__ import annotations

from collections.abc import Collection

from dispatch.states import UNIT_MOVES, UnitStatus

LIKELY: dict[str, tuple[str, ...]] = {
    UnitStatus.ALERTED: (UnitStatus.ACKNOWLEDGED, UnitStatus.EN_ROUTE),
    UnitStatus.ACKNOWLEDGED: (UnitStatus.EN_ROUTE,),
    UnitStatus.EN_ROUTE: (UnitStatus.ON_SCENE,),
    UnitStatus.STAGING: (UnitStatus.ON_SCENE,),
    UnitStatus.ON_SCENE: (UnitStatus.CLEAR,),
    UnitStatus.PATIENT: (UnitStatus.TRANSPORT,),
    UnitStatus.TRANSPORT: (UnitStatus.AT_HOSPITAL,),
    UnitStatus.AT_HOSPITAL: (UnitStatus.CLEAR,),
    UnitStatus.CLEAR: (),
}
WITH_PATIENTS = {**LIKELY, UnitStatus.ON_SCENE: (UnitStatus.PATIENT, UnitStatus.TRANSPORT)}
CARRIERS = {"ambulance"}


def moves_for(capabilities: Collection[str]) -> dict[str, list[str]]:
    """Status → the legal next ones, the likeliest first; an ambulance goes on with a patient."""
    likely = LIKELY if CARRIERS.isdisjoint(capabilities) else WITH_PATIENTS
    order = UnitStatus.values

    def ranked(status: str) -> list[str]:
        first = likely[status]
        rest = sorted(UNIT_MOVES[status] - set(first), key=order.index)
        return [str(one) for one in (*first, *rest)]

    return {str(status): ranked(status) for status in UnitStatus}
