"""A letter on a page is the letter, line by line."""

from __future__ import annotations

from pathlib import Path

from tests.casework.holding import held_case
from tests.office.counter import Counter, blocking
from views.letter_paper import paper_of


def test_every_line_of_a_letter_is_shown_once_and_in_order(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    text = counter.letters(held_case(counter, blocking()), "supplement-notice")[0].text
    paper = paper_of(text)
    shown = [
        paper.title, f"文号：{paper.number}" if paper.number else "", paper.salutation,
        *(one.text for one in (*paper.before, *paper.after)), *paper.signature, "────────────────", *paper.footer,
    ]
    assert [line for line in shown if line] == [line for line in text.splitlines() if line]
    assert paper.salutation == "北京某某科技有限公司："
    assert paper.before[-1].flat
    assert "articles-of-association" in paper.before[-1].text


def test_no_line_is_lost_where_blocks_are_run_together() -> None:
    text = "告知书\n文号：某〔2020〕1号\n\n某公司：\n请补正材料。\n1. 章程\n\n此函。\n\n某局\n2020年2月3日\n"
    paper = paper_of(text)
    shown = [paper.salutation, *(one.text for one in (*paper.before, *paper.after)), *paper.signature]
    assert (paper.title, paper.number) == ("告知书", "某〔2020〕1号")
    assert [line for line in shown if line] == [line for line in text.splitlines()[2:] if line]


def test_a_letter_of_one_sentence_is_shown() -> None:
    paper = paper_of("回执\n\n已收到。\n")
    assert (paper.title, [one.text for one in paper.before]) == ("回执", ["已收到。"])
