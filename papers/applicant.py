"""Who applies: the unit's name, from the best place that tells it (domain d2.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cases.names.agents import may_file_for
from cases.names.unit_names import is_office, serves_others
from cases.plain_text import name_as_read
from cases.reading import UNREADABLE_MARKS, PageReading, SealKind
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

    What two of form, licence and seals agree on is the name, whatever the sender wrote. Else the file's name comes
    first, but for an agent's whom no page knows; contradictions on the pages are findings of their own. Then the forms,
    the licence, and last a name that the official seals agree on. A bank, hospital or school is named on papers of
    those whom it serves: it comes behind others, and its seal alone tells nothing.
    """
    forms, licence = _names(fields, pages, licence=False), _names(fields, pages, licence=True)
    found = _agreed(forms, licence, _seal_names(pages))
    if found is not None and (named is None or name_as_read(named) != name_as_read(found[0])):
        return found
    if named and not _is_agent(named, forms, pages):
        return named, "file-name"
    if forms:
        return forms[0], "form"
    if licence:
        return licence[0], "licence"
    sealed = _sealed(pages)
    return (sealed, "seal") if sealed else (None, "")


def stands_on(name: str, pages: Sequence[PageReading]) -> bool:
    """Tell whether a name stands on one of the pages or in one of their seals."""
    read = name_as_read(name)
    return any(
        read in name_as_read(text) for page in pages for text in (page.text, *(seal.text for seal in page.seals))
    )


def _is_agent(named: str, forms: Sequence[str], pages: Sequence[PageReading]) -> bool:
    """Tell one who files for the unit that all forms name, and stands on none of its papers."""
    units = {name_as_read(name): name for name in forms}
    return len(units) == 1 and may_file_for(named, forms[0]) and not stands_on(named, pages)


def _agreed(forms: Sequence[str], licence: Sequence[str], seals: Sequence[str]) -> tuple[str, str] | None:
    """Return the name on which two kinds of places agree, None where none or several do."""
    places = {"form": forms, "licence": licence, "seal": seals}
    kinds = {kind: {name_as_read(name): name for name in reversed(names)} for kind, names in places.items()}
    votes = Counter(name for names in kinds.values() for name in names)
    served = any(not serves_others(name) for name in (*forms, *licence))
    agreed = [name for name, count in votes.items() if count >= 2 and not (served and serves_others(name))]
    if len(agreed) != 1:
        return None
    return next((names[agreed[0]], kind) for kind, names in kinds.items() if agreed[0] in names)


def _names(
    fields: Mapping[str, Sequence[FieldValue]], pages: Sequence[PageReading], *, licence: bool
) -> list[str]:
    """Return the names that papers state, first what the seals bear, even where they were read in part."""
    impressions = [seal.text for page in pages for seal in page.seals if seal.kind is SealKind.OFFICIAL]
    sure = [
        value
        for code, values in fields.items() if (code == LICENCE) is licence
        for value in values if value.name == "unit_name" and value.confidence >= SURE
    ]
    counts = Counter(value.value for value in sure)
    sealed = {name: sum(_may_read(text, name) for text in impressions) for name in counts}
    best = sorted(
        sure, key=lambda one: (
            -sealed[one.value], serves_others(one.value), -counts[one.value], -one.confidence, one.page,
        )
    )
    return [value.value for value in best]


def _may_read(impression: str, name: str) -> bool:
    """Tell whether a seal's text is a name but for characters that were not read, most of them read."""
    read, whole = name_as_read(impression), name_as_read(name)
    same = sum(one == other for one, other in zip(read, whole, strict=False))
    alike = all(one == other or one in UNREADABLE_MARKS for one, other in zip(read, whole, strict=False))
    return len(read) == len(whole) and alike and 2 * same > len(whole)


def _seal_names(pages: Sequence[PageReading]) -> list[str]:
    return [
        seal.text for page in pages for seal in page.seals
        if seal.kind is SealKind.OFFICIAL and seal.text_score >= SEAL_SURE
    ]


def _sealed(pages: Sequence[PageReading]) -> str | None:
    """Return the name that more seals bear than any other; None where several are borne alike."""
    texts = Counter(text for text in _seal_names(pages) if not serves_others(text) and not is_office(text))
    most = max(texts.values(), default=0)
    names = [text for text, count in texts.items() if count == most]
    return names[0] if len(names) == 1 else None
