"""REST, and the OpenAPI document that describes it."""

from __future__ import annotations

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "agencies.authentication.AgencySessionAuthentication",
        "agencies.authentication.AgencyTokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["agencies.authentication.IsMember"],
    "DEFAULT_RENDERER_CLASSES": ["safety_net.core.rest.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["safety_net.core.rest.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "safety_net.core.schema.CitySchema",
    "EXCEPTION_HANDLER": "safety_net.core.problems.problem_response",
    "DEFAULT_THROTTLE_CLASSES": ["safety_net.core.throttling.PerMinute"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Safety Net",
    "DESCRIPTION": "One incident picture for a city's agencies. See docs/api.md and docs/live.md.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "RoleEnum": "agencies.models.Role",
        "NoteLevelEnum": "incidents.states.NoteLevel",
        "AgreementLevelEnum": "agreements.states.Level",
        "AgreementStateEnum": "agreements.states.AgreementState",
        "AgencyKindEnum": "agencies.models.AgencyKind",
        "IncidentStatusEnum": "incidents.states.Status",
        "UnitStatusEnum": "dispatch.states.UnitStatus",
        "TimeCodeEnum": "incidents.states.TimeCode",
        "CrewActKindEnum": "crews.services.acting.ActKind",
        "WordLanguageEnum": "commands.api.inputs.LANGUAGES",
        "IntegrationRoleEnum": "agencies.programs.inputs.PROGRAM_ROLES",
        "TrackRoleEnum": "incidents.states.TrackRole",
        "AskableRoleEnum": "incidents.api.inputs.ASKABLE_ROLES",
        "PositionReasonEnum": "positions.states.Reason",
        "TrackStateEnum": "incidents.states.TrackState",
        "MessageStateEnum": "notify.states.MessageState",
        "DeliveryStateEnum": "notify.states.DeliveryState",
        "AnsweredHowEnum": "notify.states.How",
        "PositionSourceEnum": "positions.states.Source",
        "ConditionKindEnum": "escalation.states.ConditionKind",
        "TargetKindEnum": "escalation.states.TargetKind",
        "RunStateEnum": "escalation.states.RunState",
        "UnitBoardTabEnum": "dispatch.models.unit_view.TABS",
    },
}
