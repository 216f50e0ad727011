"""Short names of units: 麓记公司 or 麓记劳务 for 北京麓记劳务服务有限公司, as people call a firm among themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cases.names.unit_endings import PLACES, WHOLE, is_registered
from cases.plain_text import half_brackets, name_as_read

_PLACE = re.compile(rf"\(?(?:{PLACES})[省市]?\)?")
_FORM = re.compile(rf"(?:股份|有限|责任|集团)*(?:{WHOLE})?$")
_LEAST = 2
"""Characters of a trade name, the least by which a firm is called."""


def is_short_for(short: str, name: str) -> bool:
    """Tell whether a text calls the unit of a whole name by less of it: its own words are the name's, in their order.

    北京华兴有限公司 is a whole name of its own, not a short one of 北京华兴劳务有限公司: it has place and form.
    """
    short, name = (half_brackets(name_as_read(one)) for one in (short, name))
    if short == name or len(short) >= len(name) or (_PLACE.search(short) and is_registered(short)):
        return False
    called, whole, place = _own_words(short), _PLACE.sub("", name), _PLACE.search(short)
    elsewhere = place is not None and place[0].strip("()") not in name
    if len(called) < _LEAST or elsewhere or ("分公司" in short) != ("分公司" in name):
        return False
    return called in whole or (whole.startswith(called[:_LEAST]) and _in_order(called, whole))


def whole_name(unit: str, names: Iterable[str]) -> str:
    """Return the one whole name among others that a unit's name is short for; else the unit's name itself."""
    longer = [one for one in dict.fromkeys(names) if is_short_for(unit, one)]
    longest = [one for one in longer if not any(is_short_for(one, other) for other in longer)]
    return longest[0] if len(longest) == 1 else unit


def _own_words(name: str) -> str:
    """Return a name without its place and without what only tells the form of the unit."""
    return _FORM.sub("", _PLACE.sub("", name))


def _in_order(part: str, whole: str) -> bool:
    left = iter(whole)
    return all(sign in left for sign in part)
