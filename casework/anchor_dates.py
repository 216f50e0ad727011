"""Anchors: the dates that an administrator sets, and what follows from them for debts and rules."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from casework.services import Services
from casework.situation import show_dues
from record.anchors import AnchorRepository
from record.repository import CaseRepository
from record.tolerances import ToleranceRepository


def set_anchor(connection: sa.Connection, services: Services, name: str, day: date, *, by: str) -> int:
    """Set an anchor date and give all debts that wait for it their due dates; return how many cases have some.

    Raises:
        RequestInvalid: There is no such anchor.
    """
    AnchorRepository(connection).set(name, day, services.clock(), by=by)
    adopt_anchors(connection, services)
    cases = ToleranceRepository(connection).fix_anchor(name, day)
    for case_id in cases:
        show_dues(connection, services, CaseRepository(connection).get(case_id))
    return len(cases)


def adopt_anchors(connection: sa.Connection, services: Services) -> None:
    """Let this process's catalogue know the dates that were set: the record wins over the catalogue's file."""
    services.catalogue.anchors.update(AnchorRepository(connection).all())
