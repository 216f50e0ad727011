"""Values with their places on the page: what is read of each document, and by which of the ways.

Behind labels (:mod:`papers.fields.labels`), in sentences (:mod:`papers.fields.sentences`), out of whole tables
(:mod:`papers.fields.tables`), as codes (:mod:`papers.fields.codes`) or as one of a few choices
(:mod:`papers.fields.choices`).
``docs/fields.md`` lists the fields. Every value carries the box of the line it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from cases.plain_text import plain
from cases.reading import PageReading
from cases.report import FieldValue
from catalogue.model import DocumentType
from papers.fields import choices as choices
from papers.fields import tables as tables
from papers.fields import values
from papers.fields.codes import PRIVATE, credit_codes, private_numbers
from papers.fields.found import BY_FORM, IN_SENTENCE, Found, Parser, to_value
from papers.fields.label_words import LABELS, OWN_LABELS, SINGLE_END
from papers.fields.labels import behind_labels
from papers.fields.sentences import in_sentences

PARSERS: dict[str, Parser] = {
    "unit_name": values.unit, "parent_name": values.unit, "union_name": values.organisation, "legal_rep": values.person,
    "person_name": values.holder, "agent": values.person, "contact": values.person, "signer": values.person,
    "capital": values.yuan, "capital_paid": values.yuan, "amount": values.money, "area": values.area,
    "headcount": values.count, "total_staff": values.count, "due": values.count, "attend": values.count,
    "agree": values.count, "against": values.count, "abstain": values.count, "jan_add": values.count,
    "feb_add": values.count, "theory_years": values.count, "actual_years": values.count, "years_in_bj": values.count,
    "hours": values.hours, "explain_date": values.day, "plan_date": values.day, "established": values.day,
    "report_date": values.day, "date": values.day, "from": values.day, "period_from": values.day,
    "birth": values.day, "birth_date": values.day, "event_date": values.day, "diag_date": values.day,
    "apply_date": values.day, "due_date": values.day, "to": values.term_end, "period_to": values.term_end,
    "term": values.term_end, "valid_until": values.term_end, "from_month": values.first_month,
    "to_month": values.last_month, "retire_month": values.first_month, "year": values.year, "sex": values.sex,
    "report_no": values.numbered, "permit_no": values.numbered, "cert_no": values.numbered,
    "reg_no": values.numbered, "nationality": values.nationality, "matter": values.passage,
    "missing_list": values.passage, "scope": values.passage, "reason": values.passage, "diag": values.diagnosis,
    "address": values.address, "auditor": values.organisation, "hospital": values.organisation,
    "lessor": values.organisation, "kinds": values.organisation, "agency": values.organisation,
    "employer": values.organisation,
}  # fmt: skip

APPLICATIONS = (
    "dispatch-application", "dispatch-change-application", "dispatch-extension-application",
    "dispatch-cancellation-application", "special-hours-form", "injury-recognition-form",
)
"""Forms that name who files; another than the legal representative owes a letter of authority (design §5.5)."""

EXTRA: dict[str, tuple[str, ...]] = {
    "business-licence": ("register_state",),
    "layoff-legal-basis": ("headcount", "total_staff"),
    "special-hours-status": ("positions", "total_staff"),
    "special-hours-explanation": ("total_staff", "period_from", "period_to"),
    "special-hours-roster": ("positions",),
    "staff-congress-resolution": ("due", "against", "abstain", "positions"),
    "dispatch-extension-application": ("to",),
    "backpay-form": ("filing_kind", "account", "years_in_bj", "theory_years", "actual_years", "birth_date", "sex"),
    "refund-application": ("filing_kind",),
    "tolerance-commitment": ("correction_method",),
}
"""Read beyond the catalogue's list, because a rule compares them and they cost nothing."""

_LONGEST_DATE = 14

def read_fields(pages: Sequence[PageReading], document: DocumentType) -> tuple[FieldValue, ...]:
    """Return the values of the document's fields that stand on its pages, in page order per field.

    A field that is not found has no value; nothing is guessed. People's numbers are kept masked.
    """
    # A list has columns, and who names the unit often gives its code: both cost nothing to read.
    lists = ("columns",) if "rows" in document.fields else ()
    code = ("uscc",) if "unit_name" in document.fields else ()
    agent = ("agent",) if document.code in APPLICATIONS else ()
    more = (*lists, *code, *agent, *EXTRA.get(document.code, ()), "is_certified_copy")
    wanted = dict.fromkeys((*document.fields, *more))
    found = [value for name in wanted for value in _read_field(name, pages, document)]
    return tuple(dict.fromkeys(found))


def _read_field(name: str, pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    if name == "uscc":
        yield from credit_codes(pages)
    elif name in PRIVATE:
        yield from private_numbers(name, pages, document.code)
    elif name in SPECIAL:
        yield from SPECIAL[name](pages, document)
    elif name in PARSERS or name in LABELS:
        yield from _labelled(name, pages, document)


def _labelled(name: str, pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    parse = PARSERS.get(name, values.phrase)
    labels = (*OWN_LABELS.get((document.code, name), ()), *LABELS.get(name, ()))
    given = False
    for page in pages:
        ends = behind_labels(page, SINGLE_END, values.last_day) if name == "valid_until" else ()
        for found in ends:
            if value := values.last_day(found.text):
                given = True
                yield to_value(name, value, found)
        for found in (*behind_labels(page, labels, parse), *in_sentences(name, page, parse)):
            if value := parse(found.text):
                given = True
                yield to_value(name, value, found)
    if not given and name in FALLBACKS:
        yield from FALLBACKS[name](name, pages)


def _unit_by_form(name: str, pages: Sequence[PageReading]) -> Iterator[FieldValue]:
    """A line that is nothing but a unit's name: the head of a statute or the signature of a letter."""
    for page in pages:
        for line in page.lines:
            text = plain(line.text)
            found = values.unit(re.sub(r"(?:章程|管理制度|全体股东:?)$", "", text))
            if found and len(found) >= 8 and len(found) >= len(text) - 8:
                yield to_value(name, found, Found(found, line, page.number, BY_FORM))


def _last_date(name: str, pages: Sequence[PageReading]) -> Iterator[FieldValue]:
    """The date under the signature is the last that stands alone on its line, else the last of the document."""
    dated = [(line, page, one) for page in pages for line in page.lines if (one := values.day(line.text))]
    alone = [one for one in dated if len(plain(one[0].text)) <= _LONGEST_DATE]
    if dated:
        line, page, found = (alone or dated)[-1]
        yield to_value(name, found, Found(found, line, page.number, IN_SENTENCE))


def _first_year(name: str, pages: Sequence[PageReading]) -> Iterator[FieldValue]:
    """The year a report is about: the first that it names with 年度, else with 12月31日."""
    for pattern in (r"((?:19|20)\d{2})年度", r"((?:19|20)\d{2})年12月31日"):
        for page in pages:
            for line in page.lines:
                if match := re.search(pattern, plain(line.text)):
                    yield to_value(name, match[1], Found(match[1], line, page.number, IN_SENTENCE))
                    return


SPECIAL: dict[str, Callable[[Sequence[PageReading], DocumentType], Iterator[FieldValue]]] = {
    "rows": tables.rows, "columns": tables.columns, "positions": tables.positions,
    "changed_items": tables.changed_items, "ground": choices.ground, "cycle": choices.cycle,
    "pay_method": choices.pay_method, "account": choices.account, "filing_kind": choices.filing_kind,
    "has_union": choices.has_union, "is_branch": choices.is_branch, "is_duplicate_copy": choices.is_duplicate_copy,
    "register_state": choices.register_state, "is_certified_copy": choices.is_certified_copy, "years": choices.years,
}  # fmt: skip
FALLBACKS: dict[str, Callable[[str, Sequence[PageReading]], Iterator[FieldValue]]] = {
    "unit_name": _unit_by_form, "date": _last_date, "report_date": _last_date, "headcount": tables.column_count,
    "year": _first_year,
}  # fmt: skip
