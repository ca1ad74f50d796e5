from audit.models.check import LogCheck
from audit.models.retention import Data, LegalHold, RetentionRule

__all__ = ["Data", "LegalHold", "LogCheck", "RetentionRule"]
