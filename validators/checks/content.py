"""What a material must say: required fields, columns of a list, required subjects.

Source: 附件4 一（五） (columns), 附件5 二（二）3 (银行缴费), 劳务派遣行政许可实施办法第八条 (制度内容).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cases.finding import PAGES, Clause, Finding, Place
from cases.plain_text import bare
from cases.reading import PageReading
from cases.report import FieldValue, MaterialReading
from catalogue.clauses import Rule
from catalogue.model import Material
from papers.fields.label_words import LabelWords, label_words
from papers.recognition import OR, says
from validators.blank_clauses import cut_clauses
from validators.blank_lines import says_no_new_value, unfilled_lines
from validators.blank_places import ends_at_label, has_no_tick, is_left_empty, lacks_code
from validators.certainty import UNREAD, WELL_READ
from validators.empty_cells import cells_left_out, has_empty_cell, has_empty_posts, lacks_new_value, unfilled_cells
from validators.finding import asked, find
from validators.subject import Subject

WHAT_IT_IS_ABOUT = frozenset((
    "permit_no", "event_date", "diag_date", "reason", "capital", "address", "headcount", "total_staff", "period_from",
    "period_to", "year", "retire_month", "doc_no", "from_month", "to_month", "id_no",
))  # fmt: skip
"""Fields without which an application says too little, and that no other rule looks after. Names and days of signing
are written by hand or stamped, which readers miss; others hold for some applicants only."""

ON_ANY_FORM = (
    "person_name", "id_no", "account_masked", "event_date", "diag_date", "from_month", "to_month", "retire_month",
    "reason",
)  # fmt: skip
"""Fields whose label a form prints only to have it filled, whether its own list of fields names them or not."""

OTHER_WORDING = 0.7
"""Confidence that something is not said where other words may say it: an officer looks."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what the pages of a present material do not say."""
    yield from _required_fields(subject)
    yield from _empty_places(subject)
    yield from _expected_fields(subject)
    yield from _grounds(subject)
    for reading in subject.materials:
        material = subject.material(reading.code)
        if material is None or not reading.pages:
            continue
        yield from _columns(subject, reading, material)
        yield from _subjects(subject, reading)


def _values(subject: Subject, name: str) -> list[FieldValue]:
    return [value for values in subject.fields.values() for value in values if value.name == name]


def _text(subject: Subject, pages: tuple[int, ...]) -> str:
    return bare("".join(page.text for page in subject.pages if page.number in pages))


def _is_well_read(subject: Subject, pages: tuple[int, ...]) -> bool:
    return all(page.readable for page in subject.assignment.pages if page.page in pages)


def _required_fields(subject: Subject) -> Iterator[Finding]:
    holders = [one for one in subject.materials if one.pages]
    if not holders:
        return
    for name in subject.item.fields_required:
        if _values(subject, name):
            continue
        bearer = next((one for one in holders if name in _field_names(subject, one.code)), None)
        if bearer is None:
            continue
        # A form may say it in other words, or have no such field: only an empty place says that it lacks.
        pages = [page for page in subject.pages if page.number in bearer.pages]
        labels = (subject.field_name(name), *subject.known_fields[name].labels_on(bearer.code))
        empty = any(is_empty(labels, pages) for is_empty in (is_left_empty, has_empty_cell, has_no_tick))
        if not empty and not ends_at_label(labels, pages, label_words(tuple(subject.known_fields.values()))):
            continue
        yield find(
            subject,
            "material-field-missing",
            f"{PAGES}（{bearer.name}）未填写“{subject.field_name(name)}”，请补填后重新提交。",
            confidence=WELL_READ if empty and _is_well_read(subject, bearer.pages) else UNREAD,
            place=Place(bearer.code, pages=bearer.pages),
            clause=Clause(subject.item.clause, confirmed=bool(subject.item.clause)),
        )


def _empty_places(subject: Subject) -> Iterator[Finding]:
    """Places of the application itself that are left empty; no text asks for each of them, so an officer looks."""
    words = label_words(tuple(subject.known_fields.values()))
    for reading in subject.materials:
        if not _is_filled_in(subject, reading):
            continue
        pages = [page for page in subject.pages if page.number in reading.pages]
        unread = [subject.known_fields[name] for name in _unread(subject, reading.code)]
        empty = [one.name for one in unread if _is_empty(one.labels_on(reading.code), pages, words)]
        empty += [subject.field_name("positions")] if _lacks_posts(subject, reading.code, pages) else []
        names = [label for label in subject.known_fields["unit_name"].labels_on(reading.code) if len(label) > 2]
        empty += [subject.field_name("unit_name")] if has_empty_cell(names, pages) else []
        read = {value.name for value in subject.fields.get(reading.code, ())}
        empty += [subject.field_name("uscc")] if "uscc" not in read and lacks_code(pages) else []
        empty += ["变更后"] if lacks_new_value(pages) or says_no_new_value(pages) else []
        places = _places(pages, words)
        empty += [label for label in _unfilled(places) if not _is_told(subject, reading.code, label, empty, places)]
        rows = [label for page in pages for label in (*cells_left_out(page), *cut_clauses(page))]
        empty += [label for label in dict.fromkeys(rows) if label not in empty]
        if empty:
            found = find(
                subject, "material-field-missing",
                f"{PAGES}（{reading.name}）“{'、'.join(empty)}”处空白，请补填后重新提交。",
                confidence=WELL_READ, place=Place(reading.code, pages=reading.pages), clause=Clause(confirmed=False),
            )  # fmt: skip
            yield asked(found)


def _is_filled_in(subject: Subject, reading: MaterialReading) -> bool:
    """Tell a well-read application; what leads an item without a form may be a copy, which a register printed."""
    material = subject.material(reading.code)
    printed = not subject.item.main_form and material is not None and material.form == "copy"
    own = bool(reading.pages) and reading.code in subject.main_forms and not printed
    return own and _is_well_read(subject, reading.pages)


def _places(pages: Sequence[PageReading], words: LabelWords) -> list[tuple[str, bool]]:
    """The labels of what a form wants to know, and whether the place of each is empty."""
    return [one for page in pages for one in (*unfilled_cells(page), *unfilled_lines(page, words))]


def _unfilled(places: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    """The labels whose places are empty wherever they stand."""
    return tuple(dict.fromkeys(label for label, _ in places if all(empty for one, empty in places if one == label)))


def _is_told(
    subject: Subject, code: str, label: str, empty: Sequence[str], places: Sequence[tuple[str, bool]]
) -> bool:
    """Tell whether what a label asks for was read elsewhere on its form, is asked for already or by its own rule.

    Where another label of the same field is filled, the value is that one's: 经营场所 does not fill 注册地址.
    """
    names = _fields_of(subject, code, label)
    if any(subject.field_name(name) in empty for name in names):
        return True
    if any(not left and other != label and names & _fields_of(subject, code, other) for other, left in places):
        return False
    read = {value.name for value in subject.fields.get(code, ())}
    return bool(names & (read | set(subject.item.fields_required)))


def _fields_of(subject: Subject, code: str, label: str) -> set[str]:
    return {name for name, one in subject.known_fields.items() if label in map(bare, one.labels_on(code))}


def _lacks_posts(subject: Subject, code: str, pages: Sequence[PageReading]) -> bool:
    read = any(value.name == "positions" for value in subject.fields.get(code, ()))
    return "positions" in _field_names(subject, code) and not read and has_empty_posts(pages)


def _unread(subject: Subject, code: str) -> Iterator[str]:
    """Fields of a form that nothing was read of."""
    read = {value.name for value in subject.fields.get(code, ())}
    asked_anyway = (*read, *subject.item.fields_required)
    own = (name for name in _field_names(subject, code) if name in WHAT_IT_IS_ABOUT)
    known = (name for name in ON_ANY_FORM if name in subject.known_fields)
    return (name for name in dict.fromkeys((*own, *known)) if name not in asked_anyway)


def _is_empty(labels: Sequence[str], pages: Sequence[PageReading], words: LabelWords) -> bool:
    return is_left_empty(labels, pages, words) or has_empty_cell(labels, pages)


def _expected_fields(subject: Subject) -> Iterator[Finding]:
    """Another value than the usual one is for an officer to say."""
    for name, expected in subject.item.expected_fields.items():
        told = _values(subject, name)
        for value in () if any(one.value == expected for one in told) else told[:1]:
            label = subject.field_name(name)
            sentence = f"{PAGES}的“{label}”为“{value.value}”，通常应为“{expected}”，已转人工核对。"
            yield find(
                subject, "material-uncertain", sentence, confidence=value.confidence,
                place=Place(page=value.page, box=value.box), clause=Clause(subject.item.clause),
            )  # fmt: skip


def _grounds(subject: Subject) -> Iterator[Finding]:
    """One of the statutory grounds must be named; another wording may mean one, so an officer looks."""
    bearer = next(
        (one for one in subject.materials if one.pages and "ground" in _field_names(subject, one.code)), None
    )
    if not subject.item.grounds or bearer is None or _values(subject, "ground"):
        return
    sentence = f"{PAGES}（{bearer.name}）未写明符合哪一种法定裁员情形，请补充后重新提交。"
    yield find(
        subject, "material-field-missing", sentence, confidence=OTHER_WORDING,
        place=Place(bearer.code, pages=bearer.pages), clause=subject.clause(Rule.GROUNDS),
    )  # fmt: skip


def _field_names(subject: Subject, code: str) -> tuple[str, ...]:
    return subject.documents[code].fields if code in subject.documents else ()


def _columns(subject: Subject, reading: MaterialReading, material: Material) -> Iterator[Finding]:
    text = _text(subject, reading.pages)
    lacking = [column.split(OR)[0] for column in material.columns if not says(column, text)]
    names = material.columns[0].split(OR)[0] if material.columns else ""
    if not lacking or names in lacking:
        return  # a list without a title over its names is written as text: what it tells of each stands in no column
    sure = _is_well_read(subject, reading.pages)
    yield find(
        subject,
        "material-wrong-columns",
        f"{PAGES}（{reading.name}）缺少“{'、'.join(lacking)}”栏，请补充后重新提交。",
        confidence=WELL_READ if sure else UNREAD,
        place=Place(reading.code, pages=reading.pages),
        clause=Clause(material.clause, confirmed=material.founds("columns")),
    )


def _subjects(subject: Subject, reading: MaterialReading) -> Iterator[Finding]:
    """Each keyword of such a document is a required content; another wording may say the same, so an officer looks."""
    document = subject.documents.get(reading.code)
    if document is None or not document.all_keywords:
        return
    text = _text(subject, reading.pages)
    lacking = [word.split(OR)[0] for word in document.keywords if not says(word, text)]
    if lacking:
        yield find(
            subject,
            "material-field-missing",
            f"{PAGES}（{reading.name}）未见“{'、'.join(lacking)}”方面的内容，请补充后重新提交。",
            confidence=OTHER_WORDING if _is_well_read(subject, reading.pages) else UNREAD,
            place=Place(reading.code, pages=reading.pages),
            clause=subject.clause(Rule.REQUIRED_SUBJECTS),
        )
