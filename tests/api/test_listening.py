"""Where requests come in: answers leave at once, and a place that is taken is told in a sentence."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from api.listening import listen
from cases.errors import ConfigurationError


def test_connection_sends_at_once_what_is_written() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with closing(accepted):
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_taken_port_is_told_in_a_sentence() -> None:
    with listen("127.0.0.1", 0) as listener, pytest.raises(ConfigurationError, match="请换用 --port"):
        listen("127.0.0.1", listener.getsockname()[1])
