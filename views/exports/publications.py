"""双公示: one row per decision on an administrative permit, for the credit platform (附件3 四; domain a1 21, a4 81).

The columns are those of the national standard of 2018 (发改办财金〔2018〕424号, from memory: 待确认), in its order,
without the codes that nobody has any more since the unified credit code. What the record does not hold stays empty
and is named in the column 待补充.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.history import AuditRecord
from cases.lifecycle import DECISIONS, Event
from cases.names.identifiers import credit_code_valid
from cases.names.name_cleaning import looks_like_unit
from cases.working_days import due_date, receipt_date
from casework.item_rules import COUNTED, validity
from catalogue.model import Mode, ServiceItem
from record.case_histories import Course, Judgement
from views.exports.request import Request
from views.exports.sheet import Column, Kind, Row, Sheet, Value

PUBLISH_WITHIN = 7
"""Working days after the decision (国办发〔2015〕 双公示七个工作日; 待确认), where the item's data does not say."""

NATURAL_PERSON = "自然人"

COLUMNS = (
    Column("行政相对人名称", width=32), Column("行政相对人类别", width=16), Column("统一社会信用代码", Kind.CODE, 22),
    Column("法定代表人", width=12), Column("证件类型", width=10), Column("证件号码", width=20),
    Column("行政许可决定文书名称", width=30), Column("行政许可决定文书号", Kind.CODE, 24), Column("许可类别", width=10),
    Column("许可证书名称", width=24), Column("许可编号", Kind.CODE, 20), Column("许可内容", width=32),
    Column("许可决定日期", Kind.DATE, 13), Column("有效期自", Kind.DATE, 12), Column("有效期至", Kind.DATE, 12),
    Column("许可机关", width=32), Column("许可机关统一社会信用代码", Kind.CODE, 24), Column("当前状态", width=10),
    Column("数据来源单位", width=32), Column("数据来源单位统一社会信用代码", Kind.CODE, 24), Column("备注", width=30),
    Column("办件编号", Kind.CODE, 20), Column("应公示日期", Kind.DATE, 12), Column("公示时间", Kind.TIME, 17),
    Column("公示情况", width=12), Column("待补充", width=36),
)

_NEEDED = (
    "行政相对人名称", "统一社会信用代码", "行政许可决定文书号", "许可内容", "有效期自", "有效期至",
    "许可机关统一社会信用代码", "数据来源单位统一社会信用代码",
)
_ONLY_GRANTED = frozenset({"有效期自", "有效期至"})
_ONLY_UNITS = frozenset({"统一社会信用代码"})
_PUBLISH = frozenset({Event.PUBLISH})
_HOUSEHOLD = "92"
"""First signs of a sole trader's credit code (GB 32100-2015)."""


def publications(request: Request) -> Sheet:
    """Return the records of the permits that were decided in the period."""
    return Sheet("行政许可双公示信息", request.note("栏目依2018年归集标准，待确认"), COLUMNS, _rows(request))


def _rows(request: Request) -> Iterator[Row]:
    period = request.period
    decided = request.courses.moved(request.scope, DECISIONS, period.start, period.end)
    for course, judgement in request.judged(decided):
        move, item = course.last(DECISIONS), request.item(course)
        if move is not None and period.covers(move.at) and (item is None or item.mode is Mode.PERMIT):
            yield _row(request, course, judgement, move, item)


def _row(request: Request, course: Course, judgement: Judgement, move: AuditRecord, item: ServiceItem | None) -> Row:
    party, decision = _party(course, judgement), _decision(request, course, move, item)
    record: dict[str, Value] = {**party, **decision, **_clock(request, course, move, item)}
    record["备注"] = "；".join(str(one["备注"]) for one in (party, decision) if one.get("备注")) or None
    spared = frozenset() if move.event == Event.GRANT else _ONLY_GRANTED
    spared |= _ONLY_UNITS if party["行政相对人类别"] == NATURAL_PERSON else frozenset()
    needed = [name for name in _NEEDED if name not in spared]
    record["待补充"] = "、".join(name for name in needed if record.get(name) is None) or None
    return tuple(record.get(column.heading) for column in COLUMNS)


def _party(course: Course, judgement: Judgement) -> dict[str, Value]:
    """Return who applied; of a natural person neither name in full nor number (domain b3)."""
    name, code = course.case.unit, judgement.field("uscc")
    valid = credit_code_valid(code)
    if name is not None and not valid and not looks_like_unit(name):
        remark = "自然人信息已作隐藏处理，请核对"
        return {"行政相对人名称": masked_name(name), "行政相对人类别": NATURAL_PERSON, "备注": remark}
    kind = "个体工商户" if valid and code.startswith(_HOUSEHOLD) else "法人及非法人组织"
    return {
        "行政相对人名称": name, "行政相对人类别": kind, "统一社会信用代码": code if valid else None,
        "法定代表人": judgement.field("legal_rep") or None,
    }


def masked_name(name: str) -> str:
    """Return a person's name with its first character only."""
    return name[:1] + "*" * (len(name) - 1)


def _decision(request: Request, course: Course, move: AuditRecord, item: ServiceItem | None) -> dict[str, Value]:
    granted, bureau = move.event == Event.GRANT, request.office.bureau
    day, name = receipt_date(move.at), course.case.item_name or (item.name if item is not None else "")
    result = (item.result if item is not None else "") or None
    known: dict[str, Value] = {
        "行政许可决定文书名称": f"{'准予' if granted else '不予'}行政许可决定书",
        "行政许可决定文书号": _text(move, "document_no"), "许可类别": "普通",
        "许可内容": name or None, "许可决定日期": day, "许可机关": bureau, "数据来源单位": bureau,
        "当前状态": "有效" if granted else "不予许可",
    }
    if granted:
        number = _text(move, "permit_no")
        known |= {"许可证书名称": result, "许可编号": number, **_validity(move, day, item)}
    return known


def _validity(move: AuditRecord, day: date, item: ServiceItem | None) -> dict[str, Value]:
    """Return the permit's time as decided, else as the item's data counts it, with a remark."""
    first, last = _day(move, "valid_from"), _day(move, "valid_to", "valid_until")
    start, end = validity(item, day, first, last)
    found: dict[str, Value] = {"有效期自": start, "有效期至": end}
    if item is not None and (move.detail.get("validity") == COUNTED or end != last):
        found["备注"] = f"有效期按{item.validity_years}年推算，以证书为准"
    return found


def _clock(request: Request, course: Course, move: AuditRecord, item: ServiceItem | None) -> dict[str, Value]:
    """Return until when it has to be published, and whether it was."""
    days = item.deadlines.publish if item is not None and item.deadlines.publish is not None else PUBLISH_WITHIN
    due = due_date(receipt_date(move.at), days, request.catalogue.day_overrides).date
    published = course.last(_PUBLISH)
    if published is not None:
        word = "已公示" if receipt_date(published.at) <= due else "逾期公示"
    else:
        word = "待公示" if request.today <= due else "超期未公示"
    return {
        "办件编号": course.case.number, "应公示日期": due, "公示时间": published.at if published is not None else None,
        "公示情况": word,
    }


def _text(move: AuditRecord, *names: str) -> str | None:
    return next((str(move.detail[name]) for name in names if move.detail.get(name)), None)


def _day(move: AuditRecord, *names: str) -> date | None:
    text = _text(move, *names)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
