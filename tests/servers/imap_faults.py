"""A proxy before a real IMAP server that breaks on request, inside the test's process.

It listens on a loopback port, so pollers in other processes can be pointed at it too.
"""

from __future__ import annotations

import re
import socket
import struct
import threading
import time
from types import TracebackType

LITERAL = re.compile(rb"\{(\d+)\}\r\n$")
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
CHUNK = 65536


class ImapFaultProxy:
    """Passes IMAP on and breaks it as its attributes say; they may change while it runs.

    Attributes:
        port: Where to connect.
        cut_literal: Reset the link after this share of the next FETCH literal (0.0–1.0).
        cuts_left: How many literals to cut so; every cut counts down.
        refuse_login: Answer LOGIN with ``refusal``.
        hide_found: Leave this many of the last UIDs out of the next SEARCH answer.
        swallow_fetch: Drop the untagged answer of the next body FETCH, as after a foreign EXPUNGE.
        stall_seconds: Wait so long before each body FETCH is passed on.
        bad_uid: Body FETCH of this UID fails, alone or among others, as ``bad_answer`` says.
        bad_answer: ``NO``, ``close``, ``rubbish``, ``silence`` or ``nothing`` (an answer without the message).
        bad_facts: A FETCH of size and time that names the UID fails too.
        refuse_store: Answer STORE with ``NO``, as for an account that may read only.
        bye: Answer every command with ``BYE`` and close.
        bytes_served: Sum of what went to the clients.
        commands: Verbs seen, oldest first.
    """

    def __init__(self, backend: int) -> None:
        self.backend = backend
        self.cut_literal = 0.5
        self.cuts_left = 0
        self.refuse_login = False
        self.refusal = "NO [AUTHENTICATIONFAILED] LOGIN Login error or password error"
        self.hide_found = 0
        self.swallow_fetch = False
        self.stall_seconds = 0.0
        self.bad_uid = 0
        self.bad_answer = "NO"
        self.bad_facts = False
        self.refuse_store = False
        self.bye = False
        self.bytes_served = 0
        self.commands: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._links: list[socket.socket] = []

    def __enter__(self) -> ImapFaultProxy:
        """Start to serve."""
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every link."""
        for link in [self._listener, *self._links]:
            _close(link)

    def drop_links(self) -> None:
        """Close the links that are open now; new ones are welcome."""
        while self._links:
            _close(self._links.pop())

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.backend))
            except OSError:
                return
            self._links += [client, server]
            for way in (self._down, self._up):
                threading.Thread(target=self._guarded, args=(way, client, server), daemon=True).start()

    def _guarded(self, way: object, client: socket.socket, server: socket.socket) -> None:
        assert callable(way)
        try:
            way(client, server)
        except (OSError, ValueError):
            pass
        finally:
            _close(client)
            _close(server)

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        for line in client.makefile("rb"):
            tag, verb, rest = [*line.split(None, 2), b"", b""][:3]
            name = (
                (verb + b" " + rest.split(None, 1)[0]).decode()
                if verb.upper() == b"UID"
                else verb.decode("ascii", "replace")
            )
            self.commands.append(name.upper())
            if self.bye:
                client.sendall(b"* BYE shutting down\r\n")
                return
            if self.refuse_login and verb.upper() in {b"LOGIN", b"AUTHENTICATE"}:
                client.sendall(tag + f" {self.refusal}\r\n".encode())
                continue
            if self._is_bad(line):
                if self.bad_answer == "close":
                    return
                client.sendall(self._spoilt(tag))
                continue
            if self.refuse_store and b" STORE " in line:
                client.sendall(tag + b" NO [NOPERM] Permission denied\r\n")
                continue
            if self.stall_seconds and b"BODY.PEEK[" in line:
                time.sleep(self.stall_seconds)
            server.sendall(line)

    def _is_bad(self, line: bytes) -> bool:
        match = re.search(rb" FETCH ([0-9,]+) ", line)
        if not self.bad_uid or match is None or str(self.bad_uid).encode() not in match[1].split(b","):
            return False
        return self.bad_facts or b"BODY.PEEK[" in line

    def _spoilt(self, tag: bytes) -> bytes:
        return {
            "NO": tag + b" NO [SERVERBUG] Internal error\r\n",
            "rubbish": b"* 2 FETCH (((UID \"x BODY[] {notanumber}\r\n" + tag + b" OK done\r\n",
            "nothing": tag + b" OK done\r\n",
        }.get(self.bad_answer, b"")

    def _down(self, client: socket.socket, server: socket.socket) -> None:
        lines = server.makefile("rb")
        for line in lines:
            announced = LITERAL.search(line)
            body = lines.read(int(announced[1])) if announced else b""
            if announced and b" FETCH " in line:
                if self.swallow_fetch:
                    self.swallow_fetch = False
                    lines.readline()
                    continue
                if self.cuts_left:
                    self.cuts_left -= 1
                    self._send(client, line + body[: int(len(body) * self.cut_literal)])
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
                    client.close()
                    return
            self._send(client, self._shortened(line) + body)

    def _shortened(self, line: bytes) -> bytes:
        if not self.hide_found or not line.startswith(b"* SEARCH "):
            return line
        kept = line.split()[: -self.hide_found]
        self.hide_found = 0
        return b" ".join(kept) + b"\r\n"

    def _send(self, client: socket.socket, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            client.sendall(data[start : start + CHUNK])
        self.bytes_served += len(data)


def _close(link: socket.socket) -> None:
    try:
        link.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    finally:
        link.close()
