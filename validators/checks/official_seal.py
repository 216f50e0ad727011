"""The applicant's official seal (公章) on every page. Source: 附件3 寄递要求2; 附件4 二（一）; design §5.1, §5.2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.reading import ColourMode, Edge, PageReading, Seal, SealKind
from cases.report import SealVerdict
from cases.seal_words import has_purpose, kind_by_words, names_personnel
from catalogue.model import SealGate, SealRule, SealUnit
from papers.assignment import Evidence
from validators.finding import asked, find, milder
from validators.impressions import SURE_IMPRESSION, Judged, Judgement, Paper, judge, owners, reads_as_another
from validators.names import similarity
from validators.repeated_names import may_be_a_slip, with_vouched_names
from validators.same_stamp import Sight, by_stamp, what_was_read
from validators.subject import Subject

FOUND = (SealVerdict.PRESENT, SealVerdict.ELECTRONIC)
ADVICE = {
    "seal-missing": "未见公章，请加盖后重新提交。",
    "seal-uncoloured": "为黑白页面，不能确认公章，请提交彩色扫描件或邮寄原件核对。",
    "seal-uncertain": "的公章无法确认，已转人工核对。",
    "seal-unreadable": "的印章文字无法辨认，已转人工核对。",
}


_NOTHING_SEEN = ("seal-missing", "seal-uncoloured")
"""Codes of a legible page without any impression, in colour or not."""


def page_seals(subject: Subject) -> dict[int, SealVerdict]:
    """Return for each page whether the applicant's official seal is on it."""
    return {page.number: judgement_of(subject, page).verdict for page in subject.pages}


def seal_similarity(subject: Subject) -> dict[int, tuple[float, ...]]:
    """Return per page, seal by seal, how alike its text and the applicant's name are; for display only."""
    if not subject.unit_name:
        return {}
    name = subject.unit_name
    return {
        page.number: tuple(round(similarity(seal.text, name), 3) if seal.text else 0.0 for seal in page.seals)
        for page in subject.pages
        if page.seals
    }


def judgement_of(subject: Subject, page: PageReading) -> Judgement:
    """Return the verdict over one page by the rule of its material."""
    material = subject.line_of(page.number, subject.assignment.page_documents().get(page.number))
    rule = material.seal if material else SealRule()
    copied = material is not None and material.form == "copy"
    names = owners(subject, rule)
    vouched = with_vouched_names(page, subject.pages, names)
    one = judge(vouched, names, rule, _shows_colour(subject, page), Paper(_paper_text(subject, page), copied))
    if one.judged is Judged.OTHER_NAME and one.seal and may_be_a_slip(page, one.seal, subject.pages, names):
        return Judgement(Judged.UNREADABLE, SealVerdict.UNCERTAIN, "seal-unreadable", one.seal.score, one.seal)
    return one


def _paper_text(subject: Subject, page: PageReading) -> str:
    """Return the text of all pages of the document that a page belongs to."""
    code = subject.assignment.page_documents().get(page.number)
    numbers = {one.page for one in subject.assignment.of(code)} if code else set()
    return "\n".join(one.text for one in subject.pages if one.number == page.number or one.number in numbers)


def _shows_colour(subject: Subject, page: PageReading) -> bool:
    """Tell whether red ink would have shown on a page.

    Scanners with automatic colour detection store a page without colour as grey: it counts as
    a colour page where another page of the same file came out in colour. A page drawn from
    text, not scanned, shows its true colours too.
    """
    if page.colour is ColourMode.COLOUR or page.source.value == "text-layer":
        return True
    return any(other.colour is ColourMode.COLOUR for other in subject.pages if other.file == page.file)


def package_is_bare(subject: Subject) -> bool:
    """Tell whether no page shows any whole impression: that is reported once (design §5.3)."""
    pages = subject.sheet_pages()
    if not pages or not all(_shows_colour(subject, page) for page in pages):
        return False
    return not any(page.seals for page in pages)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the pages that lack the seal, those with a wrong one, and those nobody can tell."""
    unsealed = [*_unsealed(subject), *_half_sealed(subject)]
    yield from unsealed
    told = {number for one in unsealed for number in one.pages}
    pages = [page for page in subject.pages if _is_asked(subject, page) and page.number not in told]
    text = _clause(subject, None)
    clause = Clause(text, confirmed=bool(text))
    if len(pages) >= 2 and package_is_bare(subject):
        message = f"全部{len(pages)}页均未见公章，请逐页加盖公章，多页材料还需加盖骑缝章，然后重新提交。"
        yield find(subject, "seal-missing", message, confidence=0.95, clause=clause)
        return
    judged = {page.number: judgement_of(subject, page) for page in pages}
    grey = [number for number, one in judged.items() if one.code == "seal-uncoloured"]
    together = len(grey) >= 3
    if together:
        message = f"{PAGES}{ADVICE['seal-uncoloured']}"
        yield find(
            subject, "seal-uncoloured", message, confidence=0.9, place=Place(pages=tuple(grey)), clause=clause
        )  # fmt: skip
    sights = [
        (page, judged[page.number]) for page in pages
        if judged[page.number].code is not None and not (together and page.number in grey)
        and not _is_back_of_sealed_sheet(subject, page, judged)
    ]
    yield from (_finding_on(group, subject) for group in by_stamp(sights, subject))
    yield from _pasted(subject, clause)


def _unsealed(subject: Subject) -> Iterator[Finding]:
    """Yield the papers by which the unit speaks for itself (退费申请、承诺书) and that bear no seal on any page.

    Where the item asks each page for its seal, that says it already. A fax or a grey copy may have lost the red of an
    impression: there the officer is asked to look, and nothing is said to be missing.
    """
    if subject.item.seal_gate is not SealGate.ADVISE:
        return
    for reading in subject.materials:
        document = subject.documents.get(reading.code)
        pages = [page for page in subject.pages if page.number in reading.pages and not page.is_blank]
        if document is None or not document.own_seal or not pages:
            continue
        judged = [judgement_of(subject, page) for page in pages]
        if all(one.judged is Judged.NONE and one.code in _NOTHING_SEEN for one in judged):
            code = "seal-uncoloured" if any(one.code == "seal-uncoloured" for one in judged) else "seal-missing"
            found = find(
                subject, code, f"{PAGES}（{reading.name}）{ADVICE[code]}",
                confidence=min(one.confidence for one in judged),
                place=Place(reading.code, pages=tuple(page.number for page in pages)),
            )  # fmt: skip
            yield replace(found, severity=Severity.REVIEW)


def _half_sealed(subject: Subject) -> Iterator[Finding]:
    """Ask about pages without the seal of a paper that need not bear it, where the sender stamped its other pages.

    Who returns his permit need not stamp it; one who stamped its 副本 and not its 正本 may have forgotten one.
    """
    if subject.item.seal_gate is SealGate.ADVISE:
        return
    for reading in subject.materials:
        material = subject.material(reading.code)
        pages = [page for page in subject.pages if page.number in reading.pages and not page.is_blank]
        if material is None or material.seal.every_page or len(pages) < 2:
            continue
        judged = {page.number: judgement_of(subject, page) for page in pages}
        bare = tuple(number for number, one in judged.items() if one.code == "seal-missing")
        if bare and any(one.judged is Judged.OWN for one in judged.values()):
            sentence = f"{PAGES}（{reading.name}）未见公章，同一材料的其他页已加盖，是否漏盖请核对。"
            place = Place(reading.code, pages=bare)
            yield asked(find(subject, "seal-missing", sentence, confidence=judged[bare[0]].confidence, place=place))


def _is_asked(subject: Subject, page: PageReading) -> bool:
    assigned = next((one for one in subject.assignment.pages if one.page == page.number), None)
    if page.is_blank or (assigned and assigned.evidence is Evidence.CONTENTS):
        return False
    material = subject.material(assigned.document if assigned else None)
    if material is not None:
        return material.seal.every_page
    return any(one.seal.every_page for one in subject.item.materials)


def _clause(subject: Subject, code: str | None) -> str:
    """The material's own clause, for a page of no listed material the first one of the item."""
    material = subject.material(code)
    rules = [material] if material else [one for one in subject.item.materials if one.seal.every_page]
    return next((one.seal.clause for one in rules if one.seal.clause), "")


def _finding_on(sights: Sequence[Sight], subject: Subject) -> Finding:
    """Make the finding of pages that raise one question, mostly of a single page."""
    page, one = sights[0]
    documents = subject.assignment.page_documents()
    codes = {documents.get(page.number) for page, _ in sights}
    code = documents.get(page.number) if len(codes) == 1 else None
    clause = _clause(subject, documents.get(page.number))
    where = f"{PAGES}（{subject.document_name(code)}）" if len(codes) == 1 else PAGES
    found = find(
        subject,
        one.code or "",
        where + (_detail(sights, subject) or ADVICE[one.code or ""]),
        confidence=min(one.confidence for _, one in sights),
        place=Place(code, page.number, one.seal.box if one.seal else None, pages=tuple(it.number for it, _ in sights)),
        clause=Clause(clause, confirmed=bool(clause)),
    )
    found = asked(found) if one.seal is not None and _is_officers(subject, page, one, one.seal) else found
    # Whether a page of no listed material needs a seal is the officer's to say.
    return found if subject.material(documents.get(page.number)) is not None else milder(found, Severity.REVIEW)


def _is_officers(subject: Subject, page: PageReading, one: Judgement, seal: Seal) -> bool:
    """Tell a doubtful impression that an officer looks at where the item only advises on seals, too.

    It reads as another unit's, which no grey page explains, or as one for a purpose, or stands beside such a one; or
    it may be for a purpose, or the paper must bear the applicant's own.
    """
    if one.code not in ("seal-unreadable", "seal-uncertain"):
        return False
    document = subject.documents.get(subject.assignment.page_documents().get(page.number) or "")
    needed = document is not None and document.own_seal
    # On a fax nothing more is to be seen; in colour the own name with an unread middle may be a contract seal's.
    unread = seal.kind is SealKind.UNKNOWN and seal.score >= SURE_IMPRESSION
    in_colour = page.colour is ColourMode.COLOUR and (needed or unread)
    names = owners(subject, SealRule(owner="both"))
    return in_colour or one.beside or _is_for_a_purpose(seal, names) or reads_as_another(seal, names)


def _is_for_a_purpose(seal: Seal, names: Sequence[str]) -> bool:
    """Tell whether words within a seal limit it: those of a usual kind, or of a department that the name holds not."""
    words = seal.inner_text
    if has_purpose(words) and kind_by_words(words) is not None:
        return True
    return names_personnel(words) and not any(names_personnel(name) for name in names)


def _detail(sights: Sequence[Sight], subject: Subject) -> str:
    page, one = sights[0]
    if one.judged is Judged.UNCOLOURED and page.colour is ColourMode.COLOUR:
        return "的印章为黑色，不能确认是否为原件用章，已转人工核对。"
    if one.code == "seal-unreadable" and subject.unit_name:
        return what_was_read([it.seal for _, it in sights if it.seal is not None], subject.unit_name)
    if one.judged is Judged.OTHER_NAME and one.seal:
        name = subject.unit_name or "申请单位"
        return f"的印章为“{one.seal.text}”，与申请单位“{name}”不一致，请加盖本单位公章后重新提交。"
    if one.judged is Judged.WRONG_KIND and one.seal:
        return f"所盖为{KIND_NAMES.get(one.seal.kind.value, '专用章')}，不能代替公章，请加盖单位公章后重新提交。"
    return ""


KIND_NAMES = {
    "contract": "合同专用章", "invoice": "发票专用章", "finance": "财务专用章", "personnel": "人事（部门）章",
    "union": "工会章", "name": "法定代表人名章", "government": "机关章",
}  # fmt: skip


def _is_back_of_sealed_sheet(subject: Subject, page: PageReading, judged: Mapping[int, Judgement]) -> bool:
    """A bare page passes as the back of a sealed sheet only where something shows duplex printing (design §5.2)."""
    if subject.seal_unit is not SealUnit.SHEET or judged[page.number].verdict is not SealVerdict.ABSENT:
        return False
    code = subject.assignment.page_documents().get(page.number)
    material = subject.material(code)
    numbers = next((run for run in subject.assignment.segments(code or "") if page.number in run), ())
    if material is None or page.number not in numbers:
        return False
    place = numbers.index(page.number)
    partner = numbers[place + 1 : place + 2] if place % 2 == 0 else numbers[place - 1 : place]
    if not partner or judged.get(partner[0]) is None or judged[partner[0]].verdict not in FOUND:
        return False
    other = next(one for one in subject.pages if one.number == partner[0])
    return material.duplex or _mirrored(page, other)


def _mirrored(page: PageReading, other: PageReading) -> bool:
    """Front and back of one stamped sheet show its strip at opposite edges, at the same height."""
    opposite = {Edge.LEFT: Edge.RIGHT, Edge.RIGHT: Edge.LEFT}
    return any(
        opposite.get(one.edge) is two.edge and abs(one.start_mm - two.start_mm) <= 8
        for one in page.fragments
        for two in other.fragments
        if not (one.is_trace or two.is_trace)
    )


def _pasted(subject: Subject, clause: Clause) -> Iterator[Finding]:
    """The very same picture on several pages is no stamp on paper (domain c5)."""
    seen = Counter(
        digest
        for page in subject.pages
        for digest in {seal.image_digest for seal in page.seals if seal.image_digest and not seal.electronic}
        if digest is not None
    )
    for digest, count in seen.items():
        if count < 2:
            continue
        numbers = tuple(one.number for one in subject.pages if digest in {seal.image_digest for seal in one.seals})
        message = f"{PAGES}的印章图像完全相同，疑似粘贴的图片，已转人工核对。"
        yield find(subject, "seal-pasted", message, confidence=0.9, place=Place(pages=numbers), clause=clause)
