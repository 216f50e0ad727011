"""Values with their places on the page: what is read of each document, and by which of the ways.

The kind of a field (:class:`catalogue.fields.Kind`) tells how it is read: behind labels
(:mod:`papers.fields.labels`) and in sentences (:mod:`papers.fields.sentences`), out of whole tables
(:mod:`papers.fields.tables`), as codes (:mod:`papers.fields.codes`) or as one of a few choices
(:mod:`papers.fields.choices`).
``docs/fields.md`` lists the kinds. Every value carries the box of the line it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from cases.names.unit_endings import is_placed
from cases.names.unit_names import serves_others
from cases.plain_text import plain
from cases.reading import PageReading
from cases.report import FieldValue
from catalogue.fields import Field, Kind, Otherwise
from catalogue.model import DocumentType
from papers.fields import changes, choices, codes, dates, people, tables, values
from papers.fields.found import BY_FORM, IN_SENTENCE, Found, Parser
from papers.fields.labels import rest_of_name, words_before
from papers.fields.listed_units import without_listed
from papers.fields.paper import Paper
from papers.fields.sentences import SPEAKS, in_sentences, own_names

Reader = Callable[[Paper, str], Iterator[FieldValue]]
"""Yields the values of a field, given by its code, that a paper tells."""

PARSERS: dict[Kind, Parser] = {
    Kind.UNIT: values.unit, Kind.ORGANISATION: values.organisation, Kind.PERSON: people.person,
    Kind.HOLDER: people.holder, Kind.YUAN: values.yuan, Kind.MONEY: values.money, Kind.AREA: values.area,
    Kind.COUNT: values.count, Kind.HOURS: values.hours, Kind.DAY: dates.day, Kind.TERM_END: dates.term_end,
    Kind.FIRST_MONTH: dates.first_month, Kind.LAST_MONTH: dates.last_month, Kind.YEAR: dates.year,
    Kind.SEX: values.sex, Kind.NUMBERED: values.numbered, Kind.NATIONALITY: values.nationality,
    Kind.DIAGNOSIS: values.diagnosis, Kind.PHRASE: values.phrase, Kind.PASSAGE: values.passage,
    Kind.ADDRESS: values.address,
}  # fmt: skip
"""Kinds that stand behind a label or in a sentence."""

READERS: dict[Kind, Reader] = {
    Kind.CREDIT_CODE: codes.credit_codes, Kind.PERSON_NUMBER: codes.person_numbers, Kind.ROWS: tables.rows,
    Kind.COLUMNS: tables.columns, Kind.POSTS: tables.positions, Kind.CHANGES: changes.changed_items,
    Kind.LAYOFF_GROUND: choices.ground, Kind.HOURS_CYCLE: choices.cycle, Kind.PAY_METHOD: choices.pay_method,
    Kind.WORKER_KIND: choices.worker_kind, Kind.ACCOUNT_KIND: choices.account, Kind.FILING_KIND: choices.filing_kind,
    Kind.UNION: choices.has_union, Kind.BRANCH: choices.is_branch, Kind.DUPLICATE_COPY: choices.is_duplicate_copy,
    Kind.REGISTER_STATE: choices.register_state, Kind.CERTIFIED_COPY: choices.is_certified_copy,
    Kind.YEARS: choices.years,
}  # fmt: skip
"""Kinds that have a way of their own."""

APPLICANT = "unit_name"
"""The field of who applies."""

RATHER = {"负责人": "法定代表人"}
"""A label that names whom the field means only where the paper does not use the other word for him."""

_APPLICANT = re.compile(
    r"(?:工作|用人|所在|申请|申报|参保|缴费|填报|聘用|本)?单位.{0,8}|(?:企业|公司)?(?:名称|全称).{0,6}|称|.{0,6}[盖签公]章.{0,3}"
)
_LONGEST_DATE = 14


def read_fields(
    pages: Sequence[PageReading], document: DocumentType, fields: Mapping[str, Field]
) -> tuple[FieldValue, ...]:
    """Return the values of the document's fields that stand on its pages, in page order per field.

    A field that is not found has no value; nothing is guessed. People's numbers are kept masked. All ``fields``
    of the catalogue are asked for, because the label of another field ends a value.
    """
    paper = Paper.of(pages, document, fields)
    found = [value for name in document.every_field(fields) for value in _read_field(paper, fields[name])]
    return tuple(dict.fromkeys(found))


def _read_field(paper: Paper, field: Field) -> Iterator[FieldValue]:
    if field.kind in READERS:
        yield from READERS[field.kind](paper, field.code)
    elif field.kind is Kind.UNIT:
        units = list(_labelled(paper, field, values.unit))
        yield from _without_tails(without_listed(units, paper.pages) if field.code == APPLICANT else units)
    elif field.kind in PARSERS:
        yield from _labelled(paper, field, PARSERS[field.kind])


def _labelled(paper: Paper, field: Field, parse: Parser) -> Iterator[FieldValue]:
    name, labels, given = field.code, _labels(paper, field.code), False
    for page in paper.pages:
        ends = paper.behind(page, field.end_labels, dates.last_day) if field.end_labels else ()
        for found in ends:
            if value := dates.last_day(found.text):
                given = True
                yield paper.value(name, value, found)
        for found in (*paper.behind(page, labels, parse), *in_sentences(name, page, parse)):
            if value := parse(found.text):
                given = True
                yield paper.value(name, value, found)
    if not given and field.otherwise is not None:
        yield from OTHERWISE[field.otherwise](paper, name)


def _without_tails(units: Sequence[FieldValue]) -> Iterator[FieldValue]:
    """Leave out what is only the second line of a name that the paper also gives whole, as under a signature."""
    names = {one.value for one in units}
    yield from (one for one in units if not any(name != one.value and name.endswith(one.value) for name in names))


def _labels(paper: Paper, name: str) -> tuple[str, ...]:
    """The labels of a field but those that mean somebody else here: the 负责人 of a union beside the 法定代表人."""
    text = "".join(plain(line.text) for page in paper.pages for line in page.lines)
    return tuple(label for label in paper.labels(name) if label not in RATHER or RATHER[label] not in text)


def _unit_by_form(paper: Paper, name: str) -> Iterator[FieldValue]:
    """A line that is nothing but a unit's name (the head of a statute, the signature of a letter), else a sentence's.

    A bank or hospital beside a word of its own (开户银行, 就诊医院) is named by the applicant, and is none.
    """
    alone = list(_units_alone(paper, name))
    yield from alone or (
        paper.value(name, unit, found)
        for page in paper.pages for found in own_names(page) if (unit := values.unit(found.text))
    )


def _units_alone(paper: Paper, name: str) -> Iterator[FieldValue]:
    for page in paper.pages:
        for line in page.lines:
            text = plain(line.text)
            written_to = text.endswith(":") and "全体" not in text
            if written_to or SPEAKS.match(text):  # whom a letter is written to, and a sentence
                continue
            text = re.sub(r"^称|(?:章程|管理制度|全体股东:?)$", "", text)  # 名|称 in two cells
            text += rest_of_name(page, line, text)
            found = values.unit(text)
            shortest = 6 if is_placed(found or "") else 8
            whole = found and len(found) >= shortest and len(found) >= len(text) - 8
            if found and whole and not (serves_others(found) and _is_served_by(words_before(page, line))):
                yield paper.value(name, found, Found(found, line, page.number, BY_FORM))


def _is_served_by(label: str) -> bool:
    """Tell whether the word beside a name says that the applicant uses it: one of its own says that it applies."""
    return bool(label) and _APPLICANT.fullmatch(label) is None


def _last_date(paper: Paper, name: str) -> Iterator[FieldValue]:
    """The date under the signature is the last that stands alone on its line, else the last of the document."""
    dated = [(line, page, day) for page in paper.pages for line in page.lines if (day := dates.day(line.text))]
    alone = [found for found in dated if len(plain(found[0].text)) <= _LONGEST_DATE]
    if dated:
        line, page, day = (alone or dated)[-1]
        yield paper.value(name, day, Found(day, line, page.number, IN_SENTENCE))


def _first_year(paper: Paper, name: str) -> Iterator[FieldValue]:
    """The year a report is about: the first that it names with 年度, else with 12月31日."""
    for pattern in (r"((?:19|20)\d{2})年度", r"((?:19|20)\d{2})年12月31日"):
        for page in paper.pages:
            for line in page.lines:
                if match := re.search(pattern, plain(line.text)):
                    yield paper.value(name, match[1], Found(match[1], line, page.number, IN_SENTENCE))
                    return


OTHERWISE: dict[Otherwise, Reader] = {
    Otherwise.UNIT_LINE: _unit_by_form, Otherwise.LAST_DATE: _last_date,
    Otherwise.PEOPLE_COLUMN: tables.column_count, Otherwise.FIRST_YEAR: _first_year,
}  # fmt: skip
"""How a field is found that no label and no sentence gives."""
