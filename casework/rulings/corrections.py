"""Corrections: what an officer says without having been asked – unit, item, receipt, values, pages, findings."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.case import new_id
from cases.errors import NotFound, RequestInvalid
from cases.finding import Finding
from cases.finding_codes import CODES, Told
from cases.kept_rulings import Shown
from cases.names.identifiers import mask
from cases.questions.answering import LONGEST, Given, unit_name
from cases.questions.causes import cause_of
from cases.rulings import Correction, Effect, Reading, Ruling, RulingKind
from cases.working_days import receipt_date
from casework.rulings.saying import Looked, Said, answer, reason_given

UNREADABLE = "page-unreadable"
_ILLEGIBLE = 2
"""Key of the answer that a page is not legible."""

_EARLIEST = timedelta(days=366)
"""How long ago what waits for an officer may have been received."""


def correct_unit(looked: Looked, name: str) -> Said:
    """Say who applies.

    Raises:
        RequestInvalid: It is no name.
    """
    name = unit_name(name)
    shown = Shown("单位", "申请单位", name, f"按“{name}”重新核对", before=looked.report.unit.name or "")
    return Said(_ruling(looked, RulingKind.UNIT, Correction(unit=name)), shown)


def correct_item(looked: Looked, code: str) -> Said:
    """Say what is applied for.

    Raises:
        NotFound: There is no such item.
    """
    name = looked.item_name(code)
    shown = Shown("事项", "业务事项", name, f"按“{name}”重新核对", before=looked.report.item.name)
    return Said(_ruling(looked, RulingKind.ITEM, Correction(item=code)), shown)


def correct_receipt(looked: Looked, received_at: datetime, reason: str) -> Said:
    """Say when the material was received; the days of all clocks and the version of the rules follow it.

    Raises:
        RequestInvalid: It lies in the future or long ago, or nobody says why.
    """
    if not looked.now - _EARLIEST <= received_at <= looked.now:
        raise RequestInvalid(reason="收到日期不得晚于现在，也不得早于一年前")
    day = receipt_date(received_at).isoformat()
    shown = Shown(
        "收到日", "收到日期", day, f"按{day}收到重新计算期限", reason=reason_given(reason),
        before=looked.case.received_at.isoformat(),
    )  # fmt: skip
    return Said(_ruling(looked, RulingKind.RECEIVED), shown, received_at=received_at)


def correct_value(looked: Looked, page: int, document: str, field: str, text: str) -> Said:
    """Say what a value on a page is.

    Raises:
        NotFound: No such page, paper or field.
        RequestInvalid: Nothing is said.
    """
    content, known = _content(looked, page), looked.catalogue.fields.get(field)
    if known is None:
        raise NotFound(what=f"栏目“{field}”")
    said, name = text.strip()[:LONGEST], looked.name_of(document)
    text = said if known.public else mask(said)  # as it is kept when it is read
    if not text:
        raise RequestInvalid(reason="请填写读到的内容")
    values = [one for material in looked.report.materials if material.code == document for one in material.fields]
    before = next((one.value for one in values if (one.page, one.name) == (page, field)), "")
    sentence = f"第{page}页（{name}）的“{known.name}”"
    shown = Shown("内容", sentence, text, f"按“{text}”重新核对", before=before, pages=(page,))
    read = Reading(content, document, field, text)
    return Said(_ruling(looked, RulingKind.VALUE, Correction(values=(read,))), shown)


def sort_page(looked: Looked, page: int, document: str) -> Said:
    """Say which material a page belongs to; empty: none.

    Raises:
        NotFound: No such page or paper.
    """
    content, word = _content(looked, page), looked.name_of(document) if document else "不属于材料"
    says = f"归入《{word}》，重新核对" if document else "不计作材料，重新核对"
    old = looked.report.page_documents.get(page, "")
    before = looked.name_of(old) if old else "未识别材料"
    shown = Shown("页面", f"第{page}页", word, says, before=before, pages=(page,))
    return Said(_ruling(looked, RulingKind.PAGE, Correction(pages=((content, document),))), shown)


def discard_pages(looked: Looked, pages: tuple[int, ...], reason: str) -> Said:
    """Say that pages do not count: a slip of the sender, another's paper.

    Raises:
        NotFound: No such page.
        RequestInvalid: Nobody says why, or which.
    """
    if not pages:
        raise RequestInvalid(reason="请指明是哪一页")
    contents = tuple(_content(looked, page) for page in pages)
    named = "、".join(map(str, pages))
    shown = Shown("页面", f"第{named}页", "作废", "不计入核对", reason=reason_given(reason), pages=pages)
    return Said(_ruling(looked, RulingKind.DISCARD, Correction(discarded=contents)), shown)


def strike(looked: Looked, finding: str, reason: str) -> Said:
    """Say that a finding is wrong; it stays in the record.

    Args:
        looked: The case.
        finding: Key of its cause.
        reason: Why.

    Raises:
        NotFound: The case has no such finding now.
        RequestInvalid: Nobody says why.
    """
    found = next((one for one in looked.report.findings if key_of_finding(one, looked) == finding), None)
    if found is None:
        raise NotFound(what="这一条结果")
    cause = cause_of(found, looked.seen)
    ruling = Ruling(
        new_id(looked.now), RulingKind.STRIKE, Effect.CLEAR, cause.family, (cause.material,),
        tuple(sorted(cause.contents)), (cause.fact,), round=looked.case.revision,
    )  # fmt: skip
    shown = Shown("结果", found.message, "删去", "不再写入文书", reason=reason_given(reason), pages=found.all_pages)
    return Said(ruling, shown)


def key_of_finding(finding: Finding, looked: Looked) -> str:
    """Return the key by which a finding is struck: it outlives a judgement."""
    return cause_of(finding, looked.seen).key


def addable() -> tuple[str, ...]:
    """Return the codes of findings that an officer may add: what a sender can mend."""
    return tuple(code for code, row in CODES.items() if row.told is Told.SENDER)


def add(looked: Looked, code: str, sentence: str, pages: tuple[int, ...], document: str) -> Said:
    """Say what the sender has to mend beside what was found.

    Raises:
        NotFound: No such code, page or paper.
        RequestInvalid: Nothing is said.
    """
    if code not in addable():
        raise NotFound(what=f"可以添加的结果“{code}”")
    sentence = mask(sentence.strip()[:LONGEST].replace("{", "").replace("}", ""))
    if not sentence:
        raise RequestInvalid(reason="请写明须补正的内容")
    sentence = sentence if sentence.endswith(("。", "！", "；")) else f"{sentence}。"
    contents = tuple(_content(looked, page) for page in pages)
    if document:
        looked.name_of(document)
    ruling = Ruling(
        new_id(looked.now), RulingKind.ADD, Effect.DEFECT, materials=(document,) if document else (),
        contents=contents, code=code, sentence=sentence, round=looked.case.revision,
    )  # fmt: skip
    return Said(ruling, Shown("结果", sentence, "添加", "写入补正：添加的一条", pages=pages))


def ask_again(looked: Looked, page: int) -> Said:
    """Say that a page cannot be read: the answer to its question where it is asked, else what is to be mended.

    Raises:
        NotFound: The case has no such page.
    """
    asked = next((one for one in looked.questions if (one.kind, one.pages) == (UNREADABLE, (page,))), None)
    if asked is not None:
        return answer(looked, asked.key, _ILLEGIBLE, Given())
    return add(looked, UNREADABLE, f"第{page}页无法辨认，请重新扫描清晰后提交。", (page,), "")


def _content(looked: Looked, page: int) -> str:
    found = looked.seen.pages.get(page)
    if found is None:
        raise NotFound(what=f"第{page}页")
    return found


def _ruling(looked: Looked, kind: RulingKind, corrected: Correction | None = None) -> Ruling:
    return Ruling(
        new_id(looked.now), kind, corrected=corrected if corrected is not None else Correction(),
        round=looked.case.revision,
    )  # fmt: skip


