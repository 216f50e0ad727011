"""Codes of units and numbers of people's papers; a person's number is never kept, only its masked form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.boxes import around, overlap
from cases.names.identifiers import (
    credit_code_valid,
    identity_number_valid,
    read_credit_code,
    read_identity_number,
)
from cases.plain_text import plain
from cases.reading import PageReading, TextLine
from cases.report import FieldValue
from papers.fields.found import AFTER_SIGN, BEHIND, BY_FORM, Found
from papers.fields.paper import Paper
from papers.fields.sentences import two_lines
from papers.fields.values import phrase

_CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
_CREDIT_FORM = re.compile(r"9\d{6,7}[0-9A-Z]{0,9}[A-Z][0-9A-Z]{0,9}(?<=[0-9A-Z]{16})|9[1-3]\d{16}")
"""A line that is nothing but a company's code, perhaps misread; no person's number begins with 9 and holds a letter, or
goes on so where it holds none."""

_IN_SENTENCE = re.compile(r"信用代码(?:\([^()]{0,8}\))?[:为是]?([0-9A-Za-z]{16,20})(?![0-9A-Za-z])")

_IDENTITY_FORM = re.compile(r"\d{17}[\dX]")
"""Without a label such a number may be a person's: it is never taken for a unit's code."""

_COMPANY = re.compile(r"(?<![0-9A-Za-z])9[1-3]\d{6}[0-9A-Za-z]{10}(?![0-9A-Za-z])")
"""A whole code of a company by its form: register, kind, region; it may stand in any line and fail its check."""

_BEGUN = re.compile(r"(?<![0-9A-Za-z])9[1-3]\d{6}[0-9A-Za-z]{0,9}$")
"""The head of such a code that its line or its cell's width broke off."""

_IN_TEXT = re.compile(r"社会信用代[码碼玛](?:\([^()]{0,8}\))?[为是:(]{0,2}([0-9A-Za-z]{16,20})(?![0-9A-Za-z])")
"""A code in running text behind its label; its check may fail."""

CODE_LENGTH = 18
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{3,24}")


def credit_codes(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield codes with a sound check character; of others those behind their own label or of a company's form."""
    for page in paper.pages:
        labelled = {plain(found.text): found for found in paper.behind(page, paper.labels(name), phrase)}
        labelled |= _codes_of_sentences(page, labelled)
        misread = (line for line in page.lines if _CREDIT_FORM.fullmatch(plain(line.text)))
        for line in misread:
            if not credit_code_valid(plain(line.text)):
                labelled.setdefault(plain(line.text), Found(line.text, line, page.number, BY_FORM))
        for line in page.lines:  # within a sentence no sign need part label and code
            for match in _IN_SENTENCE.finditer(plain(line.text)):
                if not any(match[1] in text for text in labelled):
                    labelled[match[1]] = Found(match[1], line, page.number, AFTER_SIGN)
        for found in labelled.values():
            yield from _labelled_code(paper, name, found)
        for line in page.lines:
            for match in _CREDIT_CODE.finditer(plain(line.text).upper()):
                known = any(match[0] in text.upper() for text in labelled)
                if not known and not _IDENTITY_FORM.fullmatch(match[0]) and credit_code_valid(match[0]):
                    labelled[match[0]] = Found(match[0], line, page.number, BEHIND)
                    yield paper.value(name, match[0], labelled[match[0]])
        for found in printed_codes(page):
            if not any(found.text in text.upper() for text in labelled):
                labelled[found.text] = found
                yield from _labelled_code(paper, name, found)


def printed_codes(page: PageReading) -> Iterator[Found]:
    """Yield companies' codes by their form alone, wherever they stand: in a line, a cell, broken onto the line below.

    Their check may fail; ``text`` is in upper case, ``line`` the line, the cell or the first of two lines.
    """
    cells = [
        TextLine(cell.text, cell.box, cell.score)
        for table in page.tables for row in table.rows for cell in row if cell.text
    ]  # fmt: skip
    for line in (*page.lines, *cells):
        for match in _COMPANY.finditer(plain(line.text)):
            if _holds_letter(match[0]):
                yield Found(match[0].upper(), line, page.number, BY_FORM)
    for line in page.lines:
        head = _BEGUN.search(plain(line.text))
        below = _goes_on_below(page, line) if head is not None else None
        whole = _COMPANY.match(head[0] + plain(below.text)) if head is not None and below is not None else None
        if below is not None and whole is not None and _holds_letter(whole[0]):
            joined = TextLine(line.text, around(line.box, below.box), min(line.score, below.score))
            yield Found(whole[0].upper(), joined, page.number, BY_FORM)


def _holds_letter(code: str) -> bool:
    """Tell a code from an account and from a foreigner's card of residence, which have none but a last X."""
    return re.search("[A-Za-z]", code[:-1]) is not None


def _goes_on_below(page: PageReading, line: TextLine) -> TextLine | None:
    """The nearest line below that stands under a line, no more than a line's height away."""
    height = line.box[3] - line.box[1]
    under = (
        other for other in page.lines
        if other.box[1] > (line.box[1] + line.box[3]) / 2 and other.box[1] - line.box[3] <= height
        and overlap(other.box, line.box, 0) > 0
    )  # fmt: skip
    return min(under, key=lambda other: other.box[1], default=None)


def _codes_of_sentences(page: PageReading, labelled: dict[str, Found]) -> dict[str, Found]:
    """Return codes behind their label in running text; one broken over two lines replaces its first half."""
    found: dict[str, Found] = {}
    for line, text in two_lines(page):
        match, length = _IN_TEXT.search(text), len(plain(line.text))
        if match is None or match.start() >= length:
            continue
        inside = length - match.start(1)
        if inside <= 0:  # the label ends its line or is broken, the code begins the next
            line = page.lines[page.lines.index(line) + 1]
        broken = 0 < inside < min(len(match[1]), CODE_LENGTH)
        if broken:
            labelled.pop(next((key for key in labelled if key.endswith(match[1][:inside])), ""), None)
        if broken or not credit_code_valid(match[1].upper()):
            found[match[1]] = Found(match[1], line, page.number, BEHIND)
    return found


def _labelled_code(paper: Paper, name: str, found: Found) -> Iterator[FieldValue]:
    # A sentence may go on behind the code: （统一社会信用代码：…）成立于….
    code = re.split(r"[^0-9A-Za-z]", plain(found.text).strip(":-_.()"))[0]
    if identity_number_valid(code.upper()) and not credit_code_valid(code.upper()):
        return
    read = read_credit_code(code)
    # One that lost or gained a character still tells another company's code from the applicant's.
    if read.valid or (16 <= len(code) <= 20 and code.isascii() and code.isalnum()):
        yield paper.value(name, read.value, found, repaired=read.repaired)


def person_numbers(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the numbers behind a field's labels; ``repaired`` tells of a slip mended by the check digit.

    Where the number is an authority's (``public_fields``) it is text: 京人社认字〔2020〕第3号.
    """
    public = name in paper.document.public_fields
    for page in paper.pages:
        for found in paper.behind(page, paper.labels(name), phrase):
            match = _NUMBER.search(plain(found.text))
            if public and (text := phrase(found.text)):
                yield paper.value(name, text, found)
            elif not public and match:
                read = read_identity_number(match[0])
                yield paper.value(name, read.value, found, repaired=read.repaired)
