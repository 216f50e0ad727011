"""The socket that requests come in by."""

from __future__ import annotations

import socket

from cases.errors import ConfigurationError

BACKLOG = 128


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one.

    Its connections send at once what is written (TCP_NODELAY). asyncio sees to that only where a socket names its
    protocol, which those of :func:`socket.create_server` do not: head and body of an answer leave in two pieces, and
    the second would wait 40 ms for the other side to confirm the first.

    Raises:
        ConfigurationError: Nothing can listen there.
    """
    try:
        listener = socket.create_server((host, port), backlog=BACKLOG, reuse_port=False)
    except OSError as error:
        raise ConfigurationError(reason=f"无法在 {host}:{port} 监听（{error.strerror}），请换用 --port") from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # its connections inherit it
    return listener
