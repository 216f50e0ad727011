"""A period in working days stands once, under a name with its clause; who counts with it uses the name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.clocks import NOTICE_DAYS, SUPPLEMENT_DAYS, Terms
from casework.item_rules import terms_of
from catalogue.model import Deadlines

ROOT = Path(__file__).parents[2]
FOLDERS = ("api", "cases", "casework", "catalogue", "judging", "replies", "views")
COUNTING = {"due_date", "days_before", "count"}
PERIODS = {"notice", "supplement"}


def _bare(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and node.value > 1


def bare_periods(source: str) -> Iterator[int]:
    """Yield the lines in which a period is a number: as a default, counted with, or where an item states none."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if name in PERIODS and _bare(value):
                yield node.lineno
            case ast.IfExp(orelse=other) if _bare(other) and any(f".{name}" in ast.unparse(node) for name in PERIODS):
                yield node.lineno
            case ast.Call(func=ast.Name(id=name), args=args) if name in COUNTING and any(map(_bare, args)):
                yield node.lineno


@pytest.mark.parametrize("folder", FOLDERS)
def test_nobody_counts_with_a_bare_number(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in (ROOT / folder).rglob("*.py")
        for line in bare_periods(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("source", [
    "class Terms:\n    notice: int = 5", "days = item.deadlines.supplement if item else 10", "due_date(day, 10, days)",
])
def test_a_bare_number_is_seen(source: str) -> None:
    assert list(bare_periods(source))


def test_an_item_that_states_no_period_and_an_unknown_one_have_the_same() -> None:
    assert (Deadlines().notice, Deadlines().supplement) == (NOTICE_DAYS, SUPPLEMENT_DAYS)
    assert terms_of(None).notice == Terms().notice == NOTICE_DAYS
