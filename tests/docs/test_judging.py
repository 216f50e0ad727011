"""``docs/judging.md``: every behaviour that it tells has a test, and the test is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<does>[^|]+) \| `(?P<test>tests/[^`]+)` \|$", re.MULTILINE)
TEXT = (ROOT / "docs/judging.md").read_text(encoding="utf-8")
ROWS = [(match["what"].strip(), match["test"]) for match in _ROW.finditer(TEXT)]


@cache
def _tests_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("what", "test"), ROWS, ids=[what[:20] for what, _ in ROWS])
def test_the_named_test_is_there(what: str, test: str) -> None:
    path, _, name = test.partition("::")
    assert (ROOT / path).is_file(), f"{what}: {path}"
    assert name.partition("[")[0] in _tests_of(ROOT / path), f"{what}: {test}"


def test_every_line_of_the_tables_is_a_row() -> None:
    told = [line for line in TEXT.splitlines() if line.startswith("| ") and line != "| 来件 | 怎样处理 | 测试 |"]
    assert len(told) == len(ROWS) > 100
    assert len({what for what, _ in ROWS}) == len(ROWS)
