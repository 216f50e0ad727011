"""The applicant's name, credit code and legal representative across documents.

Source: domain d2.9, e, f17, f18. A single OCR slip is not an inconsistency: only a confidently
read, labelled value speaks, and not where the document bears the right name elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from cases.finding import PAGES, Finding, Place
from cases.names.identifiers import credit_code_valid, may_be_misread, read_credit_code
from cases.names.unit_endings import FORM, PLACES, ends_whole, is_placed
from cases.names.unit_names import is_unit
from cases.page_runs import pages_text
from cases.plain_text import name_as_read
from cases.reading import CHARACTER_LIMIT, ColourMode, Source
from cases.report import FieldValue
from cases.traditional import simplified
from catalogue.model import SealRule
from papers.fields.codes import printed_codes
from papers.known_codes import known_code
from validators.certainty import CLEAR_LINE, SURE_LINE, SURE_VALUE, WELL_READ
from validators.changes import explains, states
from validators.covered import is_covered
from validators.finding import asked, find
from validators.impressions import owners
from validators.names import Match, compare, lacks_the_character, similarity
from validators.signed_names import signed_names
from validators.subject import Subject
from validators.words_apart import in_sentences, is_left_of, is_word_added, stands_for

VERY_SURE = 0.97
"""Confidence from which a labelled name counts even where the right one stands elsewhere in the document."""

COMPANIES = ("公司", "集团", "企业", "厂", "事务所", "合作社")
"""Ends of names of which one without a label is the paper's own; hospitals, banks and schools are others."""

CARD = "legal-representative-identity"

OTHER_PARTIES = frozenset(("lessor", "owner", "auditor", "agency", "employer", "hospital", "issuer", "main_unit"))
"""Fields of papers that somebody else than the applicant issues or signs."""

_AGREEING = 2
"""Pages that bear a person's name alike before one that differs by a character was misread."""

_TWO = 2

_PLACE = re.compile(rf"(?:{PLACES})[省市]?")

_SLIPS = 1.2
"""Characters of a name that may be misread where it stands within a text."""

NAME_WORDS, REPRESENTATIVE_WORDS = ("名称",), ("法定代表人", "法人代表", "负责人")
"""Changes after which the old papers rightly differ from the new ones."""

CODE_LENGTH, CODE_SLIPS = 18, 2
"""A credit code's characters, and how many of them a misreading of one and the same code may change or lose."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield contradictions between documents; a branch's company has a code and a head of its own."""
    yield from _names(subject)
    yield from _credit_codes(subject)
    yield from _unlabelled_codes(subject)
    yield from _repaired_codes(subject)
    yield from _representatives(subject)


def _values(subject: Subject, name: str) -> list[tuple[str, FieldValue]]:
    """All values of one field with their documents, the item's order first."""
    order = [material.document for material in subject.item.materials]
    codes = sorted(subject.fields, key=lambda code: order.index(code) if code in order else len(order))
    return [(code, value) for code in codes for value in subject.fields[code] if value.name == name]


def _of_applicant(subject: Subject, name: str) -> list[tuple[str, FieldValue]]:
    """The values that stand on the applicant's own papers; a lease bears the lessor's code and head as well."""
    parents = _parent_pages(subject)
    return [
        (code, value) for code, value in _values(subject, name)
        if value.page not in parents and not _is_of_others(subject, code)
    ]


def _parent_pages(subject: Subject) -> frozenset[int]:
    """Pages of the papers that the list asks of the applicant's company: its permit, its licence."""
    lines = ((reading, subject.line(reading)) for reading in subject.materials)
    asked = (reading for reading, line in lines if line is not None and line.seal.owner == "parent")
    return frozenset(number for reading in asked for number in reading.pages)


def _names(subject: Subject) -> Iterator[Finding]:
    if not subject.unit_name:
        return
    told: set[str] = set()
    others = [(code, value) for code, value in _values(subject, "unit_name") if _contradicts(subject, code, value)]
    others += _signed_by_others(subject, subject.unit_name)
    for code, value in _unexplained(subject, subject.unit_name, others):
        if code in told:
            continue
        told.add(code)
        yield find(
            subject,
            "unit-name-inconsistent",
            f"{PAGES}（{subject.document_name(code)}）上的单位名称为“{value.value}”，"
            f"与申请单位“{subject.unit_name}”不一致，请核对。",
            confidence=value.confidence,
            place=Place(code, value.page, value.box),
        )


def _unexplained(
    subject: Subject, unit: str, others: Sequence[tuple[str, FieldValue]]
) -> list[tuple[str, FieldValue]]:
    """Return the other names but for the one that the application asks to change into the applicant's.

    Read with words before it, or unsurely with a slip, it is the same.
    """
    names, expected = {name_as_read(value.value) for _, value in others}, name_as_read(unit)
    old = {
        one for one in names
        if all(_is_read_from(subject, value, one) for _, value in others)
        and explains(subject, NAME_WORDS, (expected, one))
    }
    told = old or {one for one in names if states(subject, NAME_WORDS, (expected, one))}
    return [
        (code, value) for code, value in others if not any(_is_read_from(subject, value, one) for one in told)
    ]


def _is_read_from(subject: Subject, value: FieldValue, name: str) -> bool:
    read = name_as_read(value.value)
    unsure = subject.line_score(value) < CLEAR_LINE
    return read.endswith(name) or (unsure and Levenshtein.distance(read, name, score_cutoff=1) <= 1)


def _contradicts(subject: Subject, code: str, value: FieldValue) -> bool:
    expected = name_as_read(subject.unit_name or "")
    if name_as_read(value.value) == expected or lacks_the_character(name_as_read(value.value), expected):
        return False
    numbers = {page.page for page in subject.assignment.of(code)}
    text = "".join(name_as_read(page.text) for page in subject.pages if page.number in numbers)
    stands = _stands_in(expected, text)
    if _is_part_of(subject, value, expected, stands):
        return False
    if value.confidence < SURE_VALUE and (stands or not _is_clearly_another(subject, value)):
        return False
    if value.page in _parent_pages(subject):
        return all(name_as_read(value.value) != name_as_read(name) for name in owners(subject, SealRule(owner="both")))
    if _is_under_seal(subject, value):
        # What an impression covers is often misread: it counts only where the document does not say it better.
        hidden = compare(value.value, value.confidence, expected) is Match.UNREADABLE
        hidden = hidden or is_left_of(value.value, subject.line_score(value), expected)
        added = not _is_of_others(subject, code) and is_word_added(value.value, subject.line_score(value), expected)
        return not hidden and (added or not stands)
    if stands and _is_of_others(subject, code):
        return False  # leases, reports and approvals name their other parties too
    return not stands or (value.confidence >= VERY_SURE and similarity(value.value, expected) < 1.0)


def _is_part_of(subject: Subject, value: FieldValue, expected: str, stands: bool) -> bool:
    """Tell one line of the applicant's name, or what was read of it: its end, or its beginning with the rest below.

    Nobody writes the form of a firm in brackets everywhere: 甲事务所 is 甲事务所（普通合伙）.
    What lacks only the place, or the branch behind its company, may be another unit's.
    """
    read = name_as_read(value.value)
    before, behind = expected.removesuffix(read), expected.removeprefix(read)
    if 0 < len(before) < len(expected):
        lost = stands or _PLACE.fullmatch(before) is None
        return ends_whole(before) or (lost and not is_placed(read))
    if re.fullmatch(FORM, behind):
        return True
    lines = (line for page in subject.pages if page.number == value.page for line in page.lines)
    return 0 < len(behind) < len(expected) and any(name_as_read(line.text).startswith(behind) for line in lines)


def _is_clearly_another(subject: Subject, value: FieldValue) -> bool:
    """Tell a whole name, found by its form alone and clearly printed, that is no part or slip of the applicant's."""
    read, expected = name_as_read(value.value), name_as_read(subject.unit_name or "")
    apart = read not in expected and expected not in read and Levenshtein.distance(read, expected) > 1
    company = value.value.endswith(COMPANIES) and is_unit(value.value)
    return apart and company and subject.line_score(value) >= SURE_LINE


def _signed_by_others(subject: Subject, unit: str) -> Iterator[tuple[str, FieldValue]]:
    """Yield who else signs the applicant's own papers: on a page without his name, or under one almost like his."""
    expected, known = name_as_read(unit), {name_as_read(name) for name in owners(subject, SealRule(owner="both"))}
    pages = {page.number: page for page in subject.pages}
    for sorted_page in subject.assignment.pages:
        code, page = sorted_page.document, pages.get(sorted_page.page)
        if code is None or page is None or page.number in _parent_pages(subject):
            continue
        stands, of_others = _stands_in(expected, name_as_read(page.text)), _is_of_others(subject, code)
        for one in (*signed_names(page), *in_sentences(page, expected)):
            read = name_as_read(one.name)
            if read in expected or expected in read or read in known or (of_others and not one.part):
                continue
            if stands_for(one, page, expected, stands):
                yield code, FieldValue("unit_name", one.name, page.number, one.line.box, one.line.score)


def _stands_in(name: str, text: str) -> bool:
    """Tell whether a text holds a name, a slip of the reader forgiven."""
    return name in text or fuzz.partial_ratio(name, text) >= 100 * (1 - _SLIPS / max(len(name), 1))


def _is_of_others(subject: Subject, code: str) -> bool:
    """Tell a paper that names another party beside the applicant: a lease, a report of an accountant, an approval."""
    document = subject.documents.get(code)
    return document is not None and not OTHER_PARTIES.isdisjoint(document.fields)


def _is_under_seal(subject: Subject, value: FieldValue) -> bool:
    """Tell whether an impression lies over the line that the value was read from."""
    page = next((one for one in subject.pages if one.number == value.page), None)
    return page is not None and value.box is not None and is_covered(page, value.box)


def _credit_codes(subject: Subject) -> Iterator[Finding]:
    valid: dict[str, tuple[str, FieldValue]] = {}
    for code, value in _of_applicant(subject, "uscc"):
        if credit_code_valid(value.value):
            valid.setdefault(value.value, (code, value))
    others = dict(valid)
    for code, value in _of_applicant(subject, "uscc"):
        if credit_code_valid(value.value):
            continue
        if valid and all(Levenshtein.distance(value.value, known) > CODE_SLIPS for known in valid):
            others.setdefault(value.value, (code, value))
        elif len(value.value) == CODE_LENGTH and max(value.confidence, subject.line_score(value)) >= SURE_VALUE:
            yield _failing_code(subject, code, value)
    if len(others) < 2:
        return
    (first_code, first), *differing = others.values()
    for code, value in differing:
        message = (
            f"{PAGES}（{subject.document_name(code)}）的统一社会信用代码“{value.value}”"
            f"与{pages_text([first.page])}（{subject.document_name(first_code)}）的“{first.value}”不一致，请核对。"
        )
        yield find(
            subject, "unit-credit-code-inconsistent", message,
            confidence=value.confidence, place=Place(code, value.page, value.box),
        )  # fmt: skip


def _unlabelled_codes(subject: Subject) -> Iterator[Finding]:
    """Codes that fail their check on papers of which no code is read: lists, opinions, plans."""
    documents = subject.assignment.page_documents()
    known = subject.said_codes | {one.value for _, one in _values(subject, "uscc") if credit_code_valid(one.value)}
    told: set[str] = set()
    for page in subject.pages:
        code = documents.get(page.number)
        if code is None or _is_of_others(subject, code) or _reads_codes(subject, code):
            continue
        for found in printed_codes(page):
            misread = page.source is not Source.TEXT_LAYER and known_code(found.text, known) is not None
            sound = read_credit_code(found.text).valid or misread
            if found.text not in told and not sound:
                told.add(found.text)
                printed = FieldValue("uscc", found.text, page.number, found.line.box, found.line.score)
                yield _failing_code(subject, code, printed)


def _reads_codes(subject: Subject, code: str) -> bool:
    return "uscc" in subject.documents[code].every_field(subject.known_fields)


def _failing_code(subject: Subject, code: str, value: FieldValue) -> Finding:
    """A code that fails its check: a question where no slip explains it; on other papers if read clearly."""
    message = f"{PAGES}（{subject.document_name(code)}）的统一社会信用代码未通过校验，请核对是否有误。"
    found = find(
        subject, "unit-credit-code-invalid", message,
        confidence=value.confidence, place=Place(code, value.page, value.box),
    )  # fmt: skip
    stated = [(one, other) for one, other in _of_applicant(subject, "uscc") if other.value == value.value]
    on_form = any(one in subject.main_forms and other.confidence >= CHARACTER_LIMIT for one, other in stated)
    again = len({other.page for _, other in stated}) > 1
    score = subject.line_score(value)
    unlike = not may_be_misread(value.value, clearly_read=score >= CLEAR_LINE)
    least = SURE_LINE if on_form and not _is_faxed(subject, value) else CLEAR_LINE
    sure = (again and on_form) or (score >= least and unlike)
    return asked(found) if sure else found


def _is_faxed(subject: Subject, value: FieldValue) -> bool:
    """Tell a value read from a page in black and white alone: there any sign may lose or gain a stroke.

    Of 55 codes on faxes three were misread, two of them on lines at 0.975 and 0.978; three that were wrong on paper had
    0.994 and more.
    """
    page = next((one for one in subject.pages if one.number == value.page), None)
    return page is not None and page.colour is ColourMode.BILEVEL and page.source is not Source.TEXT_LAYER


def _repaired_codes(subject: Subject) -> Iterator[Finding]:
    """A code read with a slip that only its check character mended: an officer may want to look."""
    told: set[str] = set()
    for code, value in _of_applicant(subject, "uscc"):
        if value.repaired and code not in told:
            told.add(code)
            message = (
                f"{PAGES}（{subject.document_name(code)}）的统一社会信用代码有字符识别不清，"
                f"已按校验码读作“{value.value}”。"
            )
            yield find(
                subject, "unit-credit-code-invalid", message,
                confidence=value.confidence, place=Place(code, value.page, value.box),
            )  # fmt: skip


def _representatives(subject: Subject) -> Iterator[Finding]:
    sure = [one for one in _of_applicant(subject, "legal_rep") if _is_sure_person(subject, *one)]
    if not sure or explains(subject, REPRESENTATIVE_WORDS, _clearly_said(subject, [value for _, value in sure])):
        return
    pages: dict[str, set[int]] = {}
    for _, value in sure:
        pages.setdefault(simplified(value.value), set()).add(value.page)
    # The licence is the register's word, every other paper the applicant's; misread, it is the others' slip.
    register = next((one for one in sure if one[0] == "business-licence"), sure[0])
    agreed = (one for one in sure if _is_slip_of(subject, register[1], simplified(one[1].value), pages))
    first_code, first = next(agreed, register)
    person = simplified(first.value)
    told = {code for code, value in sure if simplified(value.value) == person}  # read right once, misread elsewhere
    for code, value in sure:
        another = code not in told and _is_another(subject, value, first)
        if not another or _is_slip_of(subject, value, person, pages):
            continue
        told.add(code)
        message = (
            f"{PAGES}（{subject.document_name(code)}）的法定代表人“{value.value}”"
            f"与{pages_text([first.page])}（{subject.document_name(first_code)}）的“{first.value}”不一致，请核对。"
        )
        yield find(
            subject, "unit-legal-representative-inconsistent", message,
            confidence=value.confidence, place=Place(code, value.page, value.box),
        )  # fmt: skip


def _clearly_said(subject: Subject, values: Sequence[FieldValue]) -> Iterator[str]:
    """Yield the names but for an unclear one that differs by a character from one that was read clearly."""
    clear = {simplified(value.value) for value in values if subject.line_score(value) >= CLEAR_LINE}
    for value in values:
        person = simplified(value.value)
        if person in clear or not any(_is_near(value, one) for one in clear):
            yield person


def _is_sure_person(subject: Subject, code: str, value: FieldValue) -> bool:
    """Tell whether a name counts: on a card's patterned ground it is read less surely, but in its own place."""
    return value.confidence >= SURE_VALUE or (code == CARD and subject.line_score(value) >= WELL_READ)


def _is_another(subject: Subject, value: FieldValue, first: FieldValue) -> bool:
    """Tell whether a name is surely another person's: one that differs by a character may be misread on either side."""
    scores = (subject.line_score(value), subject.line_score(first))
    return not _is_near(value, simplified(first.value)) or min(scores) >= CLEAR_LINE


def _is_near(value: FieldValue, person: str) -> bool:
    """Tell a name of which one character was read otherwise, lost or added."""
    return Levenshtein.distance(simplified(value.value), person, score_cutoff=1) == 1


def _is_slip_of(subject: Subject, value: FieldValue, person: str, pages: Mapping[str, Collection[int]]) -> bool:
    """Tell a name that one scanned page alone bears, from which the one that several agree on differs by a character.

    Of a name of two characters one is half: there the line must have been read unclearly as well.
    """
    page = next((one for one in subject.pages if one.number == value.page), None)
    printed = page is None or page.source is Source.TEXT_LAYER
    alone = len(pages[simplified(value.value)]) == 1 and len(pages.get(person, ())) >= _AGREEING
    long = len(person) > _TWO or subject.line_score(value) < CLEAR_LINE
    return alone and not printed and long and _is_near(value, person)
