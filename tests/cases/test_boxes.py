"""Boxes and units: edges count, boxes that only touch share nothing, and the units stand in one place."""

from __future__ import annotations

import re
from pathlib import Path

import cases
import sandbox.units
from cases import units
from cases.boxes import area, holds, holds_middle, holds_point, overlap, shared_area, touch

PAGE = (0.0, 0.0, 100.0, 200.0)


def test_area() -> None:
    assert area(PAGE) == 20_000.0
    assert area((10.0, 10.0, 5.0, 20.0)) == 0.0


def test_what_two_boxes_share() -> None:
    corner, beside = (90.0, 190.0, 110.0, 210.0), (100.0, 0.0, 120.0, 50.0)
    assert (shared_area(PAGE, corner), touch(PAGE, corner)) == (100.0, True)
    assert (shared_area(PAGE, beside), touch(PAGE, beside)) == (0.0, False)
    assert overlap(PAGE, corner, 0) == 0.5


def test_what_lies_in_a_box() -> None:
    assert holds_point(PAGE, 100.0, 200.0)
    assert holds(PAGE, PAGE)
    half_out = (60.0, 100.0, 140.0, 120.0)
    assert holds_middle(PAGE, half_out)
    assert not holds(PAGE, half_out)


def test_units_stand_once() -> None:
    root = Path(cases.__file__).parents[1]
    homes = {Path(units.__file__), Path(sandbox.units.__file__)}
    ours = {part.parent for part in root.glob("*/__init__.py")} - {root / "tests", root / "benchmarks"}
    written = re.compile(r"(?<![\d.])25\.4(?!\d)|= 72$", re.MULTILINE)
    files = [path for folder in ours for path in folder.rglob("*.py") if path not in homes]
    assert [path.name for path in files if written.search(path.read_text("utf-8"))] == []
    assert (units.POINTS_PER_INCH, units.MM_PER_INCH) == (sandbox.units.POINTS_PER_INCH, sandbox.units.MM_PER_INCH)
