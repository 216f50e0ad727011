"""A small office in a folder, with a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.services import Services
from tests.office.services import Watch, services_in


@pytest.fixture
def watch() -> Watch:
    return Watch(datetime(2020, 2, 12, 1, 0, tzinfo=UTC))


@pytest.fixture
def services(tmp_path: Path, watch: Watch) -> Iterator[Services]:
    made = services_in(tmp_path, clock=watch, time_of_day=watch)
    yield made
    made.close()
