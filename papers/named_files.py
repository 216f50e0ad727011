"""What the name of a file says of its pages: senders scan one material into one file and name the file after it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from cases.plain_text import bare
from catalogue.model import DocumentType
from papers import identity_pages, titles

_LEAST = 0.72
"""How well the name of a material stands in the name of a file that is named after it."""

_CARD = re.compile("身份证(?!明)|身份证明复印件|证件照")
"""A 身份证明 is a paper of the unit's, a copy of it the card."""


def material_hints(
    names: Sequence[str], documents: Mapping[str, DocumentType], wanted: frozenset[str]
) -> tuple[str | None, ...]:
    """Return for each file the document that its name names; None where it names none, or two alike."""
    return tuple(_hint(PurePath(name).stem, documents, wanted) for name in names)


def _hint(stem: str, documents: Mapping[str, DocumentType], wanted: frozenset[str]) -> str | None:
    # 单位名称+业务名称 names the application: the last part alone may name a material.
    last = bare(stem.replace("＋", "+").split("+")[-1]).strip("0123456789()._")
    if _CARD.search(last):
        return identity_pages.ANYBODY
    scored = [
        (max((titles.heading_match(one, last) for one in (document.name, *document.headings)), default=0.0), code)
        for code, document in documents.items()
        if code in wanted and not any(bare(word) in last for word in document.excluded)
    ]
    best = sorted(scored, reverse=True)[:2]
    if not best or best[0][0] < _LEAST or (len(best) > 1 and best[1][0] >= best[0][0]):
        return None
    return best[0][1]
