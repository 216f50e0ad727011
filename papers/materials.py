"""Pages → materials: which page is which document, and which document is missing.

Source: design §5.11, domain f29 (start of a material = heading; a page without one continues
the one before it; what fits nowhere is listed, not dropped) and 行政许可法 32 (what is missing
is told once and completely).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.names.item_names import acts
from cases.plain_text import bare
from cases.reading import PageReading
from cases.report import FieldValue, MaterialReading, MaterialStatus, Need
from catalogue.conditions import Value, evaluate
from catalogue.model import DocumentType, Material, ServiceItem, Unknown
from papers import identity_pages, recognition
from papers.assignment import Assignment, Evidence, PageAssignment

ALWAYS_ACCEPTED = frozenset({"tolerance-commitment"})
"""容缺受理承诺书 comes with any item, whether its list names it or not."""

PRESENT_CONFIDENCE = 0.7
"""A material resting on less certain pages alone is ``uncertain``."""

MISSING_CONFIDENCE = 0.95
"""Of an absence when every page was read well and recognised."""

SURELY_ANOTHER = 3
"""Keywords of another document, with none of the one before, that end a document without a new heading."""
CLEARLY_ANOTHER = 5

FOLLOWS = 0.95
"""Of a page without a title whose printed number follows that of the page before."""

MOST_WORDS = 0.7
"""Share of a document's keywords that its own page hardly ever lacks, title or not; a form that names it has fewer."""

UNDER_OTHER_TITLE = 0.65
"""Of keywords under a title that is not the document's: an officer looks."""

BY_TITLE, BY_PAPERS = 0.85, 0.7
"""Of an item named in a title, and told by its papers alone; clearly below 1.0, which a written 申报种类 gives."""

MAY_BE_THERE, CONDITION_UNKNOWN = 0.5, 0.4
"""Of an absence that a badly read page, or an unknown condition, leaves open."""


@dataclass(slots=True)
class _State:
    """Where the walk over the pages stands."""

    document: str | None = None
    segment: int = -1
    number: int | None = None  # printed page number of the page before
    file: int = -1
    taken: set[str] = field(default_factory=set)


def assign(
    pages: Sequence[PageReading], documents: Mapping[str, DocumentType], item: ServiceItem
) -> Assignment:
    """Give every page to a document of the item, to another known document, or to none."""
    wanted = frozenset(material.document for material in item.materials) | ALWAYS_ACCEPTED
    known = {code: one for code, one in documents.items() if code in wanted or not one.listed_only}
    state = _State()
    return Assignment(tuple(_assign_page(page, pages, known, wanted, state) for page in pages))


def _assign_page(
    page: PageReading,
    pages: Sequence[PageReading],
    documents: Mapping[str, DocumentType],
    wanted: frozenset[str],
    state: _State,
) -> PageAssignment:
    readable = recognition.is_readable(page)
    code, confidence, evidence = _decide(page, pages, documents, wanted, state)
    if evidence is Evidence.BLANK:
        return PageAssignment(page.number, None, confidence, evidence, state.segment)
    if evidence is not Evidence.CONTINUATION:
        state.segment += 1
    state.document, state.number, state.file = code, recognition.page_number(page), page.file
    if code:
        state.taken.add(code)
    loose = evidence is Evidence.CONTINUATION and confidence < FOLLOWS
    possible = tuple(
        other
        for other in sorted(wanted)
        if other != code and other in documents and _could_hold(page, documents[other], code, documents, loose)
    )
    return PageAssignment(page.number, code, confidence, evidence, state.segment, readable, possible)


def _decide(
    page: PageReading,
    pages: Sequence[PageReading],
    documents: Mapping[str, DocumentType],
    wanted: frozenset[str],
    state: _State,
) -> tuple[str | None, float, Evidence]:
    if page.is_blank:
        return None, 0.95, Evidence.BLANK
    titles = recognition.title_lines(page)
    ranked = recognition.rank(page, documents, wanted)
    headed = next((one for one in ranked if one.title and one.code not in identity_pages.SLOTS), None)
    if headed is None or headed.title < 0.9:
        if identity_pages.is_identity_card(page):
            cards = {code: documents[code] for code in identity_pages.SLOTS if code in wanted and code in documents}
            found = identity_pages.slot(page, pages, cards, state.document, frozenset(state.taken))
            return (found[0], found[1], Evidence.IDENTITY) if found else ("identity-card-copy", 0.8, Evidence.IDENTITY)
        if recognition.is_contents(titles):
            return None, 0.9, Evidence.CONTENTS
    by_title = _best_heading(ranked, wanted)
    if by_title and not _is_running_head(by_title.code, page, state):
        return by_title.code, min(0.98, 0.5 + by_title.title / 2 + 0.05 * by_title.hits), Evidence.HEADING
    return _without_heading(page, recognition.opens_new(titles), ranked, documents, wanted, state)


def _best_heading(ranked: Sequence[recognition.Match], wanted: frozenset[str]) -> recognition.Match | None:
    """Return the best titled match; a short heading within a longer line needs keywords beside it.

    A document the item does not ask for needs both, so that it cannot take a listed one's page.
    """
    for one in ranked:
        if one.title and (one.enough or (one.code in wanted and one.title >= 0.75)):
            return one
    return None


def _is_running_head(code: str, page: PageReading, state: _State) -> bool:
    """The same title again with the next page number is a running head, not a second copy."""
    number = recognition.page_number(page)
    follows = number is not None and state.number is not None and number == state.number + 1
    return code == state.document and page.file == state.file and follows and number != 1


def _without_heading(
    page: PageReading,
    has_title: bool,
    ranked: Sequence[recognition.Match],
    documents: Mapping[str, DocumentType],
    wanted: frozenset[str],
    state: _State,
) -> tuple[str | None, float, Evidence]:
    before = state.document if page.file == state.file else None
    number = recognition.page_number(page)
    own = recognition.keyword_hits(page, documents[before]) if before and before in documents else 0
    best = next((one for one in ranked if one.code in wanted and one.enough and one.hits >= 2), None)
    # A page numbered 1 begins something; nor does a page go on whose words are clearly another document's.
    another = best is not None and best.code != before and best.hits >= max(CLEARLY_ANOTHER, own + 3)
    if before and not (best is not None and number == 1) and not another:
        follows = number is not None and number > 1 and number == (state.number or number - 1) + 1
        if follows or (own and (best is None or not has_title)):
            return before, FOLLOWS if follows else 0.9, Evidence.CONTINUATION
        if not has_title and page.lines and (best is None or best.hits < SURELY_ANOTHER):
            return before, 0.85, Evidence.CONTINUATION
    if best and best.code not in identity_pages.SLOTS:
        many = best.hits > documents[best.code].minimum
        return best.code, UNDER_OTHER_TITLE if has_title else 0.8 if many else 0.75, Evidence.KEYWORDS
    return None, 0.8, Evidence.NONE


def _could_hold(
    page: PageReading, document: DocumentType, given: str | None, documents: Mapping[str, DocumentType], loose: bool
) -> bool:
    """Tell whether a document that seems to be missing may stand on this page after all.

    A page is ``loose`` where only the lack of a title put it to the document before: its title may not have been read.
    """
    hits = recognition.keyword_hits(page, document)
    if given is None:
        return hits > 0
    if document.code in identity_pages.SLOTS:
        return given not in identity_pages.SLOTS and "公民身份号码" in page.text and "签发机关" in page.text
    own = recognition.keyword_hits(page, documents[given]) if given in documents else 0
    if loose and hits >= max(document.minimum, own, MOST_WORDS * len(document.keywords)):
        return True
    if hits < document.minimum or set(document.headings) & set(_headings(given, documents)):
        return False
    titles = recognition.title_lines(page)
    return any(
        recognition.heading_match(heading, line.text) >= 0.95 for heading in document.headings for line in titles
    )


def _headings(code: str, documents: Mapping[str, DocumentType]) -> tuple[str, ...]:
    return documents[code].headings if code in documents else ()


def detect_items(
    pages: Sequence[PageReading],
    items: Sequence[ServiceItem],
    documents: Mapping[str, DocumentType] | None = None,
) -> list[tuple[ServiceItem, float]]:
    """Return the items the pages may belong to, best first, for badly named files.

    A ticked or written 申报种类 tells more than a title, a title with one item's name more than
    the heading of a form that two items share.
    """
    askers: dict[str, set[str]] = {}
    for item in items:
        for material in item.materials:
            askers.setdefault(material.document, set()).add(item.group)
    own = frozenset(document for document, groups in askers.items() if len(groups) == 1)
    scored = [(item, _item_score(item, pages, documents or {}, own)) for item in items]
    return sorted(((item, score) for item, score in scored if score >= 0.5), key=lambda one: one[1], reverse=True)


def _item_score(
    item: ServiceItem,
    pages: Sequence[PageReading],
    documents: Mapping[str, DocumentType],
    own: frozenset[str],
) -> float:
    titles = [line.text for page in pages for line in recognition.title_lines(page)]
    forms = [h for m in item.materials if m.document in documents for h in documents[m.document].headings]
    kinds = [bare(line.text) for page in pages for line in page.lines if "申报种类" in line.text]
    names = (item.name, *item.aliases)
    if any(bare(name) in kind for kind in kinds for name in names):
        return 1.0
    by_name = max((_named_in(name, title, forms) for name in names for title in titles), default=0.0)
    broad = max((recognition.heading_match(n, title) for n in item.broad_names for title in titles), default=0.0)
    by_name = max(by_name, 0.7 * broad)
    # Letters of authority, licences and cards go with any item; the kinds of hours share their papers.
    listed = [m.document for m in item.materials if m.form in ("original", "either") and m.document in own]
    headings = [h for code in listed if code in documents for h in documents[code].headings if len(h) >= 4]
    hits = sum(1 for h in dict.fromkeys(headings) if any(recognition.heading_match(h, t) >= 0.75 for t in titles))
    return max(BY_TITLE * by_name, min(BY_PAPERS, 0.5 + 0.1 * hits) if hits else 0.0)


def _named_in(name: str, title: str, forms: Sequence[str]) -> float:
    """Return how well a title names an item by itself.

    Slips of reading are forgiven only in a name whose act stands in the title: 变更 is no misread 申请. The printed
    title of a form that several items use (综合计算工时工作制和不定时工作制申报表) names none of them.
    """
    wanted, text = bare(name), bare(title)
    printed = [bare(form) for form in forms if recognition.heading_match(form, title) >= 0.75]
    if printed and (wanted not in text or any(wanted in form for form in printed)):
        return 0.0
    told = wanted in text or acts(name) <= acts(text)
    return recognition.heading_match(name, title) if told else 0.0


def list_materials(
    assignment: Assignment,
    item: ServiceItem,
    facts: Mapping[str, Value],
    fields: Mapping[str, tuple[FieldValue, ...]],
    documents: Mapping[str, DocumentType] | None = None,
) -> tuple[MaterialReading, ...]:
    """Return the item's list in its order, each line present, missing, uncertain or not needed."""
    readings = _list(assignment, item, facts, fields, documents or {})
    asked = [one.condition.expression for one in item.materials if one.condition is not None]
    if not any("has_gaps" in expression for expression in asked):
        return readings
    gaps = any(one.need is Need.TOLERABLE and one.status is MaterialStatus.MISSING for one in readings)
    return _list(assignment, item, {**facts, "has_gaps": gaps}, fields, documents or {})


def _list(
    assignment: Assignment,
    item: ServiceItem,
    facts: Mapping[str, Value],
    fields: Mapping[str, tuple[FieldValue, ...]],
    documents: Mapping[str, DocumentType],
) -> tuple[MaterialReading, ...]:
    readings = []
    for material in in_order(item):
        status, confidence = _status(material, item, assignment, facts)
        code = material.document
        name = documents[code].name if code in documents else code
        readings.append(
            MaterialReading(
                code=code,
                name=f"{name}（{material.of}）" if material.of else name,
                need=material.need,
                status=status,
                pages=tuple(page.page for page in _pages_of(material, item, assignment)),
                confidence=confidence,
                fields=tuple(fields.get(code, ())),
            )
        )
    return tuple(readings)


def in_order(item: ServiceItem) -> list[Material]:
    """Return the item's list in the order of its numbers, as :func:`list_materials` reads it."""
    return sorted(item.materials, key=lambda one: one.order)


def _pages_of(material: Material, item: ServiceItem, assignment: Assignment) -> tuple[PageAssignment, ...]:
    """Return the pages of one line of the list; where it asks one kind twice, each copy is one line's."""
    pages = assignment.of(material.document)
    lines = [one for one in in_order(item) if one.document == material.document]
    if len(lines) == 1:
        return pages
    copies, place = assignment.copies(material.document), lines.index(material)
    own = copies[place:] if material is lines[-1] else copies[place : place + 1]
    numbers = {number for copy in own for number in copy}
    return tuple(page for page in pages if page.page in numbers)


def _needed(material: Material, facts: Mapping[str, Value]) -> bool | None:
    """Return whether the material's condition holds; None where an officer has to tell."""
    if material.need is Need.OPTIONAL:
        return False
    if material.condition is None:
        return True
    held = evaluate(material.condition.expression, facts)
    if held is None and material.condition.unknown is Unknown.NOT_NEEDED:
        return False
    return held


def _status(
    material: Material, item: ServiceItem, assignment: Assignment, facts: Mapping[str, Value]
) -> tuple[MaterialStatus, float]:
    pages = _pages_of(material, item, assignment)
    if pages:
        best = max(page.confidence for page in pages)
        return (MaterialStatus.PRESENT if best >= PRESENT_CONFIDENCE else MaterialStatus.UNCERTAIN), best
    needed = _needed(material, facts)
    if material.alternative:
        needed = _needed_in_group(material, item, assignment, facts)
    if needed is False:
        return MaterialStatus.NOT_NEEDED, 1.0
    if needed is None:
        return MaterialStatus.UNCERTAIN, CONDITION_UNKNOWN
    # One copy where the list asks two of a kind: whose it is, nobody can say from here.
    doubts = assignment.of(material.document) or [one for one in assignment.pages if _may_be(one, material.document)]
    return (MaterialStatus.UNCERTAIN, MAY_BE_THERE) if doubts else (MaterialStatus.MISSING, MISSING_CONFIDENCE)


def _needed_in_group(
    material: Material, item: ServiceItem, assignment: Assignment, facts: Mapping[str, Value]
) -> bool | None:
    """One present member satisfies its group; if none is there, one member stands for the group.

    A member whose own condition is known not to hold leaves the question to an officer.
    """
    group = [other for other in item.materials if other.alternative == material.alternative]
    present = [other for other in group if assignment.of(other.document)]
    # What the facts ask for by name, the group's general member does not stand for (没有工会的提供会议纪要).
    named = [other for other in group if other.condition is not None and _holds(other, facts) is True]
    fitting = [other for other in present if other in named or (not named and _holds(other, facts) is not False)]
    if fitting:
        return False
    asked = named or [other for other in group if _holds(other, facts) is True] or [
        other for other in group if _holds(other, facts) is None
    ]
    if not asked or asked[0] is not material:
        return False
    return None if present else True


def _holds(material: Material, facts: Mapping[str, Value]) -> bool | None:
    return True if material.condition is None else evaluate(material.condition.expression, facts)


def _may_be(page: PageAssignment, code: str) -> bool:
    """Tell whether a page may be the material that seems to be missing."""
    if page.evidence in (Evidence.BLANK, Evidence.CONTENTS):
        return False
    if page.evidence is Evidence.NONE:
        return not page.readable or code in page.possible
    return code in page.possible or (not page.readable and page.evidence is Evidence.CONTINUATION)
