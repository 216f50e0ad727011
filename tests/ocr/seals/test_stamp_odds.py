"""Impressions of one stamp: what smudges do to one of them the others settle, another character they do not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from ocr.seals.deceiving import DeceivingSign
from ocr.seals.flat_line import Row
from ocr.seals.name_test import Fit
from ocr.seals.seal_strip import COLUMNS, LEVELS, Grid, Strip
from ocr.seals.stamp_odds import StampOdds, stamp_odds

BAND = (0.88, 0.6)
COUNT, WIDTH, FIRST = 8, 50, 100
STEP = WIDTH / COLUMNS * 2 * np.pi
ROW = Row((FIRST + 0.5) / COLUMNS * 2 * np.pi, STEP, COUNT, BAND)
ROWS = (BAND[1] + 0.02 < LEVELS) & (BAND[0] - 0.02 > LEVELS)
BLOTTED = 4


def strokes(seed: int) -> Grid:
    """Return a character: a few broad strokes, other ones for each seed."""
    random = np.random.default_rng(seed)
    coarse = random.random((-(-int(ROWS.sum()) // 8), 5)) < 0.5
    return np.asarray(np.kron(coarse, np.ones((8, 8)))[: ROWS.sum()], np.float32)


def impression(*others: int, holes: int = 0) -> Strip:
    """Return eight characters on a ring.

    Args:
        others: Places of characters that are not the stamp's.
        holes: Columns of the second character without ink.
    """
    ink = np.zeros((len(LEVELS), COLUMNS), np.float32)
    for place in range(COUNT):
        start = FIRST + place * WIDTH - 20
        ink[np.ix_(ROWS, np.arange(start, start + 40))] = strokes(place + 100 * (place in others))
    ink[:, FIRST + WIDTH - 20 : FIRST + WIDTH - 20 + holes] = 0.0
    return Strip(ink, np.ones_like(ink))


def under_a_name_seal(
    strip: Strip, places: tuple[float, float] = (5.7, 9), halo: int = 0, lowest: float = 0.23
) -> Strip:
    """Return an impression with a square of characters pressed over its last two and the ring behind them.

    Args:
        strip: The impression.
        places: Where it begins and ends, in characters.
        halo: Columns beside it with pale ink.
        lowest: Level from which it reaches to the rim.
    """
    ink = strip.ink.copy()
    rows = np.flatnonzero((lowest < LEVELS) & (LEVELS < 0.95))
    columns = np.arange(*(FIRST + round(place * WIDTH) for place in places))
    coarse = np.random.default_rng(9).random((-(-len(rows) // 12), -(-len(columns) // 12))) < 0.6
    square = np.kron(coarse, np.ones((12, 12)))[: len(rows), : len(columns)]
    pale = np.ix_(rows, np.arange(columns[0] - halo, columns[-1] + halo))
    ink[pale] = np.maximum(ink[pale], 0.3)
    ink[np.ix_(rows, columns)] = np.maximum(ink[np.ix_(rows, columns)], square)
    return Strip(ink, strip.seen)


def fit(blotted: float = 5.0, others: float = 5.0, gap: float = 0.0, *, ends: bool = True, hidden: float = 0.0) -> Fit:
    odds = [{"赵": blotted if place == BLOTTED else others} for place in range(COUNT)]
    covered = [hidden if place == BLOTTED else 0.0 for place in range(COUNT)]
    return Fit(tuple(odds), gap, tuple(covered), ends, ROW)


def told(
    strips: Sequence[Strip], *fits: Fit | None, read: Sequence[int] = (), deceiving: Sequence[int] = (),
    unsure: Sequence[int] = (), like: str = "", ink: float = 0.97,
) -> dict[int, StampOdds]:
    tested = {at: one for at, one in enumerate(fits) if one is not None}
    alike = dict.fromkeys(unsure, [like] * COUNT)
    likes = [{"赵": ink} if place in deceiving else {} for place in range(COUNT)]
    known = [DeceivingSign(like, like) for like in likes]
    return stamp_odds(tested, dict(enumerate(strips)), read, known, lambda _: fit(4.0), alike)


@pytest.mark.parametrize("first", [None, fit()], ids=["first surely read", "first tested"])
def test_a_smudged_character_is_settled_by_the_same_ink_on_the_stamps_other_impressions(first: Fit | None) -> None:
    found = told([impression()] * 2, first, fit(-3.0))
    assert found[1].own == 5.0
    assert found[1].impressions == 2
    assert found[1].vouchers == 1
    assert found[1].laid == 4.0


def test_another_character_is_settled_by_none() -> None:
    found = told([impression(), impression(), impression(BLOTTED)], None, None, fit(-3.0))
    assert found[2].own == -3.0
    assert found[2].impressions == 1


def test_the_same_ink_does_not_outweigh_a_reading_that_is_far_from_the_name() -> None:
    assert told([impression()] * 3, None, None, fit(-9.0))[2].own == -9.0


def test_the_same_ink_settles_a_character_read_as_one_unlike_it_where_two_others_bear_the_name() -> None:
    assert told([impression()] * 3, None, None, fit(-9.0), unsure=[2])[2].own == 5.0
    assert told([impression()] * 2, None, fit(-9.0), unsure=[1])[1].own == -9.0
    assert told([impression()] * 3, None, None, fit(-9.0), unsure=[2], like="赵")[2].own == -9.0
    assert told([impression()] * 3, None, None, fit(-9.0), deceiving=[BLOTTED], unsure=[2])[2].own == -9.0
    assert told([impression(), impression(), impression(BLOTTED)], None, None, fit(-9.0), unsure=[2])[2].own == -9.0


def test_the_same_ink_does_not_settle_a_character_that_deceives() -> None:
    assert told([impression()] * 3, None, None, fit(-3.0), deceiving=[BLOTTED])[2].own == -3.0


def test_an_impression_with_holes_joins_its_stamp_where_all_it_shows_agrees() -> None:
    found = told([impression(), impression(), impression(holes=18)], None, None, fit(-1.0, 4.0))
    assert found[2].impressions == 3
    assert found[2].own == 4.0


def test_an_impression_with_holes_and_another_character_joins_no_stamp() -> None:
    found = told([impression(), impression(), impression(BLOTTED, holes=18)], None, None, fit(1.0, 4.0))
    assert found[2].impressions == 1
    assert found[2].own == 1.0


def test_an_impression_with_holes_read_with_difficulty_joins_where_what_was_read_is_unlike_the_name() -> None:
    strips = [*[impression()] * 3, impression(holes=18)]
    fits = [None, None, None, fit(-9.0, 4.0)]
    assert told(strips, *fits, unsure=[3])[3].impressions == 4
    assert told(strips, *fits)[3].impressions == 1
    assert told(strips, *fits, unsure=[3], like="赵")[3].impressions == 1
    assert told([*strips[:3], impression(BLOTTED, holes=18)], *fits, unsure=[3])[3].impressions == 1


def test_what_print_leaves_of_another_character_keeps_its_impression_apart() -> None:
    strips = [impression(), impression(), impression(BLOTTED, holes=18)]
    assert told(strips, None, None, fit(-4.0, 4.0, hidden=0.8))[2].impressions == 1
    assert told([*strips[:2], impression(holes=18)], None, None, fit(-4.0, 4.0, hidden=0.8))[2].impressions == 3


def test_a_seal_of_another_name_is_laid_on_no_stamp() -> None:
    assert told([impression(), impression(holes=18)], None, fit(-1.0, 4.0, gap=-100.0))[1].impressions == 1


def test_print_that_covers_a_character_hides_no_other_one() -> None:
    strips = [impression()] * 3
    assert told(strips, None, None, fit(-5.0, hidden=0.8))[2].own == 5.0
    assert told(strips, None, None, fit(-9.0, hidden=0.8))[2].own == -9.0


def test_another_seal_across_an_impression_hides_what_lies_under_it() -> None:
    strips = [impression(), impression(), under_a_name_seal(impression())]
    found = told(strips, None, None, fit(2.0, 4.0, gap=-8.0, ends=False))[2]
    assert (found.impressions, found.own) == (3, 4.0)
    assert (found.fit.ends, found.fit.gap) == (True, 0.0)


def test_half_a_ring_beside_another_seal_is_enough() -> None:
    strips = [impression(), impression(), under_a_name_seal(impression(), (4.3, 9))]
    assert told(strips, None, None, fit(2.0, 4.0, gap=-8.0, ends=False))[2].impressions == 3
    strips = [impression(), impression(), under_a_name_seal(impression(), (2.9, 9))]
    assert told(strips, None, None, fit(2.0, 4.0, gap=-8.0, ends=False))[2].impressions == 1


def test_what_runs_on_of_another_seal_speaks_for_no_other_character_in_its_columns() -> None:
    strip = under_a_name_seal(impression())
    below, columns = LEVELS > 0.8, np.arange(FIRST + 6 * WIDTH - 15, FIRST + 9 * WIDTH)
    strip.ink[np.ix_(below, columns)] = impression().ink[np.ix_(below, columns)]
    strip.ink[np.ix_(below, columns[::24])] = 1.0
    found = told([impression(), impression(), strip], None, None, fit(2.0, 4.0, gap=-8.0, ends=False))[2]
    assert (found.impressions, found.own) == (3, 4.0)


def test_a_seal_across_few_characters_is_known_by_what_of_it_lies_within_the_ring() -> None:
    strips = [impression(), impression(), under_a_name_seal(impression(), (3.7, 4.4))]
    found = told(strips, None, None, fit(-8.0, 4.0, gap=-8.0))[2]
    assert (found.impressions, found.own) == (3, 4.0)


def test_the_impression_whose_name_was_surely_read_settles_the_other_of_two() -> None:
    found = told([under_a_name_seal(impression()), impression()], fit(2.0, 4.0, gap=-8.0, ends=False))[0]
    assert (found.impressions, found.vouchers, found.own) == (2, 1, 4.0)
    other = told([impression(BLOTTED, holes=18), impression()], fit(-2.0, 4.0))[0]
    assert (other.impressions, other.own) == (1, -2.0)


def test_the_corner_of_a_seal_over_three_characters_is_known_where_all_of_the_stamps_ink_is_there() -> None:
    strips = [impression(), impression(), under_a_name_seal(impression(), (3.6, 5.8), lowest=0.61)]
    found = told(strips, None, None, fit(-8.0, 4.0, gap=-8.0))[2]
    assert (found.impressions, found.own) == (3, 4.0)


def test_a_character_with_more_strokes_is_no_corner_of_a_seal() -> None:
    more = impression()
    more.ink[np.ix_(ROWS, np.arange(FIRST + 4 * WIDTH - 20, FIRST + 4 * WIDTH + 20))] = 1.0
    assert told([impression(), impression(), more], None, None, fit(-4.0, 4.0))[2].impressions == 1


def test_pale_ink_beside_another_seal_is_part_of_it() -> None:
    strips = [impression(), impression(), under_a_name_seal(impression(), (3.7, 4.8), halo=30)]
    found = told(strips, None, None, fit(-8.0, 4.0, gap=-8.0))[2]
    assert (found.impressions, found.own) == (3, 4.0)


def test_words_that_another_seal_hides_make_no_other_name() -> None:
    """Three characters under a printed emblem read as nothing; what is seen beside it is the stamp's."""
    strips = [impression(), impression(), under_a_name_seal(impression(), (3.7, 6))]
    assert told(strips, None, None, fit(-10.0, 4.0, gap=-26.0))[2].impressions == 3


def test_another_seal_hides_no_other_character_beside_it() -> None:
    strips = [impression(), impression(), under_a_name_seal(impression(BLOTTED))]
    assert told(strips, None, None, fit(-2.0, 4.0, gap=-8.0, ends=False))[2].impressions == 1


def test_a_name_that_goes_on_is_no_seal_across_it() -> None:
    longer = impression()
    longer.ink[np.ix_(ROWS, np.arange(FIRST + 8 * WIDTH - 20, FIRST + 12 * WIDTH))] = np.tile(strokes(77), 6)[:, :220]
    found = told([impression(), impression(), longer], None, None, fit(4.0, 4.0, ends=False))[2]
    assert not found.fit.ends


def test_an_impression_that_needs_no_other_vouches_and_so_does_one_whose_name_was_surely_read() -> None:
    fits = [fit(), fit(2.5), fit(1.0), fit(-1.0)]
    assert [told([impression()] * 4, *fits, read=read)[3].vouchers for read in ((), (1, 2))] == [1, 2]


def test_an_impression_whose_every_character_is_the_stamps_ink_reads_as_the_stamp_does() -> None:
    assert told([impression()] * 3, None, None, fit(gap=-9.0))[2].fit.gap == 0.0
    assert told([impression()] * 2, None, fit(gap=-9.0))[1].fit.gap == -9.0
    assert told([impression(), impression(), impression(BLOTTED)], None, None, fit(gap=-9.0))[2].fit.gap == -9.0


def test_the_same_ink_settles_a_character_that_deceives_where_two_others_show_that_its_like_is_other_ink() -> None:
    assert told([impression()] * 3, None, None, fit(-3.0), deceiving=[BLOTTED], ink=0.84)[2].own == 5.0
    assert told([impression()] * 2, None, fit(-3.0), deceiving=[BLOTTED], ink=0.84)[1].own == -3.0
    assert told([impression()] * 3, None, None, fit(-7.0), deceiving=[BLOTTED], ink=0.84)[2].own == -7.0
    strips = [impression(), impression(), impression(BLOTTED)]
    assert told(strips, None, None, fit(-3.0), deceiving=[BLOTTED], ink=0.84)[2].own == -3.0


def test_an_impression_with_holes_whose_name_deceives_joins_where_its_like_is_other_ink() -> None:
    strips = [impression(), impression(), impression(holes=18)]
    assert told(strips, None, None, fit(1.0, 4.0), deceiving=[BLOTTED], ink=0.84)[2].own == 4.0
    assert told(strips, None, None, fit(1.0, 4.0), deceiving=[BLOTTED])[2].impressions == 1
    assert told(strips[1:], None, fit(1.0, 4.0), deceiving=[BLOTTED], ink=0.84)[1].impressions == 1
    other = [*strips[:2], impression(BLOTTED, holes=18)]
    assert told(other, None, None, fit(1.0, 4.0), deceiving=[BLOTTED], ink=0.84)[2].impressions == 1


def test_what_a_character_deceives_for_is_asked_for_though_the_ink_settles_what_else_was_read() -> None:
    odds = tuple({"钱": -3.0, "赵": 1.0} if place == BLOTTED else {"赵": 5.0} for place in range(COUNT))
    found = told([impression()] * 3, None, None, replace(fit(), odds=odds), deceiving=[BLOTTED])[2]
    assert found.own == 1.0


def test_a_line_behind_the_name_is_no_longer_name_where_the_ink_is_the_stamps() -> None:
    assert told([impression()] * 3, None, None, fit(ends=False))[2].fit.ends
    assert not told([impression()] * 2, None, fit(ends=False))[1].fit.ends


def test_a_hidden_character_that_deceives_is_settled_only_by_those_that_surely_show_it() -> None:
    covered = fit(0.0, hidden=0.9)
    assert told([impression()] * 2, fit(), covered)[1].own == 5.0
    assert told([impression()] * 2, fit(), covered, deceiving=[BLOTTED])[1].own == 0.0
    assert told([impression()] * 3, fit(), fit(), covered, deceiving=[BLOTTED])[2].own == 5.0


def test_what_print_leaves_of_another_character_counts() -> None:
    mixed = Strip(0.6 * impression().ink + 0.4 * impression(BLOTTED).ink, impression().seen)
    for odds, own in ((-2.0, 5.0), (-3.5, -3.5)):
        assert told([impression(), mixed], fit(), fit(odds, hidden=0.7))[1].own == own
