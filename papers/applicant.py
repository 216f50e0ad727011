"""Who applies: the unit's name, from the best place that tells it (domain d2.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cases.reading import PageReading, SealKind
from cases.report import FieldValue
from papers.sure_values import SURE

LICENCE = "business-licence"
SEAL_SURE = 0.9
"""Score of a seal's name from which it names the applicant where no paper does: nothing else bears it out, so it is
above ``CHARACTER_LIMIT``."""


def find_applicant(
    named: str | None, fields: Mapping[str, Sequence[FieldValue]], pages: Sequence[PageReading]
) -> tuple[str | None, str]:
    """Return the name and where it was found.

    The file's name comes first, because it is what the sender says; contradictions on the pages are findings of
    their own. Then the forms, the licence, and last a name that the official seals agree on.
    """
    if named:
        return named, "file-name"
    forms = _names(fields, licence=False)
    if forms:
        return forms[0], "form"
    licence = _names(fields, licence=True)
    if licence:
        return licence[0], "licence"
    sealed = _sealed(pages)
    return (sealed, "seal") if sealed else (None, "")


def _names(fields: Mapping[str, Sequence[FieldValue]], *, licence: bool) -> list[str]:
    sure = [
        value
        for code, values in fields.items() if (code == LICENCE) is licence
        for value in values if value.name == "unit_name" and value.confidence >= SURE
    ]
    counts = Counter(value.value for value in sure)
    best = sorted(sure, key=lambda value: (-counts[value.value], -value.confidence, value.page))
    return [value.value for value in best]


def _sealed(pages: Sequence[PageReading]) -> str | None:
    texts = Counter(
        seal.text for page in pages for seal in page.seals
        if seal.kind is SealKind.OFFICIAL and seal.text_score >= SEAL_SURE
    )
    return texts.most_common(1)[0][0] if texts else None
