"""Reminders to the officer: what no paper proves, and a lane that only a person may open. No letter repeats them.

Source: 劳动合同法第四十二条 (domain f30), LP19 8 (domain f21), S000 四 (domain a5 94).
"""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import Clause, Finding, Place
from cases.report import MaterialStatus
from catalogue.clauses import Rule
from validators.certainty import UNREAD
from validators.finding import find
from validators.subject import Subject

LAYOFF_LIST, NAME_APPROVAL = "layoff-list", "name-preapproval"
PROTECTED = (
    "请核对被裁减人员中有无《劳动合同法》第四十二条规定不得裁减的人员：从事接触职业病危害作业未做离岗前检查或者疑似职业病在诊断、"
    "医学观察期间的，患职业病或者因工负伤并确认丧失、部分丧失劳动能力的，在规定医疗期内的，孕期、产期、哺乳期的女职工，"
    "连续工作满十五年且距退休不足五年的。名单不能反映，只提醒工作人员。"
)
ABOLISHED = "《企业名称预先核准通知书》在多数地方已经取消，请核对其出具日期和效力，只提醒工作人员。"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what the officer has to think of."""
    if "protected_workers" in subject.item.checks and (page := _page_of(subject, LAYOFF_LIST)) is not None:
        clause = subject.clause(Rule.PROTECTED_WORKERS)
        yield find(subject, "item-reminder", PROTECTED, place=Place(page=page), clause=clause)
    if (page := _page_of(subject, NAME_APPROVAL)) is not None:
        yield find(subject, "item-reminder", ABOLISHED, place=Place(page=page))
    yield from _shared_data(subject)
    yield from _green_lane(subject)


def _shared_data(subject: Subject) -> Iterator[Finding]:
    """Remind of what other offices' data may show: where they do, the sender need not hand it in (S0 二（二）3)."""
    for reading in subject.materials:
        line = subject.line(reading)
        if line is not None and line.shared_data and reading.status is MaterialStatus.MISSING:
            message = f"《{reading.name}》可由数据共享取得的，请先查询；已经取得的，不必再由申请单位提交。"
            yield find(subject, "item-reminder", message, place=Place(reading.code))


def _page_of(subject: Subject, code: str) -> int | None:
    """Return the first page of a document, None where it is not there."""
    return next((one.page for one in subject.assignment.of(code)), None)


def _green_lane(subject: Subject) -> Iterator[Finding]:
    lane = subject.item.proposes
    if lane is None:
        return
    text = "".join(page.text for page in subject.pages).replace(" ", "").upper()
    words = [word for word in lane.units if word in (subject.unit_name or "")]
    words += [word for word in lane.words if word.upper() in text]
    if words:
        message = (
            f"单位名称或者材料中有“{'”“'.join(dict.fromkeys(words))}”，可能属于医护及相关工作人员工伤认定（绿色通道），"
            "请核对后选定事项。"
        )
        yield find(subject, "item-green-lane", message, confidence=UNREAD, clause=Clause(subject.item.clause))
