"""One engine for all flow tests: loading it takes seconds. The servers of an office that lives through its days."""

from __future__ import annotations

import pytest

from tests import servers
from tests.office.real_office import Servers
from tests.office.services import one_engine


@pytest.fixture(scope="session")
def engine() -> object:
    """Return a factory of the default engine, loaded at its first use."""
    return one_engine


@pytest.fixture
def place(mailbox: servers.Account, dovecot_server: dict[str, str], smtp_server: dict[str, str]) -> Servers:
    """Return a fresh mailbox on Dovecot and an SMTP server that its user may log in to."""
    return Servers(mailbox, dovecot_server, smtp_server)
