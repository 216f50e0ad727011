"""Every material left out in turn: what is told follows from its need and from how sure its source is."""

from __future__ import annotations

from collections import Counter

import pytest

from cases.finding import Severity
from cases.report import Need, Outcome
from catalogue.model import Material, ToleranceAllowed
from tests.written.scenarios import COMPLETE, items, pages, papers, submit, told
from tests.written.submission import defects, judged, service

pytestmark = pytest.mark.thorough

LEFT_OUT = [(item, code) for item in items() for code in dict.fromkeys(papers(item, COMPLETE[item]))]

FOLLOWING = {
    ("account-backfill", "account-backfill-form"): ("item-below-threshold",),
    ("dispatch-branch-filing", "business-licence"): ("material-missing",),  # asked twice
    ("dispatch-change", "dispatch-change-application"): ("material-uncertain",) * 3,  # what is changed is not known
    ("injury-recognition", "injury-recognition-form"): ("item-outside-window",),
    ("injury-recognition-green-lane", "labour-relation-proof"): ("material-missing",),  # its commitment
}  # fmt: skip
"""Questions that nobody can answer without the paper, and what else its absence makes owed."""


def _line(item: str, code: str) -> Material:
    return next(one for one in service(item).materials if one.document == code)


def _tolerated(item: str, line: Material) -> bool:
    return line.need is Need.TOLERABLE and service(item).tolerance.allowed is not ToleranceAllowed.NEVER


def _expected(item: str, code: str) -> Outcome:
    """What the contract makes of one absence: GUIDE wins, an unconfirmed rule asks, a tolerable one is tolerated."""
    line, base = _line(item, code), COMPLETE[item].outcome
    if base is not Outcome.ACCEPT:
        return base
    if (item, code) in FOLLOWING and "material-missing" not in FOLLOWING[item, code]:
        return Outcome.REVIEW
    if not _tolerated(item, line):
        return Outcome.SUPPLEMENT if line.confirmed else Outcome.REVIEW
    return Outcome.SUPPLEMENT if (item, code) in FOLLOWING else Outcome.TOLERATE


@pytest.mark.parametrize(("item", "code"), LEFT_OUT, ids=lambda value: str(value))
def test_material_left_out(item: str, code: str) -> None:
    report = submit(item, COMPLETE[item], without=code)
    more = Counter(one.code for one in defects(report)) - Counter(COMPLETE[item].codes)
    assert more == Counter(("material-missing", *FOLLOWING.get((item, code), ()))), told(report)
    assert report.outcome is _expected(item, code), told(report)
    (missing, *_) = [one for one in defects(report) if one.code == "material-missing" and one.material == code]
    line = _line(item, code)
    assert missing.severity is (
        Severity.TOLERABLE if _tolerated(item, line) else Severity.BLOCKING if line.confirmed else Severity.REVIEW
    )
    assert not missing.clause or line.confirmed, "a clause is cited only where its source is confirmed"


def test_nothing_handed_in_names_the_whole_list() -> None:
    for item in items():
        if COMPLETE[item].outcome is not Outcome.ACCEPT:
            continue
        first, *_ = pages(item, COMPLETE[item])
        report = judged(item, [first], COMPLETE[item].world)
        owed = set(papers(item, COMPLETE[item])[1:]) - {"work-permit", "residence-permit", "audit-report"}
        assert owed <= {one.material for one in defects(report)}, f"{item}: {told(report)}"


def test_one_licence_where_two_are_asked_is_a_question() -> None:
    item = "dispatch-branch-filing"
    written = pages(item, COMPLETE[item])
    second = [at for at, code in enumerate(papers(item, COMPLETE[item])) if code == "business-licence"][1]
    report = judged(item, [*written[:second], *written[second + 1 :]], COMPLETE[item].world)
    assert [(one.code, one.severity) for one in defects(report)] == [("material-uncertain", Severity.REVIEW)]
    assert "总公司" in defects(report)[0].message
