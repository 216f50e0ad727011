"""One engine for all flow tests: loading it takes seconds."""

from __future__ import annotations

from functools import cache

import pytest

from ocr.engines import make_engine


@pytest.fixture(scope="session")
def engine() -> object:
    """Return a factory of the default engine, loaded at its first use."""
    return cache(lambda: make_engine("rapid", None, 2))
