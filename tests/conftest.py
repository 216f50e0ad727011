"""Fixtures of all tests: real servers, the sample files, a service in a folder of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.servers.fixtures"]


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of real sample files, named by SHOULI_SAMPLES."""
    folder = os.environ.get("SHOULI_SAMPLES")
    if not folder:
        pytest.skip("SHOULI_SAMPLES names no folder of real samples")
    return Path(folder)
