"""The gate on real sockets: nobody's body is read, and nobody's is read beyond what the route may need."""

from __future__ import annotations

import json
import socket
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.gate import FORM, JSON, LONGEST_HEADERS, LONGEST_QUERY, MEGA, SCAN, UPLOADS_AT_ONCE
from tests.api.test_callers import OURS, session
from tests.office.desk import Desk

PATIENCE = 20.0
GIGA, KILO = 1024 * MEGA, 1024


class Line:
    """A connection on which a request is sent piece by piece."""

    def __init__(self, desk: Desk) -> None:
        place = urlsplit(desk.address)
        self._socket = socket.create_connection((place.hostname, place.port), timeout=PATIENCE)

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def begin(self, method: str, path: str, **headers: str) -> Line:
        lines = [f"{method} {path} HTTP/1.1", "Host: office.test"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send(("\r\n".join(lines) + "\r\n\r\n").encode())
        return self

    def send(self, content: bytes) -> None:
        self._socket.sendall(content)

    def chunk(self, content: bytes) -> None:
        self.send(f"{len(content):x}\r\n".encode() + content + b"\r\n")

    def wait_until_heard(self) -> None:
        """Wait for the word that the body is wanted."""
        got = b""
        while not got.endswith(b"\r\n\r\n"):
            got += self._piece(got)
        assert got.startswith(b"HTTP/1.1 100 ")

    def answer(self) -> tuple[int, dict[str, Any], bool]:
        """Return status, body, and whether the connection ends."""
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._piece(got)
        head, _, body = got.partition(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        while len(body) < length:
            body += self._piece(body)
        closes = b"connection: close" in head.lower()
        if closes:
            assert self._ends()
        return int(head.split()[1]), json.loads(body) if body else {}, closes

    def _piece(self, before: bytes) -> bytes:
        piece = self._socket.recv(65536)
        assert piece, before
        return piece

    def _ends(self) -> bool:
        try:
            while self._socket.recv(65536):
                pass
        except ConnectionResetError:
            pass
        return True


def bearer(desk: Desk, who: str = "officer") -> dict[str, str]:
    return {"Authorization": f"Bearer {desk.tokens[who]}"}


SENT = [
    ("POST", "/api/v1/submissions"), ("POST", "/api/v1/cases/1/notes"), ("POST", "/desk/assignments"), ("PUT", "/x"),
]


@pytest.mark.parametrize(("method", "path"), SENT)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Cookie": "__Host-shouli=wrong"}])
def test_nobody_is_answered_before_his_body(desk: Desk, method: str, path: str, headers: dict[str, str]) -> None:
    for framing in ({"Content_Length": str(60 * KILO)}, {"Transfer_Encoding": "chunked"}):
        with Line(desk) as line:
            status, body, closes = line.begin(method, path, **headers, **framing).answer()  # no byte of it was sent
            assert (status, body["code"], closes) == (401, "not-authenticated", True)


def test_foreign_page_is_answered_before_its_body(desk: Desk) -> None:
    cookie, word = session(desk)
    with Line(desk) as line:
        line.begin("POST", "/api/v1/submissions", **cookie, X_CSRF_Token=word, Sec_Fetch_Site="cross-site",
                   Content_Length=str(MEGA))
        assert line.answer()[:2][0] == 403


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/api/v1/submissions", 61 * MEGA), ("/api/v1/letters/1/sealed", SCAN), ("/api/v1/cases/1/notes", JSON),
        ("/desk/assignments", FORM), ("/login", FORM), ("/nowhere", FORM),
    ],
)
def test_body_that_announces_too_much_is_refused_unread(desk: Desk, path: str, limit: int) -> None:
    for size in (limit + 1, GIGA, 10**15):
        with Line(desk) as line:
            status, body, closes = line.begin("POST", path, **bearer(desk), Content_Length=str(size)).answer()
            assert (status, body["code"], closes) == (413, "request-too-large", True)


@pytest.mark.parametrize("path", ["/api/v1/cases/1/notes", "/api/v1/assignments"])
def test_body_that_grows_too_large_is_cut_off(desk: Desk, path: str) -> None:
    with Line(desk) as line:
        line.begin("POST", path, **bearer(desk), Transfer_Encoding="chunked", Content_Type="application/json",
                   If_Match="1", Idempotency_Key="k")
        try:
            for _ in range(JSON // (64 * KILO) + 8):
                line.chunk(b" " * 64 * KILO)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was cut off while we sent
        status, body, closes = line.answer()
        assert (status, body["code"], closes) == (413, "request-too-large", True)


def test_body_within_its_limit_is_heard_in_pieces(desk: Desk) -> None:
    case = desk.office.cases()[0]
    with Line(desk) as line:
        line.begin("POST", f"/api/v1/cases/{case.id}/notes", **bearer(desk), Transfer_Encoding="chunked",
                   Content_Type="application/json", If_Match=f'"{case.version}"', Idempotency_Key="pieces")
        for piece in (b'{"te', b'xt": "', "分块".encode(), b'"}', b""):
            line.chunk(piece)
        assert line.answer()[0] == 202


def test_half_a_body_does_nothing(desk: Desk) -> None:
    case = desk.office.cases()[0]
    with Line(desk) as line:
        line.begin("POST", f"/api/v1/cases/{case.id}/notes", **bearer(desk), Content_Length="100",
                   Content_Type="application/json", If_Match=f'"{case.version}"', Idempotency_Key="half")
        line.send(b'{"text": "')
    assert desk.office.cases()[0].version == case.version


def test_address_and_head_have_limits(desk: Desk) -> None:
    for path, headers in (
        (f"/api/v1/cases?text={'x' * LONGEST_QUERY}", {}), ("/api/v1/cases", {"X-Long": "x" * LONGEST_HEADERS}),
    ):
        with Line(desk) as line:
            status, body, _ = line.begin("GET", path, **bearer(desk), **headers).answer()
            assert (status, body["code"]) == (413, "request-too-large")


def test_one_officer_sends_few_large_files_at_once(desk: Desk) -> None:
    framing = {"Content_Type": "multipart/form-data; boundary=b", "Content_Length": str(MEGA), "Idempotency_Key": "k"}
    with ExitStack() as held:
        for _ in range(UPLOADS_AT_ONCE):
            line = held.enter_context(Line(desk))
            line.begin("POST", "/api/v1/submissions", **bearer(desk), **framing, Expect="100-continue")
            line.wait_until_heard()
        for who, heard in (("officer", False), ("clerk", True)):
            line = held.enter_context(Line(desk))
            line.begin("POST", "/api/v1/submissions", **bearer(desk, who), **framing, Expect="100-continue")
            if heard:
                line.wait_until_heard()
            else:
                assert line.answer()[0] == 429
    assert desk.ask("GET", "/cases").status_code == 200


def test_form_word_is_still_heard_behind_the_gate(desk: Desk) -> None:
    cookie, word = session(desk)
    body = f"csrf={word}&case=none&officer=&key=k1".encode()
    with Line(desk) as line:
        line.begin("POST", "/desk/assignments", **cookie, **{name.replace("-", "_"): v for name, v in OURS.items()},
                   Content_Type="application/x-www-form-urlencoded", Content_Length=str(len(body)))
        line.send(body)
        assert line.answer()[1]["code"] != "csrf-failed"

