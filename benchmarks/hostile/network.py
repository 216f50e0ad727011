"""Look-ups and connections that this process tries through Python, noted as they are tried.

What a native library did by itself would not be seen; those that parse foreign bytes run in the sandbox, whose kernel
filter knows no call of the network.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TRIED = frozenset({
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto",
    "socket.sendmsg", "urllib.Request", "http.client.connect", "smtplib.connect", "imaplib.open",
})  # fmt: skip
_noting: list[list[str]] = []
_hooked: list[bool] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _noting and event in _TRIED:
        for notes in _noting:
            notes.append(event)


@contextmanager
def noted() -> Iterator[list[str]]:
    """Yield a list that grows by the name of every attempt while the context lasts."""
    if not _hooked:
        sys.addaudithook(_note)  # one for good: Python takes none back
        _hooked.append(True)
    notes: list[str] = []
    _noting.append(notes)
    try:
        yield notes
    finally:
        _noting.remove(notes)
