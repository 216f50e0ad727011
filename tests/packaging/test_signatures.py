"""No function of the reading floors takes more than six parameters: what travels together is one value."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST = 6


def _wide(folder: str) -> Iterator[str]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                if sum(one.arg not in ("self", "cls") for one in given) > MOST:
                    yield f"{path.relative_to(ROOT)} {node.name}"


@pytest.mark.parametrize("folder", ["sandbox", "cases", "catalogue", "papers", "ocr"])
def test_no_wide_function(folder: str) -> None:
    assert list(_wide(folder)) == []
