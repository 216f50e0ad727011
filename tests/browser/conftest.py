"""Officers before a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import servers
from tests.browser.windows import EXECUTABLES, chromium
from tests.office.real_office import Servers


@pytest.fixture
def place(mailbox: servers.Account, dovecot_server: dict[str, str], smtp_server: dict[str, str]) -> Servers:
    """Return a fresh mailbox on Dovecot and an SMTP server that its user may log in to."""
    return Servers(mailbox, dovecot_server, smtp_server)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all windows of a file; no longer: it leaves a running event loop to the tests after it."""
    if not any(path.exists() for path in EXECUTABLES):
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: apt install chromium-headless-shell")
        pytest.skip("Chromium is not installed")
    with chromium() as running:
        yield running
