"""Lives: what became of what officers said, once the case was judged anew."""

from __future__ import annotations

from cases.case import Case
from cases.kept_rulings import KeptRuling
from cases.questions.causes import Cause, Seen, cause_of, spoke_of
from cases.questions.sorting import is_doubtful
from cases.report import Report
from cases.rulings import Life, RulingKind
from casework.work import Work


def settle_lives(work: Work, case: Case, report: Report) -> None:
    """Write which rulings a judgement heard, which doubts are asked again, and what is settled otherwise."""
    kept = [one for one in work.rulings.of_case(case.id) if one.holds]
    if not kept:
        return
    seen = Seen.of(report, case.revision)
    asked = [cause_of(one, seen) for one in report.findings if is_doubtful(one)]
    work.rulings.set_lives((one, life_of(one, report, asked)) for one in kept)


def life_of(kept: KeptRuling, report: Report, asked: list[Cause]) -> Life:
    """Return what became of a ruling.

    Args:
        kept: The ruling, not withdrawn.
        report: The judgement.
        asked: Causes of its doubts.
    """
    if kept.id in report.rulings or kept.ruling.kind is RulingKind.RECEIVED:
        return Life.ANSWERED
    return Life.CHANGED if any(spoke_of(kept.ruling, cause) for cause in asked) else Life.MOOT
