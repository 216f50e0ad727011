"""The tools refuse planted violations: the contracts of imports, the rules of style, the types."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.test_packaging import ROOT, TOP, top_folders

LINT_IMPORTS = (str(Path(sys.executable).parent / "lint-imports"), "--no-cache")
FLOORS, ROOMS, HOME = "Dependencies point one way", "Reading is built in floors", "One home per library"
PURE, UNRECORDED = "Rules are pure", "Judging knows neither record nor network"
ENTRY, CIRCLES = "Settings are seen at entry points only", "No circles inside a folder"
RECORD = "SQL lives in the record"
PLANTED = {
    "upwards": ("cases/planted.py", "ocr.read", FLOORS, "cases.planted -> ocr.read"),
    "sideways": ("intake/planted.py", "validators.outcome", FLOORS, "intake.planted -> validators.outcome"),
    "upwards-in-reading": ("ocr/engines/planted.py", "ocr.text", ROOMS, "ocr.engines.planted -> ocr.text"),
    "second-home": ("ocr/text/planted.py", "rapidocr", HOME, "ocr.text.planted -> rapidocr"),
    "pixels-in-a-rule": ("validators/planted.py", "numpy", PURE, "validators.planted -> numpy"),
    "sql-in-a-rule": (
        "validators/checks/planted.py", "sqlalchemy", UNRECORDED, "validators.checks.planted -> sqlalchemy",
    ),
    "sql-in-an-act": ("casework/planted.py", "sqlalchemy", RECORD, "casework.planted -> sqlalchemy"),
    "sql-in-a-route": ("api/routes/planted.py", "sqlalchemy.exc", RECORD, "api.routes.planted -> sqlalchemy"),
    "settings-below": ("replies/planted.py", "pipeline.settings", ENTRY, "replies.planted -> pipeline.settings"),
    "settings-in-a-stage": (
        "pipeline/planted_stages.py", "pipeline.settings", ENTRY, "pipeline.planted_stages -> pipeline.settings",
    ),
    "circle": ("ocr/seals/planted.py", "ocr.seals.planted_too", CIRCLES, "No cycles are allowed in ocr.seals"),
    "circle-closed": ("ocr/seals/planted_too.py", "ocr.seals.planted", CIRCLES, ".planted_too -> .planted"),
}
"""By name: a file, what it imports, the contract that this breaks, and what is said of it."""


def copied(folder: Path) -> Path:
    """Copy the code to plant violations in."""
    for top in TOP:
        shutil.copytree(ROOT / top, folder / top, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run_tool(tree: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a checker of this environment over the copy."""
    return subprocess.run(
        [sys.executable, *command], cwd=tree, capture_output=True, text=True, timeout=120, check=False,
    )


def plant(tree: Path, module: str, line: str) -> None:
    (tree / module).parent.mkdir(exist_ok=True)
    (tree / module).write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of a copy with all the wrong imports in it; by contract, one paragraph after the other."""
    tree = copied(tmp_path_factory.mktemp("planted"))
    for module, target, _, _ in PLANTED.values():
        plant(tree, module, f"import {target}")
    done = run_tool(tree, *LINT_IMPORTS)
    assert done.returncode != 0
    return done.stdout


def test_the_copy_itself_keeps_the_contracts(tree: Path) -> None:
    done = run_tool(tree, *LINT_IMPORTS)
    assert done.returncode == 0, done.stdout


def paragraph(told: str, contract: str) -> str:
    """Return what is said of a broken contract."""
    rest = told.partition("Broken contracts")[2].partition(f"\n{contract}\n")[2].lstrip("-")
    return re.split(r"\n-{5,}\n", rest)[0]


@pytest.mark.parametrize("name", PLANTED)
def test_a_wrong_import_breaks_its_contract(contracts: str, name: str) -> None:
    _, _, contract, said = PLANTED[name]
    assert said in paragraph(contracts, contract)


def test_a_folder_of_reading_without_a_floor_is_refused(tree: Path) -> None:
    plant(tree, "ocr/planted/__init__.py", "")
    done = run_tool(tree, *LINT_IMPORTS)
    shutil.rmtree(tree / "ocr" / "planted")
    assert done.returncode != 0
    assert "ocr.planted" in paragraph(done.stdout, ROOMS)


def test_a_folder_at_the_top_without_a_floor_is_seen(tree: Path) -> None:
    plant(tree, "planted/__init__.py", "")
    seen = top_folders(tree) - set(TOP)
    shutil.rmtree(tree / "planted")
    assert seen == {"planted"}


def test_an_exception_that_nothing_needs_any_more_is_refused(tree: Path) -> None:
    settings = tree / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"catalogue.loader -> yaml",', '"catalogue.loader -> yaml", "papers -> yaml",', 1))
    done = run_tool(tree, *LINT_IMPORTS)
    settings.write_text(text, encoding="utf-8")
    assert done.returncode != 0
    assert "papers -> yaml" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ('import os\n\nFOLDER = os.environ["HOME"]\n', "TID251"),
        ("from datetime import datetime\n\nNOW = datetime.now()\n", "DTZ005"),
        ('print("received")\n', "T201"),
    ],
    ids=["environment", "naive-time", "print"],
)
def test_style(tree: Path, code: str, rule: str) -> None:
    plant(tree, "cases/planted.py", code)
    done = run_tool(tree, "-m", "ruff", "check", "--no-cache", "cases/planted.py")
    (tree / "cases" / "planted.py").unlink()
    assert done.returncode == 1
    assert rule in done.stdout


def test_types(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    plant(tmp_path, "planted.py", "def count(pages):\n    return len(pages)")
    done = run_tool(tmp_path, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), "planted.py")
    assert done.returncode == 1
    assert "no-untyped-def" in done.stdout
