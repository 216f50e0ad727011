"""By elimination: a page under a title that no heading knows is the one material of the list that it can be.

Firms word titles without end. A page that holds the words of a material that stands nowhere else, whose title speaks
of the same matter and names the same kind of paper, is that material. Where one of these does not agree, or where it
could be two, an officer is asked as before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cases.plain_text import bare
from catalogue.model import DocumentType
from papers import titles
from papers.assignment import Evidence, PageAssignment
from papers.identity_pages import SLOTS
from papers.sequence import GOOD_TITLE, MOST_WORDS, Sight

ELIMINATED = 0.8
"""Confidence that a page is the one material that it can be."""

_FEWEST_WORDS = 3
"""Keywords of a document that tell its page together with its title."""

_KINDS = {
    "list": re.compile(r"(?:名单|名册|花名册|清单|一览表|明细表?|汇总表|登记表|统计表|表)$"),
    "opinion": re.compile(r"(?:意见书?|复函|回函|决议|纪要|记录)$"),
    "plan": re.compile(r"(?:方案|步骤|安排|计划|进度|日程|办法|标准|制度|规定)[表书]?$"),
    "statement": re.compile(r"(?:说明书?|报告书?|情况|请示|总结)[表书]?$"),
    "proof": re.compile(r"(?:证明书?|证书?|凭证|回单|单据|发票)$"),
    "letter": re.compile(r"(?:委托书|授权书|介绍信|承诺书|申请书?|函|合同|协议书?)$"),
}
"""What kind of paper the last word of a title names."""

_ANY_PAPER = re.compile(r"人员|员工|职工|企业|单位|公司|情况|关于|本次|实施|材料|以及|附件|[的及和与对拟被]")
"""What titles of all matters hold."""


def eliminate(
    given: Sequence[PageAssignment], sights: Mapping[int, Sight], documents: Mapping[str, DocumentType],
    known: Mapping[str, DocumentType], wanted: frozenset[str],
) -> tuple[PageAssignment, ...]:
    """Return the assignments, those in doubt made sure that can be one material only.

    Args:
        given: All pages, in order.
        sights: What speaks for each page, by its number.
        documents: All document types: a title that names one of another item's is known.
        known: Those that the pages were held against.
        wanted: Codes of the item's list.
    """
    placed = {code for one in given if not _is_doubtful(one) for code in (one.document, *one.also) if code}
    open_codes = frozenset(wanted & known.keys()) - placed - frozenset(SLOTS)
    could = {
        one.page: _could_be(sights[one.page], one, open_codes, known, documents)
        for one in given if one.page in sights and _is_doubtful(one)
    }
    counts = [code for codes in could.values() for code in codes]
    return tuple(
        _made_sure(one, codes[0]) if len(codes := could.get(one.page, [])) == 1 and counts.count(codes[0]) == 1 else one
        for one in given
    )


def _is_doubtful(one: PageAssignment) -> bool:
    return one.evidence is Evidence.NONE or (one.evidence is Evidence.KEYWORDS and one.confidence < ELIMINATED)


def _made_sure(one: PageAssignment, code: str) -> PageAssignment:
    possible = tuple(other for other in one.possible if other != code)
    return replace(one, document=code, confidence=ELIMINATED, evidence=Evidence.KEYWORDS, possible=possible)


def _could_be(
    sight: Sight, one: PageAssignment, open_codes: frozenset[str], known: Mapping[str, DocumentType],
    documents: Mapping[str, DocumentType],
) -> list[str]:
    heads = [text for text in sight.words.titles if not titles.is_unit(text)]
    if not heads or not one.readable or _names_known(heads, frozenset(documents) - open_codes, documents):
        return []
    return [
        code for code in sorted(open_codes)
        if not sight.matches[code].excluded and _holds_words(sight, known[code])
        and any(_agrees(known[code], text) for text in heads)
    ]


def _names_known(heads: Sequence[str], codes: frozenset[str], documents: Mapping[str, DocumentType]) -> bool:
    """Tell whether a title names a paper that is none of those looked for, be it of another item."""
    return any(
        titles.heading_match(heading, text) >= GOOD_TITLE
        for code in codes for heading in documents[code].headings for text in heads
    )


def _holds_words(sight: Sight, document: DocumentType) -> bool:
    count = len(document.keywords)
    return count >= _FEWEST_WORDS and sight.matches[document.code].hits >= max(document.minimum, MOST_WORDS * count)


def _agrees(document: DocumentType, title: str) -> bool:
    """Tell whether a title speaks of a document's matter and names its kind of paper."""
    names = (document.name, *document.headings)
    kinds = {kind for name in names for kind in _kinds(name)}
    own = _kinds(title)
    return (not own or not own.isdisjoint(kinds)) and any(_pieces(title) & _pieces(name) for name in names)


def _kinds(title: str) -> set[str]:
    text = bare(title)
    return {kind for kind, pattern in _KINDS.items() if pattern.search(text)}


def _pieces(title: str) -> set[str]:
    """Return the pairs of signs that say what a title is about, without the kind of paper and what any title says."""
    text = bare(title)
    for pattern in _KINDS.values():
        text = pattern.sub("", text)
    parts = _ANY_PAPER.sub(" ", text.replace(titles.GAP, " ")).split()
    return {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
