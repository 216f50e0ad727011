"""Pages → documents → fields: what the pages of a case are under one item, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.finding import Finding
from cases.questions.causes import contents_of
from cases.reading import PageReading
from cases.report import FieldValue
from cases.rulings import NO_RULINGS, Rulings
from catalogue.model import Catalogue, ServiceItem
from judging.reader import ReadFiles
from judging.ruled import ruled_fields, ruled_pages
from papers.assignment import Assignment
from papers.fields.read_fields import read_fields
from papers.joined_names import FormWords, without_form_words
from papers.materials import assign
from papers.rounds import keep_newest, replaced_pages


@dataclass(frozen=True, slots=True)
class SortedPages:
    """The pages of a case, each given to a document.

    Attributes:
        pages: Those that count.
        replaced: Numbers of those that do not, because a later round brought their document anew.
        assignment: Of all pages; a replaced one has no document.
        fields: Values read, by document code.
        findings: Doubts whether what came later replaces all of what was there.
    """

    pages: tuple[PageReading, ...]
    replaced: tuple[int, ...]
    assignment: Assignment
    fields: dict[str, tuple[FieldValue, ...]]
    findings: tuple[Finding, ...]


def sort_pages(
    read: ReadFiles, item: ServiceItem, catalogue: Catalogue, rulings: Rulings = NO_RULINGS
) -> SortedPages:
    """Give each page to a document and read the fields of those that count, as officers ruled on them."""
    rounds = {page.number: read.rounds[page.file] for page in read.pages}
    documents = catalogue.documents
    names = [file.name for file in read.files]
    given = ruled_pages(assign(read.pages, documents, item, names), read.pages, rulings)
    assignment, findings = keep_newest(given, rounds, documents)
    replaced = replaced_pages(assignment)
    pages = tuple(page for page in read.pages if page.number not in replaced)
    contents = contents_of(read.pages, (page.number for page in pages)) if rulings else {}
    fields = ruled_fields(_read_fields(assignment, pages, catalogue), contents, rulings)
    return SortedPages(pages, tuple(sorted(replaced)), assignment, fields, findings)


def _read_fields(
    assignment: Assignment, pages: Sequence[PageReading], catalogue: Catalogue
) -> dict[str, tuple[FieldValue, ...]]:
    by_number = {page.number: page for page in pages}
    codes = dict.fromkeys(assignment.page_documents().values())
    fields = {
        code: read_fields([by_number[one.page] for one in assignment.of(code)], document, catalogue.fields)
        for code in codes
        if (document := catalogue.documents.get(code)) is not None
    }
    return without_form_words(fields, pages, FormWords.of(catalogue))
