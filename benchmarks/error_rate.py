"""Character error rate: Levenshtein over NFKC text without white space and punctuation, order kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import Levenshtein


def folded(text: str) -> str:
    """Return what counts of a text: letters, digits and signs that are neither space nor punctuation."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if unicodedata.category(one)[0] not in "ZPC")


def error_rate(read: str, orders: Sequence[Sequence[str]]) -> float:
    """Return the share of characters wrong, missing or added, 0.0 for none; the nearest of the orders counts.

    Args:
        read: What was read, in its own order.
        orders: The true lines, once per order in which they may be read (a table by rows or by cells).
    """
    got = folded(read)
    return min(_rate(got, folded("".join(lines))) for lines in orders)


def _rate(got: str, wanted: str) -> float:
    return Levenshtein.distance(got, wanted) / max(len(wanted), 1)


def errors_within(read: str, line: str) -> tuple[int, int]:
    """Return errors and length of one line at the place of the page where it fits best."""
    got, wanted = np.array([ord(one) for one in folded(read)]), folded(line)
    places = np.arange(len(got) + 1)
    row = np.zeros(len(got) + 1, np.int64)
    for count, character in enumerate(wanted, 1):
        following = np.empty_like(row)
        following[0] = count
        following[1:] = np.minimum(row[1:] + 1, row[:-1] + (got != ord(character)))
        row = np.minimum.accumulate(following - places) + places
    return int(row.min()), len(wanted)
