"""统计表: the statistics of a period as one table of figures."""

from __future__ import annotations

from collections.abc import Iterator

from cases.lifecycle import ANSWERS, EVENT_NAMES, Event
from cases.report import Outcome
from views.exports.register import OUTCOME_WORDS
from views.exports.request import CHANNEL_NAMES, Request
from views.exports.sheet import Column, Kind, Row, Sheet
from views.exports.statistics import Statistics, Tally, count, middle, ninetieth

COLUMNS = (
    Column("分组", width=14), Column("名称", width=36), Column("收件数", Kind.COUNT, 9),
    Column("已答复数", Kind.COUNT, 10), Column("一次通过数", Kind.COUNT, 11), Column("一次通过率", Kind.SHARE, 11),
    Column("答复用时中位数（工作日）", Kind.NUMBER, 13), Column("答复用时九成位（工作日）", Kind.COUNT, 13),
    Column("已决定数", Kind.COUNT, 10), Column("决定用时中位数（工作日）", Kind.NUMBER, 13),
    Column("决定用时九成位（工作日）", Kind.COUNT, 13), Column("件数", Kind.COUNT, 9), Column("占比", Kind.SHARE, 9),
)
_EMPTY_TALLY = (None,) * 9


def figures(request: Request) -> Sheet:
    """Return the table of figures."""
    found = count(request.judged(request.received()), request.catalogue.day_overrides)
    return Sheet("办件统计表", request.note(), COLUMNS, _rows(request, found))


def _rows(request: Request, found: Statistics) -> Iterator[Row]:
    yield ("合计", "全部办件", *_tally(found.total), None, None)
    for name, tally in sorted(found.by_item.items()):
        yield ("按事项", name or "事项未确定", *_tally(tally), None, None)
    channels = request.catalogue.channels
    for code, tally in sorted(found.by_channel.items()):
        word = f"{CHANNEL_NAMES[channels[code].kind]}（{code}）" if code in channels else code
        yield ("按渠道", word, *_tally(tally), None, None)
    received = found.total.received
    for outcome in Outcome:
        yield _counted("按审核结论", OUTCOME_WORDS[outcome], found.outcomes[outcome], received)
    yield _counted("按审核结论", "尚无结论", found.outcomes[""], received)
    for event in (event for event in Event if event in ANSWERS):
        yield _counted("按首次答复", EVENT_NAMES[event], found.answers[event], received)
    yield _counted("按首次答复", "尚未答复", found.answers[""], received)
    for code, number in sorted(found.defects.items(), key=lambda one: (-one[1], one[0])):
        yield _counted("首轮缺陷", DEFECT_NAMES.get(code, code), number, received)


def _tally(tally: Tally) -> tuple[int | float | None, ...]:
    return (
        tally.received, tally.answered, tally.passed, tally.pass_rate, middle(tally.notice_days),
        ninetieth(tally.notice_days), len(tally.decision_days), middle(tally.decision_days),
        ninetieth(tally.decision_days),
    )


def _counted(group: str, name: str, number: int, received: int) -> Row:
    return (group, name, *_EMPTY_TALLY, number, number / received if received else None)


DEFECT_NAMES = {
    "material-missing": "缺少材料", "material-field-missing": "材料缺少必填内容", "material-expired": "材料已过期",
    "signature-missing": "缺少签字", "seal-missing": "缺少公章", "seal-unit-mismatch": "公章名称与单位名称不一致",
    "seal-wrong-kind": "印章种类不符", "cross-page-seal-missing": "缺少骑缝章",
    "cross-page-seal-partial": "骑缝章不完整", "file-empty": "文件为空", "file-damaged": "文件损坏",
    "file-encrypted": "文件加密", "file-type-refused": "文件类型不符", "file-too-large": "文件过大",
    "file-too-many-pages": "文件页数过多", "file-link-attachment": "以网盘链接代替附件",
    "mail-no-attachment": "邮件没有附件",
}
"""Words for the codes that can block or be tolerated; another code stands as it is."""
