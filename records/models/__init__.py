"""Tables of imported records."""

from records.models.run import RecordsImport

__all__ = ["RecordsImport"]
