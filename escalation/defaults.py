"""The rules that a city begins with, after docs/domain.md: by role and kind of agency, so that they
work anywhere. Each tells first the desk, then whoever answers for it, then the duty officer; the
times are chosen so that no two of them page the same person within a minute.
"""

from __future__ import annotations

from collections.abc import Iterator

from agencies.models import AgencyKind, Role
from escalation.definition import Condition, Definition, Repeat, Scope, Step, Target, duty_officer
from escalation.states import ConditionKind, TargetKind

MINUTE = 60
URGENT = (0, 1)
# Whose incidents are ended by units that drive there.
BY_UNITS = ("CRIME", "EMS", "FIRE", "HAZ", "PERSON", "RESCUE", "TRAFFIC")

Default = tuple[str, str, Definition]


def defaults() -> Iterator[Default]:
    """Korean name, English name, and what the rule says."""
    yield from _not_acknowledged()
    yield from _units()
    yield from _silence()
    yield from _crews()


def last_resort() -> list[Target]:
    """The duty officer of a city: who supervises its situation room."""
    return [Target(kind=TargetKind.ROLE, role=Role.SUPERVISOR, agency_kind=AgencyKind.CITY)]


def _not_acknowledged() -> Iterator[Default]:
    yield (
        "긴급 사건을 주관 기관이 30초 안에 확인하지 않음",
        "Urgent: the lead has not acknowledged in 30 s",
        _rule(
            _absence(ConditionKind.NOT_ACKNOWLEDGED_BY_LEAD, 30),
            Scope(priorities=URGENT),
            _desk(0),
            _tell(2 * MINUTE, duty_officer()),
        ),
    )
    yield (
        "긴급 사건을 참여 기관이 1분 안에 확인하지 않음",
        "Urgent: an agency has not acknowledged in 60 s",
        _rule(
            _absence(ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY, MINUTE),
            Scope(priorities=URGENT),
            _tell(0, _supervisors()),
            # Small agencies have no supervisor: then their dispatchers are told at once.
            _tell(3 * MINUTE, _supervisors(), Target(kind=TargetKind.ROLE, role=Role.DISPATCHER)),
        ),
    )
    for priority, within, korean in ((2, 5, "5분"), (3, 15, "15분"), (4, 30, "30분")):
        yield (
            f"P{priority} 사건을 참여 기관이 {korean} 안에 확인하지 않음",
            f"P{priority}: an agency has not acknowledged in {within} min",
            _rule(
                _absence(ConditionKind.NOT_ACKNOWLEDGED_BY_AGENCY, within * MINUTE),
                Scope(priorities=(priority,)),
                _desk(0),
                _tell(within * MINUTE, _supervisors()),
            ),
        )
    yield (
        "다른 기관에 보낸 요청에 30초 안에 응답이 없음",
        "A request to an agency is not answered in 30 s",
        _rule(
            _absence(ConditionKind.TRANSFER_NOT_ANSWERED, 30),
            Scope(),
            _desk(0),
            _tell(5 * MINUTE, duty_officer()),
        ),
    )


def _units() -> Iterator[Default]:
    yield (
        "긴급 사건에 확인 후 2분 안에 출동대가 배정되지 않음",
        "Urgent: no unit 2 min after it was acknowledged",
        _rule(
            _absence(ConditionKind.NO_UNIT_ASSIGNED, 2 * MINUTE, since="acknowledged"),
            Scope(types=BY_UNITS, priorities=URGENT),
            _desk(0),
            _tell(2 * MINUTE, _supervisors()),
        ),
    )
    yield (
        "출동대가 지령 후 90초 안에 출발하지 않음",
        "A unit is not en route 90 s after its alert",
        _rule(
            _absence(ConditionKind.NOT_EN_ROUTE, 90),
            Scope(priorities=URGENT),
            _tell(0, Target(kind=TargetKind.ROLE, role=Role.DISPATCHER)),
            _tell(90, _supervisors()),
        ),
    )
    yield (
        "긴급 사건에 7분 안에 도착한 출동대가 없음",
        "Urgent: no unit on scene in 7 min",
        _rule(
            _absence(ConditionKind.NOT_ON_SCENE, 7 * MINUTE, since="filed"),
            Scope(types=BY_UNITS, priorities=URGENT),
            _tell(0, _supervisors()),
            _tell(5 * MINUTE, duty_officer()),
        ),
    )


def _silence() -> Iterator[Default]:
    for priorities, minutes, korean, english in (
        (URGENT, 20, "긴급 사건에 20분 동안 소식이 없음", "Urgent: nothing new in 20 min"),
        ((2,), 60, "P2 사건에 1시간 동안 소식이 없음", "P2: nothing new in an hour"),
        ((3, 4), 480, "P3·P4 사건에 8시간 동안 소식이 없음", "P3, P4: nothing new in 8 h"),
    ):
        yield (
            korean,
            english,
            _rule(
                _absence(ConditionKind.NO_UPDATE, minutes * MINUTE),
                Scope(priorities=priorities),
                _desk(0),
                _tell(minutes * MINUTE, _supervisors()),
            ),
        )


def _crews() -> Iterator[Default]:
    yield (
        "출동대가 안전 확인에 응답하지 않음",
        "A crew did not say that it is well",
        _rule(
            _absence(ConditionKind.SAFETY_CHECK_MISSED, 30),
            Scope(),
            _desk(0),
            _tell(MINUTE, _supervisors()),
            _tell(MINUTE, duty_officer()),
        ),
    )
    yield (
        "대원 위급",
        "Mayday",
        _rule(
            Condition(kind=ConditionKind.MAYDAY),
            Scope(),
            _desk(0),
            _tell(MINUTE, _supervisors(), duty_officer()),
            repeat=Repeat(times=5, wait=MINUTE),
        ),
    )


def _rule(
    condition: Condition, scope: Scope, *steps: Step, repeat: Repeat | None = None
) -> Definition:
    return Definition(condition=condition, scope=scope, steps=steps, repeat=repeat or Repeat())


def _absence(kind: str, within: int, since: str = "") -> Condition:
    return Condition(kind=kind, within=within, since=since)


def _tell(wait: int, *targets: Target) -> Step:
    return Step(wait=wait, targets=targets)


def _desk(wait: int) -> Step:
    """Who takes calls and dispatches for the agency that it is about."""
    return _tell(
        wait,
        Target(kind=TargetKind.ROLE, role=Role.DISPATCHER),
        Target(kind=TargetKind.ROLE, role=Role.CALL_TAKER),
    )


def _supervisors() -> Target:
    return Target(kind=TargetKind.ROLE, role=Role.SUPERVISOR)
