"""History of a case: the lines of its record as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One line of the record; ``actor`` is an officer's name or ``system``."""

    serial: int
    at: datetime
    actor: str
    event: str
    before: str | None
    after: str | None
    detail: dict[str, object]
