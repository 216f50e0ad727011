"""Line breaks of Chinese text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replies.line_breaking import CLOSING, OPENING, break_lines


def wide(text: str) -> float:
    return float(sum(1 if character.isascii() else 2 for character in text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("一二三四五，六", ["一二三四", "五，六"], id="comma moves with its word"),
        pytest.param("一二三四（六七", ["一二三四", "（六七"], id="opening bracket moves on"),
        pytest.param("一二三四五六七", ["一二三四五", "六七"], id="full line"),
        pytest.param("一二三SL123四", ["一二三", "SL123四"], id="number stays whole"),
        pytest.param("一二三四”。五六", ["一二三", "四”。五六"], id="two closing marks"),
    ],
)
def test_marks_stand_where_they_may(text: str, lines: list[str]) -> None:
    assert break_lines(text, 10, wide) == lines


def test_first_line_is_indented() -> None:
    assert break_lines("一二三四五六", 10, wide, indent=4) == ["一二三", "四五六"]


def test_word_wider_than_a_line_is_cut() -> None:
    assert break_lines("abcdefghijklmno", 10, wide) == ["abcdefghij", "klmno"]


SIGNS = "一二三四五六七八，。：；！？）》”（《“SL12. "


@given(st.text(SIGNS, max_size=120))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str) -> None:
    lines = break_lines(text, 24, wide, indent=4)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(wide(line) <= 24 for line in lines)


@given(st.lists(st.sampled_from(["甲乙", "丙，", "（丁）", "“戊”", "己。", "《庚》", "SL20，"]), max_size=40))
def test_ordinary_text_breaks_by_the_rules(words: list[str]) -> None:
    lines = break_lines("".join(words), 24, wide, indent=4)
    assert all(line[0] not in CLOSING for line in lines[1:])
    assert all(line[-1] not in OPENING for line in lines[:-1])
