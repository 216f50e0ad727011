"""The item that the pages speak of: its leading paper, the share of its list, the kind that its form asks for.

A paper leads to an item where the item's entry names it as ``lead``, by default the first of its list. The title of
that paper says more than any number of papers that several items ask for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cases.reading import PageReading
from cases.report import Need
from catalogue.match import name_table
from catalogue.model import DocumentType, ServiceItem
from papers.asked_kinds import asked_kinds, kinds_spoken_of, named_items, stated_kinds
from papers.identity_pages import SLOTS
from papers.materials import look_at_all
from papers.recognition import Match
from papers.sequence import EXACT_TITLE, GOOD_TITLE, Sight, holds_most_words

BY_LEAD, BY_LIST, BY_OTHERS = 0.65, 0.35, 0.2
"""What the title of the leading paper, the share of the list, and pages of other items' papers weigh."""

LEAST = 0.4
"""Score below which the pages speak of no item."""

SURE_LEAD = 0.75
"""How well the title of a leading paper must be read for the item to be shown surely."""

FAIR_TITLE = 0.65
"""How well a title must be read where the paper's own words stand below it."""

CLEARLY_BEST = 0.1
"""Lead over the next item that has not the same leading paper."""

ALL_WORDS, MOST_WORDS = 0.7, FAIR_TITLE
"""What a form is worth whose title was not read, by its words: all of them, or nearly all; it is never sure."""

FORM_WORDS = 4
"""Words of a form that all stand on a page without its title before they tell it."""

_ALIKE = 0.12


@dataclass(frozen=True)
class PagesSeen:
    """The pages of a case, each with the papers that its title may name."""

    sights: Sequence[Sight]
    forms: Collection[str] = ()
    """Main forms, of which one whose title was not read is known by its words."""
    documents: Mapping[str, DocumentType] = field(default_factory=dict)

    @cached_property
    def papers(self) -> list[dict[str, float]]:
        """By page: documents whose heading the title bears about as well as the best one, with how well."""
        return [_titled(sight) or _worded(sight, self.forms, self.documents) for sight in self.sights]

    @cached_property
    def strength(self) -> dict[str, float]:
        """By document: how well its title was seen on its best page."""
        best: dict[str, float] = {}
        for page in self.papers:
            for code, title in page.items():
                best[code] = max(best.get(code, 0.0), title)
        return best

    def pages_of(self, codes: Sequence[str]) -> list[PageReading]:
        """Return the pages whose title names one of these documents."""
        found = zip(self.sights, self.papers, strict=True)
        return [sight.page for sight, papers in found if not papers.keys().isdisjoint(codes)]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages show.

    Attributes:
        items: The likeliest item; several where they have their leading paper in common and nothing tells them apart.
        surely: Whether it can be no other item.
        told: Whether what their form asks for tells them from the others that use it.
        silent: Whether the pages surely belong to one of these items and say nothing of which: a name may tell.
        unsaid: Whether only its words tell the one item, and nothing on the pages says them.
        likely: Whether the other papers alone tell the one item, against a form that leaves its kind open.
        takers: Items that take this form as one of several; a name may tell them.
        ranked: All items that the pages may belong to, best first.
        seen: The pages.
    """

    items: tuple[ServiceItem, ...]
    surely: bool
    told: bool = False
    silent: bool = False
    unsaid: bool = False
    likely: bool = False
    takers: tuple[ServiceItem, ...] = ()
    ranked: tuple[ServiceItem, ...] = ()
    seen: PagesSeen = field(default_factory=lambda: PagesSeen(()))

    @property
    def item(self) -> ServiceItem | None:
        """The one item; None where several are left."""
        return self.items[0] if len(self.items) == 1 else None

    def rivals(self, item: ServiceItem) -> tuple[ServiceItem, ...]:
        """Return the items whose own form heads a page that is no paper of this item's list."""
        listed = {material.document for material in item.materials}
        strange = [page for page in self.seen.papers if page and page.keys().isdisjoint(listed)]
        return tuple(
            other for other in self.ranked if other.code != item.code
            and any(page.get(code, 0.0) >= SURE_LEAD for page in strange for code in own_forms(other))
        )


def _titled(sight: Sight) -> dict[str, float]:
    if sight.card or sight.contents:
        return {}
    borne_out = any(one.enough and one.title >= EXACT_TITLE and not one.excluded for one in sight.matches.values())
    # Under a title whose paper the page surely is, that of a paper without its words is a heading within it.
    found = {
        code: one.title if one.enough else 0.9 * one.title for code, one in sight.matches.items()
        if (one.enough or not borne_out) and one.title >= (FAIR_TITLE if one.enough else GOOD_TITLE)
        and not one.excluded and code not in SLOTS
    }
    best = max(found.values(), default=0.0)
    return {code: title for code, title in found.items() if title >= best - _ALIKE}


def _worded(sight: Sight, forms: Collection[str], documents: Mapping[str, DocumentType]) -> dict[str, float]:
    """Return the form that a page is by its words: a seal or a fax may have taken its title.

    It is none by a few words where those of a paper that has more all stand too, as on later pages of a firm's rules.
    """
    if sight.card or sight.contents:
        return {}
    held = {
        code: one for code, one in sight.matches.items()
        if code in documents and not one.excluded and _holds_its_words(one, documents[code])
    }
    shares = {code: one.hits / len(documents[code].keywords) for code, one in held.items() if code in forms}
    most = max(shares.values(), default=0.0)
    best = [code for code, share in shares.items() if share == most]
    if len(best) != 1:
        return {}
    found = held[best[0]]
    few = not holds_most_words(found, documents[best[0]])
    if few and any(one.hits > found.hits for code, one in held.items() if code not in forms):
        return {}
    return {best[0]: ALL_WORDS if most == 1.0 else MOST_WORDS}


def _holds_its_words(one: Match, form: DocumentType) -> bool:
    """Tell whether a page holds nearly all of a form's many words, or each of some."""
    return holds_most_words(one, form) or one.hits == len(form.keywords) >= FORM_WORDS


def shown_item(
    pages: Sequence[PageReading], items: Sequence[ServiceItem], documents: Mapping[str, DocumentType]
) -> Shown | None:
    """Return what the pages show; None where they speak of no item."""
    seen = look_at_pages(pages, items, documents)
    ranked = _without_unsaid(detect_items(seen, items), seen)
    if not ranked:
        return None
    (first, best), *_ = ranked
    family = [item for item, _ in ranked if leads(item) == leads(first)]
    near = [item for item, score in ranked if item in family and best - score < CLEARLY_BEST]
    listed = {material.document for material in first.materials}  # whose own paper is asked here too is no stranger
    strangers = [
        score for item, score in ranked
        if item not in family and not listed >= set(leads(item)) & seen.strength.keys()
    ]
    strong = _leads_surely(seen, first)
    clear = not strangers or best - strangers[0] >= CLEARLY_BEST
    told = _told(family, seen)
    found = Shown(
        tuple(told.items or told.likely or near), strong and clear and len(told.items) == 1,
        strong and bool(told.items) and len(family) > 1, strong and clear and told.silent,
        len(family) == 1 and not told.items, bool(told.likely),
        tuple(item for item in items if item not in family and not set(leads(first)).isdisjoint(forms_of(item))),
        tuple(item for item, _ in ranked), seen,
    )  # fmt: skip
    stated = _stated(found.takers, seen.pages_of(leads(first)))
    if len(stated) == 1:
        found = replace(found, items=stated, surely=strong, told=strong, silent=False, unsaid=False)
    alone = not found.rivals(found.items[0])
    return replace(found, surely=found.surely and alone, silent=found.silent and alone)


def _leads_surely(seen: PagesSeen, item: ServiceItem) -> bool:
    """Tell whether a title surely leads to an item; one that names another item's paper as well does so in company.

    用工关系证明 is what an application for somebody who works for two units begins with, and any other's proof as well.
    """
    listed = {material.document for material in item.materials}
    company = sum(not listed.isdisjoint(page) for page in seen.papers) > 1
    return any(
        page.get(code, 0.0) >= SURE_LEAD for page in seen.papers
        for code in (leads(item) if company or page.keys() <= listed else own_forms(item))
    )


def look_at_pages(
    pages: Sequence[PageReading], items: Sequence[ServiceItem], documents: Mapping[str, DocumentType]
) -> PagesSeen:
    """Look at the pages for the papers of all these items."""
    listed = frozenset(material.document for item in items for material in item.materials)
    known = {code: documents[code] for code in listed if code in documents}
    mains = known.keys() & {item.main_form for item in items}
    return PagesSeen(look_at_all(pages, known, listed), mains, known)


def leads(item: ServiceItem) -> tuple[str, ...]:
    """Return the papers that lead to an item."""
    return item.lead or tuple(material.document for material in item.materials[:1])


def forms_of(item: ServiceItem) -> tuple[str, ...]:
    """Return the forms on which an item may be filed: its leading papers and what is accepted in their place."""
    groups = {line.alternative for line in item.materials if line.alternative and line.document in leads(item)}
    return (*leads(item), *(line.document for line in item.materials if line.alternative in groups))


def _stated(takers: Sequence[ServiceItem], forms: Sequence[PageReading]) -> tuple[ServiceItem, ...]:
    """Return the items that a form states as its business, among those that take it as one of several forms."""
    return tuple(item for item in takers if item.told_by and stated_kinds(item.told_by, forms) >= {*item.told_by})


def own_forms(item: ServiceItem) -> tuple[str, ...]:
    """Return the papers that only an application for this item, or one that shares its form, begins with."""
    return (item.main_form,) if item.main_form else leads(item)


def detect_items(seen: PagesSeen, items: Sequence[ServiceItem]) -> list[tuple[ServiceItem, float]]:
    """Return the items that the pages may belong to with scores from 0.0 to 1.0, best first."""
    scored = [(item, _score(item, seen)) for item in items if item.materials]
    return sorted(((item, score) for item, score in scored if score >= LEAST), key=lambda one: -one[1])


def _without_unsaid(
    ranked: Sequence[tuple[ServiceItem, float]], seen: PagesSeen
) -> list[tuple[ServiceItem, float]]:
    """Leave out items that only their words tell, where nothing says them and another item's own paper lies there.

    The form that adds a person is filed late (逾期补办) or for somebody who works for two units: a proof of that tells.
    """
    said = {item.code for item, _ in ranked if not _is_alone(item, ranked) or _told([item], seen).items}
    papers = seen.strength
    return [
        (item, score) for item, score in ranked
        if item.code in said or not any(
            other.code in said and _brings(other, set(leads(item)) & papers.keys(), papers) for other, _ in ranked
        )
    ]  # fmt: skip


def _is_alone(item: ServiceItem, ranked: Sequence[tuple[ServiceItem, float]]) -> bool:
    """Tell an item that only its words tell and that shares its leading paper with no other of these."""
    return bool(item.told_by) and all(other is item or leads(other) != leads(item) for other, _ in ranked)


def _brings(item: ServiceItem, forms: Collection[str], papers: Mapping[str, float]) -> bool:
    """Tell whether an item asks for these forms beside a paper of its own that leads to it and is there."""
    listed = {material.document for material in item.materials}
    own = set(leads(item)) - set(forms)
    return bool(forms) and listed.issuperset(forms) and any(papers.get(code, 0.0) >= FAIR_TITLE for code in own)


def _score(item: ServiceItem, seen: PagesSeen) -> float:
    found = seen.strength
    strengths = [found.get(code, 0.0) for code in leads(item)]
    lead = max(strengths, default=0.0)
    listed = {material.document for material in item.materials}
    asked = (Need.REQUIRED,) if item.tolerance.by_notice else (Need.REQUIRED, Need.TOLERABLE)
    needed = {material.alternative or material.document for material in item.materials
              if material.need in asked and material.condition is None}
    present = {material.alternative or material.document for material in item.materials if material.document in found}
    share = len(present & needed) / max(len(needed), 1)
    titled = [page for page in seen.papers if page]
    strange = sum(page.keys().isdisjoint(listed) for page in titled) / max(len(titled), 1)
    return BY_LEAD * lead + BY_LIST * min(share, 1.0) - BY_OTHERS * strange


@dataclass(frozen=True, slots=True)
class _Told:
    """Which items of one leading paper its pages ask for: none where they do not tell.

    Attributes:
        silent: Nothing on them names any of the kinds.
        likely: The item of the one kind that the other papers speak of, where the form's marks leave it open.
    """

    items: tuple[ServiceItem, ...] = ()
    silent: bool = False
    likely: tuple[ServiceItem, ...] = ()


def _told(family: Sequence[ServiceItem], seen: PagesSeen) -> _Told:
    """Return what the pages say of the kind asked for: its words on the form, or an item's whole name."""
    kinds = sorted({kind for item in family for kind in item.told_by})
    if len(family) == 1 and not kinds:
        return _Told(tuple(family))
    forms = seen.pages_of(leads(family[0]))
    others = [sight.page for sight in seen.sights if sight.page not in forms]
    elsewhere = others if all(item.told_by for item in family) else ()
    asked = asked_kinds(kinds, forms, elsewhere) if kinds else frozenset()
    exact = tuple(item for item in family if asked and frozenset(item.told_by) == asked)
    if exact:
        return _Told(exact)
    named = named_items(name_table(family), forms)
    if len(named) == 1:
        return _Told(tuple(item for item in family if item.code in named))
    spoken = kinds_spoken_of(kinds, elsewhere) if asked is None else frozenset()
    likely = tuple(item for item in family if len(spoken) == 1 and frozenset(item.told_by) == spoken)
    return _Told((), asked is not None, likely)
