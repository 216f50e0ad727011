"""The makers of blind mails are whole: each starts and reads all that it sets its papers from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.blind import made


@pytest.mark.parametrize("generator", made.GENERATORS)
def test_maker_has_all_its_texts(generator: str, tmp_path: Path) -> None:
    """No mail has this number: everything is planned, and none is set, which would need a word processor."""
    command = [sys.executable, "-m", generator, "--count", "84", "--ids", "99999", "--out", str(tmp_path)]
    folder = Path(made.__file__).parent / "generators"
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
