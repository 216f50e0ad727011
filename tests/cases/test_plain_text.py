"""Folds differ where their texts do: each pair here is the reason why there are two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cases import plain_text
from cases.plain_text import (
    as_code,
    bare,
    letters_only,
    name_as_read,
    name_as_written,
    one_width,
    plain,
    print_shape,
    ring_name,
)


@pytest.mark.parametrize(
    ("fold", "text", "folded"),
    [
        (one_width, "ＴＡＮＡＫＡ Hiroshi", "TANAKA Hiroshi"),
        (plain, "单 位（盖章）：２０２０-２-３", "单位(盖章):2020-2-3"),
        (plain, "阿里木·买买提", "阿里木·买买提"),
        (bare, "《劳务派遣—协议》★", "劳务派遣协议"),
        (bare, "裁減人員併遷移名冊", "裁减人员并迁移名册"),
        (letters_only, "Ｃertificate of-Coverage（免缴）", "certificateofcoverage免缴"),
        (as_code, "ma00 xxｘx-7", "MA00XXXX-7"),
        (print_shape, "共I0项□", "共10项口"),
        (print_shape, "甲——乙", "甲一乙"),
        (name_as_read, "北京（华·兴）公司。", "北京（华兴）公司"),
        (name_as_written, "北京〔华•兴〕 公司", "北京(华·兴)公司"),
        (ring_name, "北京(华兴) ★公司Abc", "北京（华兴）公司Abc"),
        (ring_name, "ABC 123", ""),
    ],
)
def test_fold(fold: Callable[[str], str], text: str, folded: str) -> None:
    assert fold(text) == folded


def test_typed_name_keeps_what_a_read_one_loses() -> None:
    assert name_as_read("甲.乙公司") == name_as_read("甲乙公司")
    assert name_as_written("甲.乙公司") != name_as_written("甲乙公司")


def test_no_other_file_folds_text_by_itself() -> None:
    home = Path(plain_text.__file__)
    root = home.parents[1]
    ours = {part.parent for part in root.glob("*/__init__.py")} - {root / "tests", root / "benchmarks"}
    others = [path for folder in ours for path in folder.rglob("*.py") if path != home]
    assert others
    assert [path.name for path in others if '"NFKC"' in path.read_text("utf-8")] == []
