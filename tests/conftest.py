"""Fixtures of all tests: real servers, the sample files, a service in a folder of its own; marks and order of tests."""

from __future__ import annotations

import gc
import logging
import os
import resource
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
import structlog

from tests import marks
from tests.office import kept_lines

pytest_plugins = ["tests.servers.fixtures"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None]:
    """Let the collector of garbage pass over what lives as long as the run: it took a sixth of the time of tests."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    marks.mark(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):  # the run is over, not one of its processes alone
        shutil.rmtree(kept_lines.FOLDER, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    before = _children()
    yield
    if marks.is_pure(item) and _children() != before:
        pytest.fail("a test that starts a process is marked 'servers': see tests/marks.py")


def _children() -> tuple[float, float]:
    """Return the processor time of processes that ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime, used.ru_stime


@pytest.fixture(autouse=True)
def _logs() -> Iterator[None]:
    """Forget how a command of this test set up logs: it wrote to what pytest caught of that test alone."""
    yield
    structlog.reset_defaults()
    root = logging.getLogger()
    for handler in [one for one in root.handlers if type(one) is logging.StreamHandler]:
        root.removeHandler(handler)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of real sample files, named by SHOULI_SAMPLES."""
    folder = os.environ.get("SHOULI_SAMPLES")
    if not folder:
        pytest.skip("SHOULI_SAMPLES names no folder of real samples")
    return Path(folder)
