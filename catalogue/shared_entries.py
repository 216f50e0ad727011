"""Reads the files beside the items: documents, letters, channels, departments, offices, calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypedDict, TypeVar

from catalogue.document_entries import document_type
from catalogue.item_entries import GROUPS
from catalogue.model import Channel, Department, DocumentType, LetterKind, Office, SealUnit, Whitelist
from catalogue.office import ListState, Sealed, Signatory
from catalogue.schema import CODE, Node, Problems, Section
from catalogue.source_entries import read_clause, read_source

POLICIES = ("standard", "strict")
"""Sending policies (design §2.3)."""

_SLOTS = frozenset(("unit", "item", "case_no"))
_NUMBER_SLOTS = frozenset(("permit", "mark", "year", "serial"))
_REMEDY_SLOTS = frozenset(("review_authority", "court"))
_SLOT = re.compile(r"\{([^{}]*)\}|[{}]")
_TELEPHONE = re.compile(r"[0-9]{5,12}|0\d{2,3}-\d{7,8}")
V = TypeVar("V")


class RemedyFields(TypedDict, total=False):
    """What a letter's ``remedy`` gives; nothing where there is none."""

    remedy: str
    remedy_confirmed: bool



def read_documents(node: Node, file: str, problems: Problems) -> dict[str, DocumentType]:
    """Read the document types."""
    return read_all(node, file, problems, "材料种类", document_type)


def read_letters(node: Node, file: str, problems: Problems) -> dict[str, LetterKind]:
    """Read the kinds of letters."""
    return read_all(node, file, problems, "文书", _letter)


def read_channels(node: Node, file: str, problems: Problems) -> dict[str, Channel]:
    """Read the ways in."""
    return read_all(node, file, problems, "渠道", _channel)


def read_departments(node: Node, file: str, problems: Problems) -> dict[str, Department]:
    """Read the departments."""
    return read_all(node, file, problems, "科室", _department)


def read_offices(node: Node, file: str, problems: Problems) -> dict[str, Office]:
    """Read the office profiles."""
    return read_all(node, file, problems, "机关", _office)


def read_whitelists(node: Node, file: str, problems: Problems) -> dict[str, Whitelist]:
    """Read the lists of units that others confirm."""
    return read_all(node, file, problems, "名单", _whitelist)


class CalendarFields(TypedDict):
    """What ``calendar.yaml`` gives a catalogue."""

    anchors: dict[str, date | None]
    presumed: dict[str, date]
    day_overrides: dict[date, bool]


def read_calendar(node: Node, file: str, problems: Problems) -> CalendarFields:
    """Read the anchor dates, until when their rules hold while they are not set, and the days the office corrects."""
    overrides: dict[date, bool] = {}
    with Section.reading(node, file, problems) as calendar:
        with calendar.inner("anchors", "锚点日期") as section:
            anchors = {key: section.day(key) for key in section.keys}
        with calendar.inner("presumed", "未填写时的截止日") as section:
            presumed = {key: day for key in section.keys if (day := section.day(key)) is not None}
            for key in section.keys:
                if key not in anchors:
                    section.refuse(f"没有编码为“{key}”的锚点日期", section.line_of(key))
        for entry in calendar.nodes("overrides"):
            with Section.reading(entry, file, problems, "日历更正") as correction:
                day = correction.day("date")
                works = correction.flag("working", True)
                correction.text("reason", "")
                if day is None or not correction.has("working"):
                    correction.refuse("须写明“date”与“working”")
                elif day in overrides:
                    correction.refuse(f"日期 {day} 重复")
                else:
                    overrides[day] = works
    return {"anchors": anchors, "presumed": presumed, "day_overrides": overrides}


def read_all(
    node: Node, file: str, problems: Problems, what: str, read: Callable[[str, Section], V]
) -> dict[str, V]:
    """Read a file whose keys are codes."""
    return dict(_each(node, file, problems, what, read))


def _each(
    node: Node, file: str, problems: Problems, what: str, read: Callable[[str, Section], V]
) -> Iterator[tuple[str, V]]:
    with Section.reading(node, file, problems) as whole:
        for code, entry in whole.entries():
            if not CODE.fullmatch(code):
                whole.refuse(f"{what}编码“{code}”应为小写英文编码", entry.line)
            with Section.reading(entry, file, problems, f"{what} {code}") as section:
                yield code, read(code, section)


def _letter(code: str, entry: Section) -> LetterKind:
    letter = LetterKind(
        code=code,
        name=entry.text("name"),
        legal=entry.flag("legal", False),
        subject=entry.text("subject"),
        must_say=entry.texts("must_say"),
        automatic=entry.texts("automatic", POLICIES),
        days_before=tuple(_days(entry)),
        mark=entry.text("mark", ""),
        basis=tuple(_basis(entry)),
        internal=entry.flag("internal", False),
        permit_name=entry.text("permit_name", ""),
        sealed=entry.choice("sealed", Sealed, Sealed.NEVER),
        answers=_answers(entry),
        **_remedy(entry),
    )
    _check_letter(letter, entry)
    return letter


def _answers(entry: Section) -> tuple[tuple[str, str], ...]:
    with entry.inner("answers", f"{entry.title}“answers”") as answers:
        return tuple((name, answers.text(name)) for name in answers.keys)


def _check_slots(entry: Section, key: str, text: str, known: frozenset[str]) -> None:
    """Note braces that stand for nothing, and what the text must name and does not."""
    for match in _SLOT.finditer(text):
        if match[1] not in known:
            usable = "、".join(f"{{{slot}}}" for slot in sorted(known))
            entry.refuse(f"“{key}”中的“{match[0]}”不可用，只有 {usable}", entry.line_of(key))


def _check_letter(letter: LetterKind, entry: Section) -> None:
    _check_slots(entry, "subject", letter.subject, _SLOTS | {"name"})
    if letter.sealed is not Sealed.NEVER and not letter.legal:
        entry.refuse("加盖印章的须为正式文书（legal）", entry.line_of("sealed"))
    if letter.sealed is Sealed.ALWAYS and letter.automatic:
        entry.refuse("加盖印章的文书不能自动发出", entry.line_of("automatic"))
    if letter.legal and not letter.mark:
        entry.refuse("正式文书须写明文号用字“mark”")
    if letter.internal and (letter.legal or letter.automatic):
        entry.refuse("内部文书不能是正式文书，也不能自动发出", entry.line_of("internal"))


def _basis(entry: Section) -> Iterator[tuple[str, str]]:
    with entry.inner("basis") as clauses:
        for scope in clauses.keys:
            if not CODE.fullmatch(scope):
                clauses.refuse(f"“{scope}”应为办理方式或业务事项编码", clauses.line_of(scope))
            yield scope, read_clause(clauses, scope)


def _remedy(entry: Section) -> RemedyFields:
    if not entry.given("remedy"):
        return {}
    with entry.inner("remedy", "救济途径") as remedy:
        text = remedy.text("text")
        _check_slots(remedy, "text", text, _REMEDY_SLOTS)
        return {"remedy": text, "remedy_confirmed": read_source(remedy, needed=True).is_confirmed}


def _days(entry: Section) -> Iterator[int]:
    for node in entry.nodes("days_before"):
        if isinstance(node.value, int) and not isinstance(node.value, bool) and node.value > 0:
            yield node.value
        else:
            entry.refuse("“days_before”的每一项应为正整数", node.line)


def _channel(code: str, entry: Section) -> Channel:
    return Channel(
        code=code,
        kind=entry.one_of("kind", ("imap", "fax", "post", "portal")),
        group=entry.one_of("group", (*GROUPS, "any")),
        address=entry.text("address", "") or None,
        office=entry.text("office", ""),
    )


def _department(code: str, entry: Section) -> Department:
    department = Department(code, entry.text("name"), entry.texts("phones"), entry.text("address", ""))
    for phone in department.phones:
        if not _TELEPHONE.fullmatch(phone):
            entry.refuse(f"“{phone}”不是电话号码", entry.line_of("phones"))
    return department


def _office(code: str, entry: Section) -> Office:
    with entry.inner("seal_unit") as units:
        seal_unit = {group: units.choice(group, SealUnit) for group in GROUPS if units.has(group)}
    return Office(
        code=code,
        name=entry.text("name"),
        bureau=entry.text("bureau"),
        policy=entry.one_of("policy", POLICIES, "standard"),
        post_address=entry.text("post_address", ""),
        post_code=entry.text("post_code", ""),
        post_to=entry.text("post_to", ""),
        seal_unit=seal_unit,
        acceptance_event=entry.one_of("acceptance_event", ("electronic", "paper"), "electronic"),
        footer=entry.text("footer", ""),
        tolerance_kind=entry.one_of("tolerance_kind", ("hold", "process_first"), "hold"),
        collection_days=entry.number_or_none("collection_days", 1),
        retirement_backpay=entry.text("retirement_backpay", ""),
        lists=_lists(entry),
        lists_note=entry.text("lists_note", ""),
        source=read_source(entry).told,
        own=entry.text("own", "我局"),
        document_number=_number_form(entry),
        signs=_signs(entry),
        supplement=entry.number_or_none("supplement", 1),
        overdue=_overdue(entry),
        review_authority=entry.text("review_authority", ""),
        court=entry.text("court", ""),
        publication=entry.text("publication", ""),
        two_stage=entry.texts("two_stage"),
    )


def _number_form(entry: Section) -> str:
    form = entry.text("document_number", "")
    _check_slots(entry, "document_number", form, _NUMBER_SLOTS)
    if form and not {"mark", "year", "serial"} <= {match[1] for match in _SLOT.finditer(form)}:
        entry.refuse("“document_number”须有 {mark}、{year}、{serial}", entry.line_of("document_number"))
    return form


def _signs(entry: Section) -> dict[str, Signatory]:
    signs = {}
    with entry.inner("signs", f"{entry.title}“signs”") as departments:
        for department in departments.keys:
            with departments.inner(department) as one:
                signs[department] = Signatory(one.text("name"), one.text("own"), _number_form(one))
    return signs


def _overdue(entry: Section) -> str:
    """Read what follows when a sender is late: an office may only say what a binding text does."""
    with entry.inner("overdue", "逾期后果") as overdue:
        if not overdue.keys:
            return ""
        text, clause = overdue.text("text"), read_clause(overdue, "source")
        if not clause:
            overdue.refuse("逾期后果须写明有约束力的依据（source）")
        return f"根据{clause}的规定，{text}"


def _lists(entry: Section) -> dict[str, ListState]:
    with entry.inner("lists", f"{entry.title}“lists”") as lists:
        return {item: lists.choice(item, ListState) for item in lists.keys}


def _whitelist(code: str, entry: Section) -> Whitelist:
    return Whitelist(code, entry.text("name"), entry.text("by"), read_source(entry).told)
