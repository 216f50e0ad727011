"""Every material left out in turn: what is told follows from its need, from who lists it and from the office."""

from __future__ import annotations

from collections import Counter

import pytest

from cases.finding import Severity
from cases.report import Need, Outcome
from catalogue.model import Material, Mode, Standing, ToleranceAllowed
from catalogue.office import ListState
from replies.defects import to_verify
from tests.written.scenarios import COMPLETE, items, pages, papers, submit, told
from tests.written.submission import defects, judged, rulebook, service

pytestmark = pytest.mark.thorough

OPEN = {("injury-benefit", "commitment-letter")}
"""Whether it is due nobody can tell from the papers: its absence is a question (test_items_as_written.py)."""

LEFT_OUT = [
    (item, code) for item in items() if service(item).standing is Standing.HOLDS
    for code in dict.fromkeys(papers(item, COMPLETE[item])) if (item, code) not in OPEN
]  # fmt: skip

FOLLOWING = {
    ("account-backfill", "account-backfill-form"): ("item-below-threshold",),
    ("dispatch-change", "dispatch-change-application"): ("material-uncertain",),  # what is changed is not known
    ("injury-recognition", "injury-recognition-form"): ("item-outside-window",),
    ("injury-recognition-green-lane", "duty-infection-proof"): ("item-below-threshold",),  # nothing tells medical staff
}  # fmt: skip
"""Questions that nobody can answer without the paper, and what else its absence makes owed."""

NOTICE = "《朝阳区关于疫情防控期间劳务派遣、特殊工时行政审批业务网上办理的通知》（2020年2月3日）一"
"""By which the office asks for its lists."""


def _line(item: str, code: str) -> Material:
    return next(one for one in service(item).materials if one.document == code)


def _tolerated(item: str, line: Material) -> bool:
    return line.need is Need.TOLERABLE and service(item).tolerance.allowed is not ToleranceAllowed.NEVER


def _counts(item: str, line: Material) -> bool:
    office = rulebook().offices["bj-chaoyang"]
    main = service(item).main_form == line.document
    return line.confirmed or office.list_of(item) is ListState.CONFIRMED or main


def _told(item: str, line: Material) -> bool:
    """What may come later is told as that, also where only our own draft lists it: its letter is held."""
    one = service(item)
    later = _tolerated(item, line) and bool(one.clause) and one.mode is not Mode.PERMIT
    return _counts(item, line) or later


def _expected(item: str, code: str) -> Outcome:
    """What the contract makes of one absence: GUIDE wins, a list not confirmed asks, a tolerable one is tolerated."""
    line, base = _line(item, code), COMPLETE[item].outcome
    if base is not Outcome.ACCEPT:
        return base
    following = FOLLOWING.get((item, code), ())
    if not _told(item, line) or (following and "material-missing" not in following):
        return Outcome.REVIEW
    return Outcome.TOLERATE if _tolerated(item, line) and not following else Outcome.SUPPLEMENT


@pytest.mark.parametrize(("item", "code"), LEFT_OUT, ids=lambda value: str(value))
def test_material_left_out(item: str, code: str) -> None:
    report, line = submit(item, COMPLETE[item], without=code), _line(item, code)
    says = "material-missing" if _told(item, line) else "material-uncertain"
    more = Counter(one.code for one in defects(report)) - Counter(COMPLETE[item].codes)
    assert more == Counter((says, *FOLLOWING.get((item, code), ()))), told(report)
    assert report.outcome is _expected(item, code), told(report)
    found = next(one for one in defects(report) if one.code == says and one.material in (code, None))
    if not _told(item, line):
        assert (found.severity, found.clause, to_verify(report)) == (Severity.REVIEW, "", ()), "an officer's question"
    else:
        assert found.severity is (Severity.TOLERABLE if _tolerated(item, line) else Severity.BLOCKING)
        notice = NOTICE if _counts(item, line) and service(item).main_form != code else ""
        assert found.clause == (line.clause or notice), "a letter cites a binding text, or the office's own notice"


def test_nothing_handed_in_names_the_whole_list() -> None:
    for item in items():
        if COMPLETE[item].outcome is not Outcome.ACCEPT:
            continue
        first, *_ = pages(item, COMPLETE[item])
        report = judged(item, [first], COMPLETE[item].world, COMPLETE[item].received)
        owed = set(papers(item, COMPLETE[item])[1:]) - {"work-permit", "residence-permit"}
        named = " ".join(one.message for one in defects(report))
        assert all(rulebook().documents[code].name in named for code in owed), f"{item}: {told(report)}"
        questions = [one for one in defects(report) if not one.confirmed and one.severity is Severity.REVIEW]
        assert len(questions) <= 1, "all that is only proposed is one question"


def test_one_licence_where_two_are_asked_is_a_question() -> None:
    item = "dispatch-branch-filing"
    written = pages(item, COMPLETE[item])
    second = [at for at, code in enumerate(papers(item, COMPLETE[item])) if code == "business-licence"][1]
    report = judged(item, [*written[:second], *written[second + 1 :]], COMPLETE[item].world)
    assert [(one.code, one.severity) for one in defects(report)] == [("material-uncertain", Severity.REVIEW)]
    assert "总公司" in defects(report)[0].message
