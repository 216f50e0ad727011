"""Whether an impression bears a name: what was read of it, and how the name fits it beside its look-alikes.

Reading and test come from one recogniser but ask it different questions. Neither accepts against the other; where the
reading is short of sure, the test decides, on the impression itself and on all that come from its stamp.
"""

from __future__ import annotations

from cases.plain_text import name_as_read, ring_name
from cases.reading import CHARACTER_LIMIT, NameTest, Seal
from validators.names import Match, compare, holds_with_gaps

OWN_ODDS = 2.8
"""Natural logarithm by which a name must be likelier than each look-alike to be borne by one impression alone.

Of 700 drawn impressions tested for a name that differs by a like character one reached 2.3, the next 1.3.
"""

READ_ODDS = 2.4
"""The same where the very name was read for certain, and it holds characters that deceive: of 2,700 one reached 1.1 (日
on 曰, at 0.995); of 450 under print one reached 2.3 (大 read where print hides the dot of 太, at 0.95)."""

_UNSURELY_READ_ODDS = 1.6
"""The same where the very name was read, more likely than not, and nothing in it deceives: of 1,970 one reached 0.9 (万
on 方); it holds up to ``CERTAIN``, one read at 0.90 reached 0.5 (华 on 毕)."""

_LIKELY_READ = 0.5
"""Score from which that is so: print that hides a part of a character (沣) makes its twin (丰) of it, at 0.3."""

_READ_AT_ALL = 0.2
"""Score from which a reading of the very name, nothing in which deceives, counts as one: what is weakest in it may well
be a word of its form."""

_HARDLY_READ_ODDS = 2.6
"""The odds that it must have then: of 390 twins' impressions one had 1.8 (人 read where print hides half of 入)."""

STAMP_ODDS = 8.0
"""The same over many impressions of a stamp: then each of them bears the name on which nothing speaks against it."""

_MEAN_ODDS = 1.5
"""Odds that each of them must have on average: what a face does to a character is the same on all, and adds up."""

_EVEN = 0.5
"""Odds against the name that each may have on average where all laid on each other show it: holes and print are not the
same on all, and vanish."""

CERTAIN = 0.95
"""Score from which a different character is a different unit's on one page as well (design §5.1); slips: up to 0.93."""

_LEAST_VOUCHERS = 2
"""Other impressions that must bear the name by themselves where characters on one were not read."""

_BORNE_OUT = 0.0
"""Odds above which nothing on an impression speaks against a name."""

_EVENLY = -1.0
"""Odds from which an impression says as much for a name as for the like one that was read: two of the stamp's
others settle it. Of 250 twins among impressions of the stamp none came above -1.8."""

_READS_WELL = -3.0
"""Gap to the best reading above which the name, or a twin of it, is as good a reading: all other names lie below."""

_DOUBTED = -3.0
"""Odds from which a character that was not read may be the name's on the word of the stamp's other impressions: of 300
twins beside three of them one came to -4.2 (毕 for 华), the others lie below -5.8, but for one at -2.7 that was read
otherwise."""

_OUT_OF_THE_QUESTION = -6.0
"""Odds and gap below which a name cannot be what stands there: only then a sure reading of another name is believed."""


def bears(seal: Seal, name: str) -> Match:
    """Tell whether an impression bears a name, another one, or cannot be told.

    Args:
        seal: The impression as it was read and tested.
        name: A whole name.
    """
    read = compare(ring_words(seal), seal.text_score, name)
    test = test_of(seal, name)
    if test is None:
        return read
    if read is Match.SAME:
        return Match.SAME if test.odds > _odds_where_read(seal, test) or _vouched(test) else Match.UNREADABLE
    certain = seal.text_score >= CERTAIN and test.odds <= (_EVENLY if test.vouchers >= _LEAST_VOUCHERS else _BORNE_OUT)
    if read is Match.DIFFERENT and (certain or not _vouched(test)):
        return Match.DIFFERENT if _is_out_of_the_question(test) else Match.UNREADABLE
    settled = _fits(test) or _is_read_so(seal, name, test) or _is_only_hidden(seal, name, test)
    return Match.SAME if reads_well(test) and settled else Match.UNREADABLE


def ring_words(seal: Seal) -> str:
    """Return the ring's words without the thirteen-digit number that stands below on the same ring."""
    return seal.text.rstrip("0123456789 ")


def test_of(seal: Seal, name: str) -> NameTest | None:
    """Return what came of testing an impression against a name, None where it was not."""
    return next((one for one in seal.tests if name_as_read(one.name) == name_as_read(ring_name(name))), None)


def reads_well(test: NameTest) -> bool:
    """Tell whether the whole of what stands on the ring reads as the name, or repeats the ink of where it does."""
    return test.ends and (test.gap > _READS_WELL or (test.odds <= _BORNE_OUT and _vouched(test)))


def _fits(test: NameTest) -> bool:
    return test.odds >= OWN_ODDS or _vouched(test)


def _is_read_so(seal: Seal, name: str, test: NameTest) -> bool:
    """Tell whether reading by itself came to the very name: of all characters there are it found these likeliest."""
    if name_as_read(ring_words(seal)) != name_as_read(name):
        return False
    if seal.text_score >= _LIKELY_READ:
        return test.odds > _odds_where_read(seal, test)
    return seal.text_score >= _READ_AT_ALL and not test.treacherous and test.odds > _HARDLY_READ_ODDS


def _odds_where_read(seal: Seal, test: NameTest) -> float:
    """Return the odds above which an impression bears the name that was read on it."""
    if seal.text_score >= CERTAIN:
        return READ_ODDS if test.treacherous else _BORNE_OUT
    return OWN_ODDS if test.treacherous else _UNSURELY_READ_ODDS


def _is_only_hidden(seal: Seal, name: str, test: NameTest) -> bool:
    """Tell whether all that was read is the name's, on a stamp that bears the name on other impressions for certain.

    Ink tells 己 and 已 no better than reading does: where the name holds such a character that settles nothing. Nor
    does it where the reading is sure: then what is missing from it was read otherwise than on the other impressions.
    """
    read = ring_words(seal)
    gaps = name_as_read(read) != name_as_read(name) and holds_with_gaps(name, read)
    unread = gaps and seal.text_score < CHARACTER_LIMIT and test.seen_odds > _DOUBTED
    return unread and not test.treacherous and test.vouchers >= _LEAST_VOUCHERS and _is_stamps(test)


def _vouched(test: NameTest) -> bool:
    """Tell whether the stamp's other impressions settle what print hides on this one.

    Where the name holds a character that deceives (士) and few of them bear it by themselves, more must be seen here.
    """
    least = READ_ODDS if test.treacherous and test.vouchers < _LEAST_VOUCHERS else _BORNE_OUT
    return test.impressions > 1 and test.seen_odds > least and _is_stamps(test)


def _is_stamps(test: NameTest) -> bool:
    """Tell whether a stamp bears the name: by all its impressions summed or laid on each other, or by one of them.

    Few impressions must say more each, the first what a single one must.
    """
    few = OWN_ODDS + _MEAN_ODDS * (test.impressions - 1)
    enough = test.stamp_odds >= min(few, max(STAMP_ODDS, _MEAN_ODDS * test.impressions))
    clear = test.laid_odds >= OWN_ODDS and test.stamp_odds >= -_EVEN * test.impressions
    return enough or clear or (test.vouchers > 0 and test.stamp_odds >= OWN_ODDS)


def _is_out_of_the_question(test: NameTest) -> bool:
    return min(test.odds, test.gap) < _OUT_OF_THE_QUESTION
