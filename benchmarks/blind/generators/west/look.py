"""The look of an office's papers: fonts, sizes, rules."""

from __future__ import annotations

from dataclasses import dataclass

from .chance import Chance

SONG = "AR PL UMing CN"
KAI = "AR PL UKai CN"
HEI = "WenQuanYi Zen Hei"
MICRO = "WenQuanYi Micro Hei"
SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
OLDSONG = "AR PL SungtiL GB"
PENS = ("#1b2f7a", "#16276b", "#22336f", "#0f2468", "#2a2a48")


@dataclass(frozen=True)
class Look:
    """Fonts and measures of one firm's papers; sizes in points, widths in mm."""

    style: str
    body: str
    title: str
    fill: str
    pen: str
    size: float
    title_size: float
    spacing: int
    rule: float
    shade: str
    hand: bool
    tick: str
    habit: str
    margin: tuple[int, int]
    extra: float = 0  # points added to running text


def old_office(chance: Chance, tick: str, habit: str) -> Look:
    """Forms with ruled tables, filled in by hand with a dark blue pen."""
    return Look(
        "old",
        chance.pick([SONG, OLDSONG, SONG]),
        chance.pick([SERIF, HEI, SONG]),
        chance.pick([KAI, KAI, "LXGW WenKai"]),
        chance.pick(PENS),
        chance.pick([10.5, 11, 12]),
        chance.pick([18, 20, 22]),
        chance.pick([130, 145, 160]),
        chance.pick([0.5, 0.75, 1.0]),
        "",
        True,
        tick,
        habit,
        (chance.pick([20, 25]), chance.pick([22, 26])),
        chance.pick([0.5, 1, 1.5]),
    )


def typed_office(chance: Chance, tick: str, habit: str) -> Look:
    """Papers typed throughout, often with shaded labels."""
    return Look(
        "typed",
        chance.pick([SANS, MICRO, SERIF, KAI]),
        chance.pick([SANS, HEI, SERIF]),
        chance.pick([SONG, KAI, SERIF]),
        "#000000",
        chance.pick([10, 10.5, 11]),
        chance.pick([15, 16, 18]),
        chance.pick([115, 125, 140]),
        chance.pick([0.5, 0.5, 1.25]),
        chance.pick(["", "#eeeeee", "#e4ecf4", "#f2efe2"]),
        False,
        tick,
        habit,
        (chance.pick([18, 22]), chance.pick([19, 24])),
        chance.pick([0, 0.5, 1]),
    )
