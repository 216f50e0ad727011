"""Confirmations: which lists of other offices name a case's unit. Evidence for officers; nothing follows by itself."""

from __future__ import annotations

import sqlalchemy as sa

from cases.case import Case
from casework.services import Services
from record.case_histories import CourseRepository, Judgement
from record.whitelists import Match, WhitelistRepository


def confirmations(connection: sa.Connection, services: Services, case: Case) -> list[Match]:
    """Return one match per list that names the unit, by the credit code read from its papers, else by its name."""
    judgement = CourseRepository(connection).judgements([case.id]).get(case.id, Judgement())
    found = WhitelistRepository(connection).match(services.office.code, case.unit, judgement.field("uscc"))
    return [match for match in found if match.whitelist in services.catalogue.whitelists]
