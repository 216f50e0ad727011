"""History of a case: the lines of its record as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line that is to be written; ``detail`` holds ids, codes and an officer's note.

    Attributes:
        case_id: None for a line that is about no case.
        actor: Name of an officer, or ``system``.
        before, after: States of the case, of a line that moves it.
    """

    case_id: str | None
    at: datetime
    actor: str
    event: str
    before: str | None = None
    after: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


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
