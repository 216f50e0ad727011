"""Whether an impression bears a name: what was read of it, and how the name fits it beside its look-alikes.

Reading and test come from one recogniser but ask it different questions. Neither accepts against the other; where the
reading is short of sure, the test decides, on the impression itself and on all that come from its stamp.
"""

from __future__ import annotations

from cases.plain_text import name_as_read, ring_name
from cases.reading import NameTest, Seal
from validators.names import Match, compare

OWN_ODDS = 3.0
"""Natural logarithm by which a name must be likelier than each look-alike to be borne by one impression alone."""

STAMP_ODDS = 8.0
"""The same over all impressions of a stamp: then each of them bears the name on which nothing speaks against it."""

_BORNE_OUT = 0.0
"""Odds above which nothing on an impression speaks against a name."""

_READS_WELL = -3.0
"""Gap to the best reading above which the name itself is as good a reading: all wholly other names lie below."""

_OUT_OF_THE_QUESTION = -6.0
"""Odds and gap below which a name cannot be what stands there: only then a sure reading of another name is believed."""


def bears(seal: Seal, name: str) -> Match:
    """Tell whether an impression bears a name, another one, or cannot be told.

    Args:
        seal: The impression as it was read and tested.
        name: A whole name.
    """
    read = compare(ring_words(seal), seal.text_score, name)
    test = _test(seal, name)
    if test is None:
        return read
    if read is Match.SAME:
        return Match.SAME if test.odds > _BORNE_OUT or _vouched(test) else Match.UNREADABLE
    if read is Match.DIFFERENT:
        return Match.DIFFERENT if _is_out_of_the_question(test) else Match.UNREADABLE
    return Match.SAME if test.ends and test.gap > _READS_WELL and _fits(test) else Match.UNREADABLE


def ring_words(seal: Seal) -> str:
    """Return the ring's words without the thirteen-digit number that stands below on the same ring."""
    return seal.text.rstrip("0123456789 ")


def _test(seal: Seal, name: str) -> NameTest | None:
    return next((one for one in seal.tests if name_as_read(one.name) == name_as_read(ring_name(name))), None)


def _fits(test: NameTest) -> bool:
    return test.odds >= OWN_ODDS or _vouched(test)


def _vouched(test: NameTest) -> bool:
    """Tell whether the stamp's other impressions settle what print hides on this one."""
    return test.stamp_odds >= STAMP_ODDS and test.seen_odds > _BORNE_OUT


def _is_out_of_the_question(test: NameTest) -> bool:
    return min(test.odds, test.gap) < _OUT_OF_THE_QUESTION
