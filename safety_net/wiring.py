"""Reactions between apps: each is a line on this page and nowhere else."""

from __future__ import annotations

from accounts.services import ending, passwords
from accounts.sessions import standing_sessions
from agencies import access
from agencies import hooks as agencies
from agreements import hooks as agreements
from atlas import hooks as atlas
from atlas.loading import kinds
from crews.permissions import manned_units
from dispatch import hooks as dispatch
from dispatch import walls as dispatch_walls
from dispatch.board import board_for
from dispatch.selectors.engagements import engagements
from dispatch.services import alarms, following
from escalation import spoken
from escalation import walls as escalation_walls
from escalation.selectors.pulses import last_at_work
from escalation.selectors.running import on_board
from escalation.selectors.standing import standing
from escalation.services.answering import answer_message
from escalation.services.following import follow_change
from escalation.services.roster_gaps import alarm_fillers
from incidents import hooks as incidents
from incidents import walls as incident_walls
from incidents.selectors.types import unknown_types
from incidents.services.disclosing import disclose_change
from incidents.services.emergencies import show_emergencies
from incidents.services.settling import follow_agreement
from notify import hooks as notify
from positions.selectors.latest import last_heard
from positions.selectors.live import positions_since
from roads.services import building
from rosters import hooks as rosters
from safety_net.core import city_log, live
from units import hooks as units
from units.services.loading import UnitLoader


def connect() -> None:
    """Called once, when every app is loaded."""
    for walls in (incident_walls, dispatch_walls, escalation_walls):
        walls.stand()
    # First who sees it, so that whatever follows is told to those who do.
    city_log.concluding.then(disclose_change)
    city_log.concluding.then(follow_change)
    agreements.turned.then(follow_agreement)
    atlas.loaded.then(building.rebuild)
    incidents.closing.then(following.release_units)
    incidents.shown.then(following.show_assignments)
    incidents.merged.then(following.bring_units)
    incidents.shown.then(alarms.show_alarm)
    incidents.shown.then(show_emergencies)
    incidents.merged.then(alarms.bring_alarm)
    incidents.reopened.then(alarms.show_alarm_again)
    agencies.password_given.then(passwords.was_given)
    agencies.account_closed.then(ending.end_all)
    agreements.provide_unknown_types(unknown_types)
    units.provide_engagements(engagements)
    units.provide_latest_fix(last_heard)
    units.provide_manned_units(manned_units)
    dispatch.provide_escalations(on_board)
    notify.provide_wanted(standing)
    spoken.provide()
    rosters.gaps_found.then(alarm_fillers)
    notify.answered.then(answer_message)
    kinds.provide("unit", UnitLoader())
    live.provide_snapshot(board_for)
    live.provide_positions(positions_since)
    live.provide_engine(last_at_work)
    live.provide_viewers(
        by_session=access.viewer_of_session,
        by_token=access.listener_of_token,
        standing_keys=access.standing_keys,
        standing_sessions=standing_sessions,
        still_valid=access.still_valid,
    )
