"""The tables of this app, one idea a file."""

from escalation.models.engine import EnginePulse, EngineSettings
from escalation.models.rule import Rule, RuleVersion
from escalation.models.run import Run, StepExecution

__all__ = ["EnginePulse", "EngineSettings", "Rule", "RuleVersion", "Run", "StepExecution"]
