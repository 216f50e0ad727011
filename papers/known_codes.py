"""Credit codes that were misread on one paper and stand rightly on another, or in the mail's own words.

A code that fails its check alone is misread or wrong. Where a sound one stands elsewhere from which it differs only by
letters that look like digits (T and 1, D and 0), nobody need be asked which of the two it is. What stands in a text
layer was not misread: there the code itself is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from cases.names.identifiers import credit_code_valid, is_misreading
from cases.report import FieldValue

FIELD = "uscc"


def with_known_codes(
    fields: Mapping[str, tuple[FieldValue, ...]], said: Collection[str], exact: Collection[int] = ()
) -> dict[str, tuple[FieldValue, ...]]:
    """Return the values by document, misread codes put right.

    Args:
        fields: Values by document code.
        said: Sound codes that the mail states.
        exact: Numbers of the pages whose text was not read from a picture.
    """
    read = (one for values in fields.values() for one in values if one.name == FIELD and not one.repaired)
    known = frozenset(said) | {one.value for one in read if credit_code_valid(one.value)}
    return {
        code: tuple(one if one.page in exact else _settled(one, known) for one in values)
        for code, values in fields.items()
    }


def _settled(value: FieldValue, known: Collection[str]) -> FieldValue:
    if value.name != FIELD:
        return value
    right = known_code(value.value, known)
    return replace(value, value=right, repaired=False) if right is not None else value


def known_code(code: str, known: Collection[str]) -> str | None:
    """Return the one sound code that was read as this one, or that it is; None for none or several."""
    if credit_code_valid(code):
        return code if code in known else None
    found = [one for one in known if is_misreading(code, one)]
    return found[0] if len(found) == 1 else None
