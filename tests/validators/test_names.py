"""Names compared character by character: what was not read proves nothing, what differs is a difference."""

from __future__ import annotations

import pytest

from validators.names import Match, compare, holds_with_gaps

UNIT = "瑞丰（北京）信息技术股份有限公司"


@pytest.mark.parametrize(
    ("read", "score", "wanted"),
    [
        (UNIT, 0.9, Match.SAME),
        (UNIT, 0.79, Match.UNREADABLE),
        ("瑞丰(北京)信息技术股份有限公司", 0.95, Match.SAME),
        ("瑞丰□北京）信息技术股份有限公司", 0.85, Match.SAME),
        ("瑞丰□北京）信息技术股份有限公司", 0.35, Match.UNREADABLE),
        ("瑞丰（北京）信息□术股份有限公司", 0.9, Match.UNREADABLE),
        ("瑞丰□□北京）信息技术股份有限公司", 0.9, Match.UNREADABLE),
        ("瑞丰（北京）信息技木股份有限公司", 0.95, Match.DIFFERENT),
        ("瑞丰（北京）信息技木股份有限公司", 0.6, Match.UNREADABLE),
        ("北京嘉华商贸有限公司", 0.97, Match.DIFFERENT),
        ("", 0.0, Match.UNREADABLE),
        ("有限公司", 0.95, Match.UNREADABLE),
    ],
    ids=["same", "same but doubtful", "half width", "bracket hidden", "bracket hidden, rest doubtful",
         "character hidden", "one more hidden", "twin", "doubtful twin",
         "another company", "nothing", "a part"],
)
def test_names_are_compared_by_character(read: str, score: float, wanted: Match) -> None:
    assert compare(read, score, UNIT) is wanted


@pytest.mark.parametrize(
    ("read", "wanted"),
    [("瑞丰（北京）息技术股份限公司", True), ("□□（北京）信息技术股份有限公司", True), ("丰北京信息技术股份有", True),
     ("瑞丰（北京）信息技木股份有限公司", False), ("有限公司", False), ("瑞丰（北京）技术信息股份有限公司", False)],
    ids=["two dropped", "two marked", "both ends lost", "another character", "less than half", "another order"],
)  # fmt: skip
def test_what_was_read_is_the_names_as_far_as_it_goes(read: str, wanted: bool) -> None:
    assert holds_with_gaps(UNIT, read) is wanted
