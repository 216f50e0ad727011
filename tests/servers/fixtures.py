"""Fixtures for the servers of this folder; named in ``pytest_plugins`` of ``tests/conftest.py``."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import pytest

from tests import servers
from tests.servers.imap_faults import ImapFaultProxy


@contextlib.contextmanager
def installed() -> Iterator[None]:
    """Skip where a server is not installed; fail where ``CI`` is set."""
    try:
        yield
    except servers.ServerMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(f"server missing: {missing}")
        pytest.skip(f"server missing: {missing}")


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[dict[str, str]]:
    """Run Dovecot for the whole session; take mailboxes of your own with ``mailbox``."""
    with installed(), servers.dovecot() as values:
        yield values


@pytest.fixture(scope="session")
def netease_server(dovecot_server: dict[str, str]) -> Iterator[dict[str, str]]:
    """Run the NetEase emulation in front of ``dovecot_server``."""
    with installed(), servers.netease(dovecot_server) as values:
        yield values


@pytest.fixture(scope="session")
def postfix_server(dovecot_server: dict[str, str]) -> Iterator[dict[str, str]]:
    """Run Postfix in front of ``dovecot_server``."""
    with installed(), servers.postfix(dovecot_server) as values:
        yield values


@pytest.fixture
def redis_server() -> Iterator[dict[str, str]]:
    """Run an empty Redis for one test."""
    with installed(), servers.redis() as values:
        yield values


@pytest.fixture
def smtp_server(mailbox: servers.Account) -> Iterator[dict[str, str]]:
    """Run the failing SMTP server for one test; the user of ``mailbox`` may log in."""
    with installed(), servers.smtp(users=(mailbox,)) as values:
        yield values


@pytest.fixture
def mailbox(dovecot_server: dict[str, str]) -> servers.Account:
    """Make a fresh mailbox on ``dovecot_server``."""
    return servers.new_account(dovecot_server)


@pytest.fixture
def imap_fault_proxy(dovecot_server: dict[str, str]) -> Iterator[ImapFaultProxy]:
    """Run a proxy before ``dovecot_server`` whose faults are set by its attributes."""
    with ImapFaultProxy(int(dovecot_server["IMAP_PORT"])) as proxy:
        yield proxy
