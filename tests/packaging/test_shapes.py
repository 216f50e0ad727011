"""The shape of the code: short files, short functions, few parameters (query parameters travel as one value)."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP: list[str] = PROJECT["tool"]["importlinter"]["root_packages"]
MOST_PARAMETERS, MOST_LINES = 6, 400
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(folder: str) -> Iterator[tuple[Path, Function]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, Function):
                yield path.relative_to(ROOT), node


def parameters(function: Function) -> int:
    """Count what a caller may give: ``self`` apart, ``*args`` and ``**more`` as one each."""
    given = function.args
    named = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs) if one.arg not in ("self", "cls")]
    return len(named) + sum(one is not None for one in (given.vararg, given.kwarg))


@pytest.mark.parametrize("folder", TOP)
def test_no_function_takes_more_than_six_parameters(folder: str) -> None:
    wide = [f"{path} {function.name}" for path, function in functions(folder) if parameters(function) > MOST_PARAMETERS]
    assert wide == []


def test_functions_are_short() -> None:
    lengths = [node.end_lineno - node.lineno + 1 for top in TOP for _, node in functions(top) if node.end_lineno]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=20)[-1] <= 22


def test_no_file_is_long() -> None:
    folders = [*TOP, "tests", "benchmarks"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


@pytest.mark.parametrize(("folder", "most"), [("ocr", 12), ("pipeline", 20)])
def test_a_room_is_no_heap(folder: str, most: int) -> None:
    assert len(list((ROOT / folder).glob("*.py"))) <= most
