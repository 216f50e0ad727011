"""Materials: missing, doubtful, unrecognised, out of order, duplicate. Source: 行政许可法 32; 附件3 一; 附件4 一.

What only a guide of elsewhere or our own draft lists is no defect before the office has confirmed the list: all such
materials that are not there are one question to the officer.
"""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.page_runs import pages_text
from cases.report import MaterialReading, MaterialStatus, Need
from catalogue.clauses import Rule
from catalogue.model import Material, Mode, ToleranceAllowed
from papers.assignment import Evidence
from papers.item_list import CONDITION_UNKNOWN, MAY_BE_THERE
from validators.certainty import UNREAD
from validators.finding import find, for_officer, milder, tolerated
from validators.subject import Subject

_NOT_THERE = (MaterialStatus.MISSING, MaterialStatus.UNCERTAIN)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield every defect of the material list at once."""
    for reading in subject.materials:
        yield from _absent(subject, reading)
    yield from _proposed(subject)
    yield from _unrecognised(subject)
    yield from _order(subject)
    yield from _duplicates(subject)


def _absent(subject: Subject, reading: MaterialReading) -> Iterator[Finding]:
    material = subject.line(reading)
    # What a file that cannot be opened holds is not known: its own finding asks for it again.
    if material is None or not _is_told(subject, material) or (subject.has_unusable_file and not reading.pages):
        return
    if reading.status is MaterialStatus.MISSING:
        yield _missing(subject, reading, material)
    elif reading.status is MaterialStatus.UNCERTAIN and not _unrecognised_for(subject, reading):
        yield find(
            subject,
            "material-uncertain",
            _doubt(reading, material),
            confidence=reading.confidence,
            place=Place(reading.code, pages=reading.pages),
            clause=Clause(subject.listing(material)),
        )


def _is_told(subject: Subject, material: Material) -> bool:
    """Tell whether an absence is told: of what has to be there, and of what may come later as the office agrees to.

    A permit knows no later, and neither does an item that no text names: what only a proposed list asks is a question.
    """
    item = subject.item
    later = material.need is Need.TOLERABLE and not _never(subject)
    return subject.counts(material) or (later and bool(item.clause) and item.mode is not Mode.PERMIT)


def _never(subject: Subject) -> bool:
    return subject.item.tolerance.allowed is ToleranceAllowed.NEVER


def _proposed(subject: Subject) -> Iterator[Finding]:
    """One question for all that is not there of a list which the office has not confirmed yet."""
    lines = [(reading, subject.line(reading)) for reading in subject.materials if not reading.pages]
    asked = [
        reading for reading, line in lines
        if line is not None and not _is_told(subject, line) and reading.status in _NOT_THERE
    ]
    if not asked or subject.has_unusable_file:
        return
    names = "》《".join(reading.name for reading in asked)
    pages = sorted({page for reading in asked for page in _unrecognised_for(subject, reading)})
    perhaps = f"（{PAGES}未能识别，可能即为其中材料）" if pages else ""
    sentence = f"未见《{names}》{perhaps}，这部分清单尚待本机关确认，是否需要提交请核对，已转人工核对。"
    place = Place(asked[0].code if len(asked) == 1 else None, pages=tuple(pages))
    yield for_officer(find(subject, "material-uncertain", sentence, confidence=UNREAD, place=place))


def _missing(subject: Subject, reading: MaterialReading, material: Material) -> Finding:
    # Where tolerance is never granted, what may be missing elsewhere is asked like the rest (design §2.3).
    tolerable = material.need is Need.TOLERABLE and not _never(subject)
    reason = f"（{material.condition.label}须提交）" if material.condition else ""
    wish = _later(subject) if tolerable else "请补充后重新提交"
    missing = find(
        subject,
        "material-missing",
        f"缺少《{_names(subject, material)}》{reason}，{wish}。",
        confidence=reading.confidence,
        place=Place(reading.code),
        clause=Clause(subject.listing(material)),
    )
    granted = material.founds("tolerable") and subject.counts(material)
    return tolerated(missing, granted) if tolerable else missing


def _later(subject: Subject) -> str:
    if subject.item.tolerance.by_notice:
        return "目前无需提交，疫情解除后按通知提交"
    return "该材料可以容缺，请在期限内补交"


def _names(subject: Subject, material: Material) -> str:
    """A missing alternative names all its members: 《甲》或《乙》."""
    group = [
        other
        for other in subject.item.materials
        if material.alternative and other.alternative == material.alternative and other.condition is None
    ]
    ordered = [material, *(other for other in group if other.document != material.document)]
    return "》或《".join(_name(subject, one) for one in ordered)


def _name(subject: Subject, material: Material) -> str:
    name = subject.document_name(material.document)
    return f"{name}（{material.of}）" if material.of else name


def _doubt(reading: MaterialReading, material: Material) -> str:
    if reading.pages:
        return f"{PAGES}是否为《{reading.name}》不能确定，已转人工核对。"
    if reading.confidence <= CONDITION_UNKNOWN and material.condition:
        return f"未见《{reading.name}》，是否需要（{material.condition.label}）不能确定，已转人工核对。"
    return f"未找到《{reading.name}》，可能在未识别的页面中，已转人工核对。"


def _unrecognised(subject: Subject) -> Iterator[Finding]:
    """Yield one question on the unknown pages that may be what is not found, else each as it is.

    Beside a complete list an unknown page is what senders add: it is no question.
    """
    every = [one for one in subject.materials if _unrecognised_for(subject, one)]
    told = {page for one in every for page in _unrecognised_for(subject, one)}
    sought = [one for one in every if (line := subject.line(one)) is not None and subject.counts(line)]
    pages = {page for one in sought for page in _unrecognised_for(subject, one)}
    if sought:
        names = "".join(f"《{one.name}》" for one in sought)
        sentence = f"未找到{names}，{PAGES}未能识别，可能即为所缺材料，已转人工核对。"
        place = Place(sought[0].code if len(sought) == 1 else None, pages=tuple(sorted(pages)))
        yield find(subject, "material-uncertain", sentence, confidence=UNREAD, place=place)
    complete = all(one.pages or one.status is MaterialStatus.NOT_NEEDED for one in subject.materials)
    for page in subject.assignment.unrecognised():
        if page.page not in told:
            sentence = f"{PAGES}未能识别属于哪项材料，{'清单所列材料已齐' if complete else '已转人工核对'}。"
            place = Place(page=page.page)
            found = find(subject, "material-unrecognised-page", sentence, confidence=page.confidence, place=place)
            yield milder(found, Severity.NOTICE) if complete else found


def _unrecognised_for(subject: Subject, reading: MaterialReading) -> tuple[int, ...]:
    """Return the unknown pages that may be a material that was not found."""
    if reading.pages or reading.status is not MaterialStatus.UNCERTAIN or reading.confidence < MAY_BE_THERE:
        return ()
    pages = subject.assignment.unrecognised()
    return tuple(page.page for page in pages if reading.code in page.possible or not page.readable)


def _order(subject: Subject) -> Iterator[Finding]:
    first = subject.assignment.first_pages()
    listed = [(first[m.document], m.order, m.document) for m in subject.item.materials if m.document in first]
    orders = [(order, document) for _, order, document in sorted(listed)]
    late = next((document for (order, document), (before, _) in _pairs(orders) if order < before), None)
    if late is not None:
        yield find(
            subject,
            "material-out-of-order",
            f"《{subject.document_name(late)}》未按材料清单顺序排列，请在寄送纸质材料时按清单顺序整理。",
            confidence=0.9,
            place=Place(late, first[late]),
            clause=subject.clause(Rule.MATERIAL_ORDER),
        )


def _pairs(orders: list[tuple[int, str]]) -> zip[tuple[tuple[int, str], tuple[int, str]]]:
    return zip(orders[1:], orders, strict=False)


def _duplicates(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    blank = {page.page for page in subject.assignment.pages if page.evidence is Evidence.BLANK}
    for page in subject.pages:
        if not page.content_key or page.number in blank:
            continue
        earlier = seen.setdefault(page.content_key, page.number)
        if earlier != page.number:
            code = subject.assignment.page_documents().get(page.number)
            sentence = f"{PAGES}与{pages_text([earlier])}内容完全相同，重复页可不再提交。"
            yield find(subject, "material-duplicate", sentence, confidence=0.95, place=Place(code, page.number))
