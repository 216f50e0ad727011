"""Files named after a paper: 劳务派遣经营许可证正副本 beside an application to extend it applies for nothing new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cases.names.item_names import ItemNames
from cases.names.naming import ParsedName, is_exactly_item
from cases.plain_text import letters_only
from casework.arrival.hints import Hint
from catalogue.model import Catalogue

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,4}$")
_COPY = re.compile(r"(?:正本|正副本|正|副本|复印件|影印件|扫描件|扫描版|原件|盖章版?|已盖章|\d+)+$")
_APPLIES = re.compile(r"申请|申办|办理|新办")
_SHORTEST = 4
"""Characters of a paper's name that says which paper it is."""


def without_paper_names(
    parsed: Sequence[ParsedName], hint: Hint, table: ItemNames, catalogue: Catalogue, on: date
) -> list[ParsedName]:
    """Return what names say, those of papers that only another application among them asks for without an item.

    A paper's name may hold an item's: the decision on 工伤认定 is a paper of the claim for its benefits.
    """
    asked = {item.code: {line.document for line in item.materials} for item in catalogue.items_on(on)}
    meant = {one.item for one in parsed if one.item} | ({hint.item} if hint.item else set())
    return [
        replace(one, items=(), item_name=None)
        if one.item and not is_exactly_item(one.original, table)
        and _is_of_another(_papers(one.original, catalogue), asked[one.item], [asked[code] for code in meant])
        else one
        for one in parsed
    ]


def _is_of_another(papers: set[str], own: set[str], others: Sequence[set[str]]) -> bool:
    return bool(papers) and papers.isdisjoint(own) and any(papers & other for other in others)


def _papers(name: str, catalogue: Catalogue) -> set[str]:
    """Return the papers of which a file's name is the name: the longest that it ends with."""
    text = _COPY.sub("", letters_only(_EXTENSION.sub("", name)))
    found: dict[str, int] = {}
    for code, document in catalogue.documents.items():
        titles = {_COPY.sub("", letters_only(title)) for title in (document.name, *document.headings)}
        ends = [title for title in titles if len(title) >= _SHORTEST and text.endswith(title)]
        if ends and not _APPLIES.search(text.removesuffix(max(ends, key=len))):
            found[code] = max(map(len, ends))
    return {code for code, size in found.items() if size == max(found.values())}
