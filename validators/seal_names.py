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

_HARDLY_READ, _HARDLY_READ_ODDS = 0.3, 4.5
"""Score below which an impression was hardly read at all, and the odds that it must have where more was read than the
name's own characters, or it holds one that deceives: of 2,601 twins' impressions one so read reached 4.1 (料 for 科,
smeared), one 4.0 (搏 for 博)."""

_READ_ALIKE_ODDS = 10.0
"""The odds that one impression must have where reading found a look-alike in the place of a character. Of 300 stamps
whose names hold like characters it did on 19 own impressions, and on 2 of twins that the odds alone took for own: at
4.1 (料 for 科) and 8.8."""

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
        borne = test.odds > _odds_where_read(seal, test) or _vouched(test, read=True)
        return Match.SAME if borne else Match.UNREADABLE
    if read is Match.DIFFERENT and (_is_surely_another(seal, test) or not _vouched(test)):
        return Match.DIFFERENT if _is_out_of_the_question(test) else Match.UNREADABLE
    settled = _fits(seal, name, test) or _is_only_hidden(seal, name, test)
    return Match.SAME if reads_well(test) and settled else Match.UNREADABLE


def bears_as_far_as_seen(seal: Seal, name: str) -> bool:
    """Tell whether an impression bears a name by all that print over it leaves to be seen, and nothing contradicts.

    That does for a seal which occurs once, and of which nobody has a twin made: a union's.
    """
    test = test_of(seal, name)
    seen = test is not None and reads_well(test) and test.odds >= _BORNE_OUT and test.seen_odds >= READ_ODDS
    return seen or bears(seal, name) is Match.SAME


def ring_words(seal: Seal) -> str:
    """Return the ring's words without the thirteen-digit number that stands below on the same ring."""
    return seal.text.rstrip("0123456789 ")


def test_of(seal: Seal, name: str) -> NameTest | None:
    """Return what came of testing an impression against a name, None where it was not."""
    return next((one for one in seal.tests if name_as_read(one.name) == name_as_read(ring_name(name))), None)


def reads_well(test: NameTest) -> bool:
    """Tell whether the whole of what stands on the ring reads as the name, or repeats the ink of where it does."""
    return test.ends and (test.gap > _READS_WELL or (test.odds <= _BORNE_OUT and _vouched(test)))


def _is_surely_another(seal: Seal, test: NameTest) -> bool:
    """Tell whether a sure reading of another name stands, whatever the stamp's other impressions say."""
    if test.reads_alike:
        return test.odds <= _BORNE_OUT
    least = _EVENLY if test.vouchers >= _LEAST_VOUCHERS else _BORNE_OUT
    return seal.text_score >= CERTAIN and test.odds <= least


def _fits(seal: Seal, name: str, test: NameTest) -> bool:
    """Tell whether an impression whose reading does not settle it bears a name: by itself, or as its stamp does."""
    uncontradicted = test.reads_so or holds_with_gaps(name, ring_words(seal))
    alone = _odds_alone(seal, test, read=uncontradicted and not test.treacherous)
    return test.odds >= alone or _vouched(test, read=uncontradicted)


def _odds_alone(seal: Seal, test: NameTest, *, read: bool) -> float:
    if test.reads_alike and test.vouchers < _LEAST_VOUCHERS:
        return _READ_ALIKE_ODDS
    return OWN_ODDS if read or seal.text_score >= _HARDLY_READ else _HARDLY_READ_ODDS


def _odds_where_read(seal: Seal, test: NameTest) -> float:
    """Return the odds above which an impression bears the name that was read on it."""
    if seal.text_score >= CERTAIN:
        return READ_ODDS if test.treacherous else _BORNE_OUT
    return OWN_ODDS


def _is_only_hidden(seal: Seal, name: str, test: NameTest) -> bool:
    """Tell whether all that was read is the name's, on a stamp that bears the name on other impressions for certain.

    Ink tells 己 and 已 no better than reading does: where the name holds such a character that settles nothing. Nor
    does it where the reading is sure: then what is missing from it was read otherwise than on the other impressions.
    """
    read = ring_words(seal)
    gaps = name_as_read(read) != name_as_read(name) and holds_with_gaps(name, read)
    unread = gaps and seal.text_score < CHARACTER_LIMIT and test.seen_odds > _DOUBTED
    return unread and not test.treacherous and test.vouchers >= _LEAST_VOUCHERS and _is_stamps(test)


def _vouched(test: NameTest, *, read: bool = False) -> bool:
    """Tell whether the stamp's other impressions settle what print hides on this one.

    Where more was read than the name's own characters, or it holds one that deceives (士) and few of them bear it by
    themselves, more must be seen here: of 300 twins beside two impressions one had 2.2 (申 under print, for 中).
    """
    enough = read and (test.vouchers >= _LEAST_VOUCHERS or not test.treacherous)
    return test.impressions > 1 and test.seen_odds > (_BORNE_OUT if enough else READ_ODDS) and _is_stamps(test)


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
