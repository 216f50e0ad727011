"""By elimination: a page under a title that no heading knows is the one material of the list that it can be.

Firms word titles without end. What a page is follows from the words of a material that stands nowhere else, from the
kind of paper that its title names, and from what the title is about. Where these do not agree, or where it could be
two materials, an officer is asked as before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cases.plain_text import bare
from cases.report import Need
from catalogue.model import DocumentType, ServiceItem
from papers import recognition, titles
from papers.assignment import Evidence, PageAssignment
from papers.identity_pages import SLOTS
from papers.sequence import FOLLOWS, GOOD_TITLE, MOST_WORDS, Sight

ELIMINATED = 0.8
"""Confidence that a page is the one material that it can be."""

_FEWEST, _MANY = 2, 4
"""Keywords of a document that tell its page beside a title of the same matter, and beside one of the same kind."""

_SHARE = 0.6
"""Share of a document's keywords that its page holds where its title says it too; without that, MOST_WORDS of them."""

_MORE = 0.3
"""Share of its words by which a page speaks rather of another material than of the paper before it."""

_KINDS = {
    "list": r"名单|名册|花名册|清单|一览表?|明细表?|汇总表?|登记表|统计表?|台账|表|单",
    "opinion": r"意见书?|复函|回函|答复|反馈|决议|纪要|记录",
    "plan": r"(?:方案|步骤|安排|计划|进度|日程|时间|办法|标准|细则|制度|规定|规程)[表书]?",
    "statement": r"(?:说明|报告|情况|请示|总结|汇报|陈述)[表书]?|理由",
    "proof": r"证明书?|证书?|凭证|回单|单据|发票",
    "notice": r"通知书?|决定书?|批复|文件|公告|告知书?|结论",
    "letter": r"委托书|授权书|介绍信|承诺书?|声明|申请[书表单]?|申报[书表单]?|函",
    "contract": r"合同书?|协议书?|章程",
}
"""What kind of paper the last word of a title names."""

_ENDS = {kind: re.compile(f"(?:{words})$") for kind, words in _KINDS.items()}
_NOTE = re.compile(r"\([^()]*\)")
_ANY_PAPER = re.compile(r"人员|员工|职工|企业|单位|公司|情况|关于|本次|实施|材料|以及|附件|申请|申报|[的及和与对拟被]")
"""What titles of all matters hold."""


def eliminate(
    given: Sequence[PageAssignment], sights: Mapping[int, Sight], documents: Mapping[str, DocumentType],
    item: ServiceItem,
) -> tuple[PageAssignment, ...]:
    """Return the assignments, those in doubt made sure that can be one material only.

    Args:
        given: All pages, in order.
        sights: What speaks for each page, by its number.
        documents: All document types: a title may speak of another item's paper.
        item: Whose list the pages were held against.
    """
    doubtful = [one for one in given if one.page in sights and _is_doubtful(one, sights[one.page])]
    open_codes = _open(given, doubtful, item)
    if not doubtful or not open_codes:
        return tuple(given)
    alone = len(doubtful) == 1
    last = next(iter(open_codes & _required(item)), None) if len(open_codes & _required(item)) == 1 else None
    doubts = {one.page: _Doubt(sights[one.page], one, documents, last if alone else None) for one in doubtful}
    could = {page: doubt.could_be(open_codes) for page, doubt in doubts.items()}
    counts = [code for codes in could.values() for code in codes]
    sure = {page: codes[0] for page, codes in could.items() if len(codes) == 1 and counts.count(codes[0]) == 1}
    asked = [_with_possible(one, doubts[one.page].holding(open_codes)) if one.page in doubts else one for one in given]
    return tuple(_made_sure(asked, sure, sights))


def _open(
    given: Sequence[PageAssignment], doubtful: Sequence[PageAssignment], item: ServiceItem
) -> frozenset[str]:
    """Return what of the list stands on no page for sure."""
    asked = frozenset(material.document for material in item.materials)
    placed = {code for one in given if one not in doubtful for code in (one.document, *one.also) if code}
    return asked - placed - frozenset(SLOTS)


def _required(item: ServiceItem) -> frozenset[str]:
    return frozenset(one.document for one in item.materials if one.need is Need.REQUIRED and one.condition is None)


def _is_doubtful(one: PageAssignment, sight: Sight) -> bool:
    """Tell a page that was given to nothing or by its words alone, or that has a title and goes on all the same."""
    if not sight.words.opens_new or not one.readable or one.also:
        return False
    if one.evidence is Evidence.CONTINUATION:
        return one.confidence < FOLLOWS and any(_kinds(text) for text in sight.words.titles)
    return one.evidence is Evidence.NONE or (one.evidence is Evidence.KEYWORDS and one.confidence < ELIMINATED)


def _with_possible(one: PageAssignment, codes: Sequence[str]) -> PageAssignment:
    """Return a page in doubt with all that it may be: what it may be is not missing for sure."""
    more = (code for code in codes if code != one.document and code not in one.possible)
    return replace(one, possible=(*one.possible, *more))


def _made_sure(
    given: Sequence[PageAssignment], sure: Mapping[int, str], sights: Mapping[int, Sight]
) -> list[PageAssignment]:
    """Return the pages with those that are told; what goes on with one of them goes with it."""
    found: list[PageAssignment] = []
    moved: tuple[int, str] | None = None
    for one in given:
        if one.page in sure:
            moved = (one.segment, sure[one.page])
            possible = tuple(other for other in one.possible if other != moved[1])
            found.append(replace(one, document=moved[1], confidence=ELIMINATED, evidence=Evidence.KEYWORDS,
                                 segment=-one.page, possible=possible))  # fmt: skip
        elif moved is not None and one.segment == moved[0] and _goes_along(one, sights):
            found.append(replace(one, document=moved[1], evidence=Evidence.CONTINUATION, segment=found[-1].segment))
        else:
            moved = None
            found.append(one)
    return found


def _goes_along(one: PageAssignment, sights: Mapping[int, Sight]) -> bool:
    untitled = one.page not in sights or not sights[one.page].words.opens_new
    return untitled and one.evidence in (Evidence.CONTINUATION, Evidence.NONE)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A page whose title no heading knows.

    Attributes:
        last: The one required material that stands nowhere, where this is the one page in doubt.
    """

    sight: Sight
    given: PageAssignment
    documents: Mapping[str, DocumentType]
    last: str | None

    def could_be(self, codes: frozenset[str]) -> list[str]:
        """Return the materials that the page may be."""
        heads = self._heads()
        return [code for code in self.holding(codes) if any(self._agrees(code, text) for text in heads)]

    def holding(self, codes: frozenset[str]) -> list[str]:
        """Return the materials whose words the page holds."""
        return [code for code in sorted(codes & self.sight.matches.keys()) if self._holds_words(code)]

    def _heads(self) -> list[str]:
        return [_NOTE.sub("", bare(text)) for text in self.sight.words.titles if not titles.is_unit(text)]

    def _holds_words(self, code: str) -> bool:
        """Tell whether the page holds a document's words, and more of them than of the paper that it goes on with."""
        one, document = self.sight.matches[code], self.documents[code]
        if one.excluded or one.hits < max(document.minimum, _FEWEST, min(_MANY, _SHARE * len(document.keywords))):
            return False
        before = self.given.document
        if self.given.evidence is not Evidence.CONTINUATION or before is None:
            return True
        return self._is_rather(code, before) or self._share(code) >= self._share(before) + _MORE

    def _is_rather(self, code: str, before: str) -> bool:
        """Tell whether the title is about a document and names its kind, which the paper before is not of.

        合作协议书 is no chapter of the 规章制度 before it, whatever words they have in common.
        """
        one, other = self.documents[code], self.documents[before]
        return any(
            _kinds(text) and _is_about(one, text) and _is_of_kind(one, text) and not _is_of_kind(other, text)
            for text in self._heads()
        )

    def _share(self, code: str) -> float:
        words = len(self.documents[code].keywords)
        return recognition.match(self.sight.words, self.documents[code]).hits / words if words else 0.0

    def _agrees(self, code: str, title: str) -> bool:
        """Tell whether a title names a document's kind of paper and speaks of its matter, or of no other's."""
        document, own = self.documents[code], _kinds(title)
        if not _is_of_kind(document, title) or self._names_another(code, title):
            return False
        if _is_about(document, title):
            return not self._is_rather_another(code, title)
        others = (one for one in self.documents.values() if _is_of_kind(one, title) or not own)
        if any(_is_about(other, title) and self._says(other) for other in others):
            return False  # what is of another kind of paper is not it, whatever it is about
        most = self.sight.matches[code].hits >= MOST_WORDS * len(document.keywords)
        return most and (code == self.last or (bool(own) and len(document.keywords) >= _MANY))

    def _names_another(self, code: str, title: str) -> bool:
        return any(
            titles.heading_match(heading, title) >= GOOD_TITLE
            for other, document in self.documents.items() if other != code and self._says(document)
            for heading in document.headings if _pieces(heading)
        )

    def _is_rather_another(self, code: str, title: str) -> bool:
        share = self._share(code)
        return any(
            _is_about(other, title) and _is_of_kind(other, title) and self._share(other.code) > share
            for other in self.documents.values() if other.code != code
        )

    def _says(self, document: DocumentType) -> bool:
        """Tell whether the page holds another document's words as well: a title alone may resemble any."""
        return recognition.match(self.sight.words, document).enough


def _names(document: DocumentType) -> tuple[str, ...]:
    return (document.name, *document.headings)


def _is_of_kind(document: DocumentType, title: str) -> bool:
    """Tell whether a title names the kind of paper that a document is, or none."""
    own = _kinds(title)
    return not own or not own.isdisjoint(kind for name in _names(document) for kind in _kinds(name))


def _is_about(document: DocumentType, title: str) -> bool:
    return any(_pieces(title) & _pieces(name) for name in _names(document))


@lru_cache(maxsize=4096)
def _kinds(title: str) -> frozenset[str]:
    text = bare(title)
    return frozenset(kind for kind, ends in _ENDS.items() if ends.search(text))


@lru_cache(maxsize=4096)
def _pieces(title: str) -> frozenset[str]:
    """Return the pairs of signs that say what a title is about, without the kind of paper and what any title says."""
    text = bare(title.replace(titles.GAP, " "))
    for ends in _ENDS.values():
        text = ends.sub("", text)
    parts = _ANY_PAPER.sub(" ", text).split()
    return frozenset(part[at : at + 2] for part in parts for at in range(len(part) - 1))
