"""The item that the pages speak of: its 申报种类, its name in a title, its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cases.names.item_names import acts
from cases.plain_text import bare
from cases.reading import PageReading
from catalogue.model import DocumentType, ServiceItem
from papers import titles

BY_TITLE, BY_PAPERS = 0.85, 0.7
"""Of an item named in a title, and told by its papers alone; clearly below 1.0, which a written 申报种类 gives."""


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
    seen = [line.text for page in pages for line in titles.title_lines(page)]
    forms = [h for m in item.materials if m.document in documents for h in documents[m.document].headings]
    kinds = [bare(line.text) for page in pages for line in page.lines if "申报种类" in line.text]
    names = (item.name, *item.aliases)
    if any(bare(name) in kind for kind in kinds for name in names):
        return 1.0
    by_name = max((_named_in(name, title, forms) for name in names for title in seen), default=0.0)
    broad = max((titles.heading_match(n, title) for n in item.broad_names for title in seen), default=0.0)
    by_name = max(by_name, 0.7 * broad)
    # Letters of authority, licences and cards go with any item; the kinds of hours share their papers.
    listed = [m.document for m in item.materials if m.form in ("original", "either") and m.document in own]
    headings = [h for code in listed if code in documents for h in documents[code].headings if len(h) >= 4]
    hits = sum(1 for h in dict.fromkeys(headings) if any(titles.heading_match(h, t) >= 0.75 for t in seen))
    return max(BY_TITLE * by_name, min(BY_PAPERS, 0.5 + 0.1 * hits) if hits else 0.0)


def _named_in(name: str, title: str, forms: Sequence[str]) -> float:
    """Return how well a title names an item by itself.

    Slips of reading are forgiven only in a name whose act stands in the title: 变更 is no misread 申请. The printed
    title of a form that several items use (综合计算工时工作制和不定时工作制申报表) names none of them.
    """
    wanted, text = bare(name), bare(title)
    printed = [bare(form) for form in forms if titles.heading_match(form, title) >= 0.75]
    if printed and (wanted not in text or any(wanted in form for form in printed)):
        return 0.0
    told = wanted in text or acts(name) <= acts(text)
    return titles.heading_match(name, title) if told else 0.0
