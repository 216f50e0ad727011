"""Confirmations: which lists of other offices name a case's unit. Evidence for officers; nothing follows by itself."""

from __future__ import annotations

from cases.case import Case
from casework.work import Work
from record.case_histories import Judgement
from record.whitelists import Match


def confirmations(work: Work, case: Case) -> list[Match]:
    """Return one match per list that names the unit, by the credit code read from its papers, else by its name."""
    judgement = work.histories.judgements([case.id]).get(case.id, Judgement())
    found = work.whitelists.match(work.office.code, case.unit, judgement.field("uscc"))
    return [match for match in found if match.whitelist in work.catalogue.whitelists]
