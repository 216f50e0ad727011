"""Identity numbers in running text: hidden where it is searched or shown, whatever else its numbers are."""

from __future__ import annotations

import re
from collections.abc import Callable

from cases.names.identifiers import conceal, credit_code_valid, read_identity_number
from cases.plain_text import one_width

RUN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ \-]?[0-9A-Za-z]){13,19}(?![0-9A-Za-z])")
"""Signs that may be a number, in groups or not."""

_BROKEN = re.compile(r"(?<![0-9A-Za-z])([0-9]{6,17})(\s+)([0-9]{0,11}[0-9Xx])(?![0-9A-Za-z])")
_PART = re.compile(r"[0-9A-Za-z]{15,19}")
_BORN = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_BORN_SHORT = re.compile(r"[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_LETTERS_FOR_DIGITS = str.maketrans("OoQDIlLZzSsB", "000011122558")
_LEAST_DIGITS = 12


def hide_identity_numbers(text: str) -> str:
    """Return a text of one width without the middle of its identity and bank-card numbers.

    A scan's slips are taken for the digits that they stand for, and a number may be broken at the end of a line. Codes
    of units and numbers of parcels stay.
    """
    return cover_identity_numbers(one_width(text))


def cover_identity_numbers(text: str) -> str:
    """Return a text as it was written, but for the middle of such numbers."""
    return _replaced(RUN, lambda run: _hidden(run[0]), _replaced(_BROKEN, _joined, text))


def is_identity_number(signs: str) -> bool:
    """Tell an identity number, or one as a scan may show it, from codes of units, accounts and documents."""
    if credit_code_valid(signs.upper()) or sum(sign.isdigit() for sign in signs) < _LEAST_DIGITS:
        return False
    digits = signs.translate(_LETTERS_FOR_DIGITS)
    if len(signs) == 15:
        return bool(_BORN_SHORT.fullmatch(digits))
    born = any(_BORN.match(digits, at) for at in (5, 6, 7))
    return 16 <= len(signs) <= 19 and (born or read_identity_number(signs).valid)


def _replaced(pattern: re.Pattern[str], hidden: Callable[[re.Match[str]], str], text: str) -> str:
    """Replace what is found whatever its width; what is not private stays as it was written."""
    even = text if text.isascii() else "".join(_even(sign) for sign in text)
    pieces, at = [], 0
    for found in pattern.finditer(even):
        told = hidden(found)
        if told != found[0]:
            pieces += [text[at : found.start()], told]
            at = found.end()
    return "".join([*pieces, text[at:]])


def _even(sign: str) -> str:
    folded = one_width(sign)
    return folded if len(folded) == 1 else sign


def _joined(broken: re.Match[str]) -> str:
    head, _, tail = broken.groups()
    return conceal(head + tail) if len(head + tail) == 18 and _is_private(head + tail) else broken[0]


def _hidden(run: str) -> str:
    """Return a run of signs without its private number; it may be the number, or hold it beside others."""
    signs = re.sub(r"[ \-]", "", run)
    if _is_private(signs):
        return conceal(signs)
    return _PART.sub(lambda part: conceal(part[0]) if _is_private(part[0]) else part[0], run)


def _is_private(signs: str) -> bool:
    is_card = 16 <= len(signs) <= 19 and signs.isdigit() and not credit_code_valid(signs)
    return is_card or is_identity_number(signs)
