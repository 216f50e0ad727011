"""One engine for all flow tests: loading it takes seconds."""

from __future__ import annotations

import pytest

from tests.flow.office import one_engine


@pytest.fixture(scope="session")
def engine() -> object:
    """Return a factory of the default engine, loaded at its first use."""
    return one_engine
