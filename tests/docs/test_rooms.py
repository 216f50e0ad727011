"""The table of folders in the architecture is the tree: every folder, its sentence, and who uses it."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP: list[str] = PROJECT["tool"]["importlinter"]["root_packages"]
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ANY = "all above"


def documented() -> dict[str, tuple[str, str]]:
    """Return sentence and users of each folder, as the table says."""
    table = TEXT.partition("## The rooms\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z_/]+)/` \| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    return {folder: (sentence, users) for folder, sentence, users in rows}


def sentence_of(folder: str) -> str:
    """Return the first line of a folder's docstring, without its full stop."""
    text = ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0].rstrip(".").replace("``", "`")


@pytest.fixture(scope="module")
def users() -> dict[str, set[str]]:
    """Folders that import from a folder, by folder."""
    graph = grimp.build_graph(*TOP, cache_dir=None)
    found: dict[str, set[str]] = {folder: set() for folder in map(folder_of, graph.modules)}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            if folder_of(module) != folder_of(imported):
                found[folder_of(imported)].add(folder_of(module))
    return found


def folder_of(module: str) -> str:
    path = module.replace(".", "/")
    return path if (ROOT / path).is_dir() else path.rpartition("/")[0]


def floors() -> dict[str, int]:
    """Return the floor of each top folder, counted from above."""
    layers: list[str] = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    return {name: floor for floor, layer in enumerate(layers) for name in layer.split(" | ")}


def test_every_folder_stands_in_the_table_with_its_sentence(users: dict[str, set[str]]) -> None:
    assert {folder: sentence for folder, (sentence, _) in documented().items()} == {
        folder: sentence_of(folder) for folder in users
    }


def may_use(user: str, folder: str, named: set[str]) -> bool:
    """Tell whether the table lets a folder import from another."""
    top, its_top = user.partition("/")[0], folder.partition("/")[0]
    is_above = top == its_top or floors()[top] < floors()[its_top]
    return user in named or (ANY in named and is_above)


def test_a_folder_is_used_by_those_that_the_table_names_and_by_no_other(users: dict[str, set[str]]) -> None:
    for folder, (_, cell) in documented().items():
        named = {name.strip("`/ ") for name in cell.split(",")} - {"nobody"}
        assert [user for user in sorted(users[folder]) if not may_use(user, folder, named)] == [], folder
        assert named - {ANY} <= users[folder], folder
