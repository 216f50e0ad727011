"""Several applications in one set of files: told by their own forms, where names of files and mail are silent.

Two applications are two forms that no item asks for together, or one form twice for two units or for two kinds. Every
other file goes with the application whose unit or person it names, or whose list asks for it, else with the form that
came before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from rapidfuzz.distance import Levenshtein

from cases.plain_text import name_as_read, plain
from cases.reading import PageReading
from catalogue.model import Catalogue, ServiceItem
from judging.item_choice import pages_show
from judging.item_detection import SURE_LEAD, PagesSeen, forms_of, look_at_pages
from judging.kinds_apart import KindsApart
from judging.question import Question
from judging.reader import ReadFiles
from judging.sorted_pages import sort_pages
from papers.applicant import find_applicant

_SLIPS = 1
"""Characters of a unit's name that may differ between two forms of one unit because they were misread."""

_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_NONE: frozenset[str] = frozenset()
_BY_UNIT, _BY_KIND, _BY_PERSON, _BY_LIST = 4, 4, 3, 2


@dataclass(frozen=True, slots=True)
class Application:
    """One application among the files of a mail.

    Attributes:
        unit, item: What it is filed for; None where only its pages tell.
        files: Indexes of its files, in order.
    """

    unit: str | None
    item: str | None
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Opening:
    """A file that begins an application."""

    file: int
    form: str
    unit: str | None
    item: str | None
    kind: frozenset[str]
    text: str


def applications(read: ReadFiles, question: Question, catalogue: Catalogue) -> tuple[Application, ...]:
    """Return the applications that the files hold; empty where they are one, or where a single file holds several."""
    by_file: dict[int, list[PageReading]] = {}
    for page in read.pages:
        by_file.setdefault(page.file, []).append(page)
    if question.option or len(by_file) < 2:
        return ()
    items = catalogue.items_on(question.received_on)
    seen = {file: look_at_pages(pages, items, catalogue.documents) for file, pages in by_file.items()}
    forms = {file: form for file, one in seen.items() if (form := _form(one, items)) is not None}
    opened = [_opening(file, form, _run(file, forms, by_file), question, catalogue) for file, form in forms.items()]
    apart: list[list[_Opening]] = []
    for one in (one for one in opened if not _is_beside(one, opened, items)):
        same = next((group for group in apart if not any(_differ(one, other, items) for other in group)), None)
        if same is None:
            apart.append([one])
        else:
            same.append(one)
    if len(apart) < 2:
        return ()
    return _shared_out(apart, read, by_file, seen, question, items)


def _form(seen: PagesSeen, items: Sequence[ServiceItem]) -> str | None:
    """Return the item's own form that heads one of a file's pages, well read; None where none does."""
    forms = {item.main_form for item in items if item.main_form} & seen.strength.keys()
    form = max(sorted(forms), key=lambda code: seen.strength[code], default=None)
    return form if form is not None and seen.strength[form] >= SURE_LEAD else None


def _run(
    file: int, forms: Collection[int], by_file: Mapping[int, Sequence[PageReading]]
) -> tuple[Sequence[PageReading], list[PageReading]]:
    """Return the pages of a form's file and those of the files between it and the next form."""
    until = min((other for other in forms if other > file), default=max(by_file) + 1)
    return by_file[file], [page for other, pages in by_file.items() if file < other < until for page in pages]


def _opening(
    file: int, form: str, run: tuple[Sequence[PageReading], Sequence[PageReading]], question: Question,
    catalogue: Catalogue,
) -> _Opening:
    """Return the application that a form's file begins; the papers behind it tell a kind whose tick was lost."""
    pages, behind = run
    items = catalogue.items_on(question.received_on)
    told = _told(form, pages, question, catalogue) or _told(form, (*pages, *behind), question, catalogue)
    asked = catalogue.item(question.item, question.received_on) if question.item else None
    of_form = next(item for item in items if item.main_form == form)
    own = ReadFiles((), tuple(pages), (1,) * (file + 1))
    papers = sort_pages(own, told or of_form, catalogue)
    unit, _ = find_applicant(None, papers.fields, papers.pages)
    item = told or (asked if asked is not None and form in forms_of(asked) else None)
    kind = frozenset(told.told_by) if told is not None else frozenset()
    return _Opening(file, form, unit, item.code if item is not None else None, kind, _text(pages))


def _told(
    form: str, pages: Sequence[PageReading], question: Question, catalogue: Catalogue
) -> ServiceItem | None:
    """Return the one item that pages surely ask for by a form; None where they leave it open."""
    shown = pages_show(question, pages, catalogue)
    return shown.item if shown is not None and shown.told and shown.item and form in forms_of(shown.item) else None


def _is_beside(one: _Opening, opened: Sequence[_Opening], items: Sequence[ServiceItem]) -> bool:
    """Tell a form that another one's item asks for beside it: it begins nothing."""
    mains = {other.form for other in opened} - {one.form}
    return any(item.main_form in mains and one.form in _together(item) for item in items)


def _together(item: ServiceItem) -> frozenset[str]:
    """Return the papers that an item asks for together with its form, those in its place left out."""
    place = {line.alternative for line in item.materials if line.document == item.main_form}
    return frozenset(
        line.document for line in item.materials if line.alternative is None or line.alternative not in place
    )


def _differ(one: _Opening, other: _Opening, items: Sequence[ServiceItem]) -> bool:
    """Tell whether two files begin two applications."""
    if one.unit and other.unit and Levenshtein.distance(name_as_read(one.unit), name_as_read(other.unit)) > _SLIPS:
        return True
    if one.form != other.form:
        return not any(_takes_both(item, one, other) for item in items)
    return bool(one.kind and other.kind) and not (one.kind <= other.kind or other.kind <= one.kind)


def _takes_both(item: ServiceItem, one: _Opening, other: _Opening) -> bool:
    """Tell whether one application for an item may bring both forms.

    Of forms that it takes one in place of another, only where neither says or is sent as another item's.
    """
    forms = {one.form, other.form}
    if forms <= _together(item):
        return True
    told = {opening.item for opening in (one, other)} - {None}
    return told <= {item.code} and forms <= {material.document for material in item.materials}


def _shared_out(
    apart: Sequence[Sequence[_Opening]], read: ReadFiles, by_file: Mapping[int, Sequence[PageReading]],
    seen: Mapping[int, PagesSeen], question: Question, items: Sequence[ServiceItem],
) -> tuple[Application, ...]:
    members: list[list[int]] = [[one.file for one in group] for group in apart]
    begun = {file: at for at, files in enumerate(members) for file in files}
    lists = [_asked_with(group[0].form, items) for group in apart]
    kinds = _kinds_apart(apart, begun, seen, items)
    dealt = kinds.dealt(len(apart)) if kinds is not None else {}
    for file in range(len(read.files)):
        if file in begun:
            continue
        before = [at for other, at in sorted(begun.items()) if other < file]
        text, papers = _text(by_file.get(file, ())), seen[file].strength.keys() if file in seen else frozenset()
        told = kinds.of_file(file) if kinds is not None else _NONE
        # One unit's representative and agent apply for either kind: whose number a form shows tells nothing then.
        fits = [
            _fit(text, group, apart, by_person=kinds is None) + _BY_LIST * bool(papers & asked)
            + _BY_KIND * (_kind(group) == told != _NONE) for group, asked in zip(apart, lists, strict=True)
        ]  # fmt: skip
        nearest = dealt.get(file, before[-1] if before else 0)
        best = max(range(len(apart)), key=lambda at: (fits[at], at == nearest, -at))
        members[best].append(file)
    if kinds is not None and kinds.share(members):
        return ()
    units = {name_as_read(one.unit) for group in apart for one in group if one.unit}
    return tuple(
        Application(
            next((one.unit for one in group if one.unit), None) if len(units) > 1 else question.unit,
            next((one.item for one in group if one.item), None), tuple(sorted(files)),
        )
        for group, files in zip(apart, members, strict=True)
    )


def _kinds_apart(
    apart: Sequence[Sequence[_Opening]], begun: Collection[int], seen: Mapping[int, PagesSeen],
    items: Sequence[ServiceItem],
) -> KindsApart | None:
    """Return what parts the applications where they are one unit's for kinds that one form may ask for together."""
    kinds = frozenset(kind for group in apart for kind in _kind(group))
    units = {name_as_read(one.unit) for group in apart for one in group if one.unit}
    forms = {one.form for group in apart for one in group}
    if len(units) > 1 or len(forms) > 1 or len(kinds) < 2 or all(frozenset(one.told_by) != kinds for one in items):
        return None
    return KindsApart(kinds, next(iter(forms)), begun, seen)


def _kind(group: Sequence[_Opening]) -> frozenset[str]:
    return frozenset(kind for one in group for kind in one.kind)


def _fit(text: str, group: Sequence[_Opening], apart: Sequence[Sequence[_Opening]], *, by_person: bool) -> int:
    """Return how surely a text belongs to an application: it names its unit or a person of its form, and no other's."""
    others = [one for other in apart if other is not group for one in other]
    units = {one.unit for one in group if one.unit} - {one.unit for one in others}
    people = _people(group) - _people(others) if by_person else _NONE
    return _BY_UNIT * any(unit in text for unit in map(plain, units)) + _BY_PERSON * any(one in text for one in people)


def _people(opened: Sequence[_Opening]) -> frozenset[str]:
    return frozenset(number for one in opened for number in _NUMBER.findall(one.text))


def _asked_with(form: str, items: Sequence[ServiceItem]) -> frozenset[str]:
    """Return the papers that the items of a form ask for."""
    return frozenset(
        material.document for item in items if item.main_form == form for material in item.materials
    )


def _text(pages: Sequence[PageReading]) -> str:
    return "".join(plain(page.text) for page in pages)


def part_of(read: ReadFiles, files: Sequence[int]) -> ReadFiles:
    """Return some of the files with their pages, numbered anew."""
    place = {file: at for at, file in enumerate(files)}
    kept = [page for page in read.pages if page.file in place]
    numbers = {page.number: number for number, page in enumerate(kept, 1)}
    pages = tuple(replace(page, number=numbers[page.number], file=place[page.file]) for page in kept)
    findings = tuple(
        replace(one, file=place[one.file], page=numbers.get(one.page, one.page) if one.page else one.page)
        for one in read.findings if one.file is not None and one.file in place
    )
    loose = tuple(one for one in read.findings if one.file is None)
    return ReadFiles(
        tuple(read.files[file] for file in files), pages, tuple(read.rounds[file] for file in files),
        (*loose, *findings), joins=read.joins,
    )


def question_of(question: Question, application: Application) -> Question:
    """Return the question about one of several applications: its own unit, item and names of files."""
    place = {file: at for at, file in enumerate(application.files)}
    names = tuple(
        one if one.file is None else replace(one, file=place[one.file])
        for one in question.file_names if one.file is None or one.file in place
    )
    return replace(question, unit=application.unit, item=application.item, file_names=names)


def split(
    read: ReadFiles, question: Question, catalogue: Catalogue
) -> Iterator[tuple[Application, ReadFiles, Question]]:
    """Yield each application of the files with its part of them; all of them as one where they hold one.

    Beside a part stand the pages of the other applications of its unit.
    """
    found = applications(read, question, catalogue)
    if not found:
        yield Application(question.unit, question.item, tuple(range(len(read.files)))), read, question
    for one in found:
        theirs = {file for other in found if other is not one and other.unit == one.unit for file in other.files}
        pages = tuple(page for page in read.pages if page.file in theirs)
        yield one, replace(part_of(read, one.files), beside=partial(_joined, pages, read)), question_of(question, one)


def _joined(pages: tuple[PageReading, ...], read: ReadFiles) -> tuple[PageReading, ...]:
    return (*pages, *read.beside())
