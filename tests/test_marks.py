"""Marks tell what a test needs, and a pure test that needs more than it says fails."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import marks

ROOT = Path(__file__).resolve().parents[1]
PLANTED = """
import os

def test_innocent():
    assert os.getpid()

def test_starts_a_process():
    assert os.system("true") == 0

def test_with_a_server(redis_server):
    pass
"""


def test_a_process_that_no_mark_tells_of_fails(tmp_path: Path) -> None:
    planted = tmp_path / "test_planted.py"
    planted.write_text(PLANTED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"), "--rootdir",
         str(tmp_path), "-p", "no:cacheprovider", "-m", "not servers and not reading", str(planted)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "1 failed, 1 passed, 1 deselected" in done.stdout
    assert "test_planted.py::test_starts_a_process" in done.stdout.partition("FAILED")[2]
    assert "tests/marks.py" in done.stdout


def test_this_test_needs_a_process(request: pytest.FixtureRequest) -> None:
    assert marks.needs(request.node) == {"servers"}


def test_every_server_fixture_is_told() -> None:
    text = (ROOT / "tests" / "servers" / "fixtures.py").read_text(encoding="utf-8")
    fixtures = set(re.findall(r"@pytest\.fixture.*\ndef (\w+)", text))
    assert "redis_server" in fixtures
    assert fixtures <= marks.NAMES["servers"]
