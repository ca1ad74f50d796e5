"""The tables of this app, one idea a file."""

from escalation.models.engine import Canary, EnginePulse, EngineSettings
from escalation.models.rule import Rule, RuleVersion
from escalation.models.run import Run, StepExecution

__all__ = ["Canary", "EnginePulse", "EngineSettings", "Rule", "RuleVersion", "Run", "StepExecution"]
