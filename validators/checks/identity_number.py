"""Numbers of people's papers that fail their check. Source: domain e; a finding and never a refusal.

The number itself stands nowhere but on the page: no finding, field, letter or log repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from cases.boxes import holds_middle, overlap
from cases.finding import PAGES, Finding, Place
from cases.names.document_numbers import NumberKind, Verdict, check_number
from cases.names.identifiers import credit_code_valid, read_identity_number
from cases.plain_text import bare, one_width
from cases.reading import Cell, PageReading, TextLine
from validators.certainty import SURE_LINE
from validators.finding import asked, find
from validators.subject import Subject

CLEAR = 0.998
"""Score of a line from which its failing number is a question: the mean of eighteen signs, of which none was then read
with less than 0.96. Misread numbers of scans and faxes had 0.975 and 0.9968, numbers that failed on paper 0.9998."""

KINDS = {
    "passport-copy": NumberKind.PASSPORT,
    "permanent-residence-card": NumberKind.PERMANENT_RESIDENCE,
}
"""Papers with numbers of their own; everywhere else a labelled number is an identity number."""

_LABEL = re.compile(r"(?:公民身份号码|居民身份证号码?|身份证件?(?:号码?)?|社会保障号码?)(?:\([^)]{0,8}\))?:?")
_OTHER_LABEL = re.compile(r"(?:护照号码?|证件号码|PassportNo\.?|永久居留身份证号码)(?:\([^)]{0,8}\))?[:/]*", re.I)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{12,20}(?![0-9A-Za-z])")
_SHORT_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4,20}(?![0-9A-Za-z])")
_LISTED = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![0-9A-Za-z])"
)
"""A number of a list: it bears a date of birth, so it is no account or register number."""


_HEAD = re.compile(r"(?:公民|居民)?身份(?:证件?)?(?:号码?)?(?:\([^)]{0,8}\))?")
"""The head of a list's column of identity numbers."""

_EIGHTEEN = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dX](?![0-9A-Za-z])")

_WHOLE = 18
_UNDER = 0.5
"""Part of the narrower of two lines of a column that stands below the other."""

_REST = re.compile(r"[0-9Xx]{1,14}")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding for each page with a number that fails: one question for each whole number, wherever it stands.

    Only lines read surely are looked at. A number that is too short mostly lost a sign at the end of its cell: of the
    papers of four other makers three such were right on the page. It stays a remark.
    """
    documents = subject.assignment.page_documents()
    found_on = {
        page.number: list(_failing(page, KINDS.get(documents.get(page.number) or "", NumberKind.IDENTITY)))
        for page in subject.pages
    }
    known: set[str] = set()
    for page in subject.pages:
        code = documents.get(page.number)
        shortest = 0 if code in KINDS else _WHOLE
        failing = next((line for line, _ in found_on[page.number]), None)
        if failing is not None:
            new = {number for line, number in found_on[page.number] if len(number) >= shortest and line.score >= CLEAR}
            new -= known
            known |= new
            message = f"{PAGES}（{subject.document_name(code)}）的证件号码未通过校验，请核对。"
            found = find(
                subject, "identity-number-invalid", message,
                confidence=failing.score, place=Place(code, page.number, failing.box),
            )  # fmt: skip
            yield asked(found) if new else found


def _failing(page: PageReading, kind: NumberKind) -> Iterator[tuple[TextLine, str]]:
    """The lines and cells with a number that was read well and is none of its kind, nor goes on below; the number."""
    for at, (line, following) in enumerate(zip_longest(page.lines, page.lines[1:])):
        text = bare(line.text)
        label = (_LABEL if kind is NumberKind.IDENTITY else _OTHER_LABEL).search(text)
        if label is not None:
            behind = text[label.end() :] or (bare(following.text) if following is not None else "")
            match = (_NUMBER if kind is NumberKind.IDENTITY else _SHORT_NUMBER).match(behind.lstrip(":"))
            numbers = [match[0]] if match and any(sign.isdigit() for sign in match[0]) else []
        else:
            numbers = _listed(line.text) if kind is NumberKind.IDENTITY else []
        score = min(line.score, following.score) if following is not None and label is not None else line.score
        wrong = [_whole(number, line, following) for number in numbers if not _is_sound(number, kind)]
        broken = any(_goes_on(number, line, after, kind) for number in numbers for after in page.lines[at + 1 :])
        if score >= SURE_LINE and wrong and not broken:
            yield line, wrong[0]
    for cell, number in _wrong_cells(page) if kind is NumberKind.IDENTITY else ():
        if cell.score >= SURE_LINE:
            yield TextLine(cell.text, cell.box, cell.score), number


def _listed(text: str) -> list[str]:
    """The numbers of a line of a list; spaces part a number's groups, or the number from what stands beside it."""
    return _LISTED.findall(bare(text).upper()) or _LISTED.findall(one_width(text).upper())


def _wrong_cells(page: PageReading) -> Iterator[tuple[Cell, str]]:
    """Cells with a number that fails: one broken within its cell, or in a column of numbers one without a date.

    Where the rules between columns were lost, what stands beside a number in its cell is no part of it.
    """
    for table in page.tables:
        columns: set[int] = set()
        for cell in (cell for row in table.rows for cell in row):
            text = bare(cell.text).upper()
            if _HEAD.fullmatch(text):
                columns.add(cell.column)
            whole = _EIGHTEEN.findall(text) if cell.column in columns else []
            listed = [number for part in _columns(page, cell) for number in _listed(part)]
            wrong = [number for number in listed or whole if not _is_sound(number, NumberKind.IDENTITY)]
            if wrong:
                yield cell, wrong[0]


def _columns(page: PageReading, cell: Cell) -> list[str]:
    """Return the text of a cell; of one in which lines stand side by side, the text of each column."""
    columns: list[list[TextLine]] = []
    for line in sorted((one for one in page.lines if holds_middle(cell.box, one.box)), key=lambda one: one.box[1]):
        under = (column for column in columns if any(overlap(other.box, line.box, 0) >= _UNDER for other in column))
        column = next(under, None)
        if column is None:
            columns.append([line])
        else:
            column.append(line)
    return ["".join(line.text for line in column) for column in columns] if len(columns) > 1 else [cell.text]


def _whole(number: str, line: TextLine, below: TextLine | None) -> str:
    """Return a number with the rest that the next line begins with, where that makes 18 signs."""
    rest = _REST.match(bare(below.text)) if below is not None else None
    if rest is None or not bare(line.text).endswith(number) or len(number) + len(rest[0]) != _WHOLE:
        return number
    return number + rest[0].upper()


def _goes_on(number: str, line: TextLine, below: TextLine, kind: NumberKind) -> bool:
    """Tell whether a number that was broken at the end of its line is whole with the head of a line below.

    Word processors break 18 digits where a line ends.
    """
    if len(number) >= _WHOLE or not bare(line.text).endswith(number):
        return False
    rest = _REST.match(bare(below.text))
    return rest is not None and _is_sound((number + rest[0])[:_WHOLE], kind)


def _is_sound(number: str, kind: NumberKind) -> bool:
    if kind is not NumberKind.IDENTITY:
        return check_number(number, kind) is not Verdict.INVALID
    known = any(check_number(number, one) is Verdict.VALID for one in (kind, NumberKind.PERMANENT_RESIDENCE))
    return known or read_identity_number(number).valid or credit_code_valid(number.upper())
