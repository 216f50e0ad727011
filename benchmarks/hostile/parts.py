"""Mails of which one thing is wrong: the file, its name, a field; the rest is as senders write it."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from urllib.parse import quote

from benchmarks.hostile.trial import Trial

FROM = b"From: agent@firm.example\r\n"
FIELDS = b"To: office@ss.test\r\nSubject: application\r\nMessage-ID: <m1@firm.example>\r\n"
MULTIPART = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_b"\r\n\r\n'
TEXT = b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xe6\x9d\x90\xe6\x96\x99\xe8\xa7\x81\xe9\x99\x84\xe4\xbb\xb6"


def mail(*parts: bytes, head: bytes = FROM + FIELDS) -> bytes:
    """Return a multipart mail of a sentence and the parts."""
    pieces = b"".join(b"--=_b\r\n" + piece + b"\r\n" for piece in (TEXT, *parts))
    return head + MULTIPART + pieces + b"--=_b--\r\n"


def attached(content: bytes, name: str) -> bytes:
    """Return a part that is a file of this name."""
    named = quote(name.encode("utf-8", "surrogatepass"))
    return attached_as(content, f"attachment; filename*=UTF-8''{named}".encode())


def attached_as(content: bytes, disposition: bytes, content_type: bytes = b"application/octet-stream") -> bytes:
    """Return a part with its Content-Disposition as given."""
    head = b"Content-Type: " + content_type + b"\r\nContent-Disposition: " + disposition
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(content)


def of_file(
    title: str, name: str, make: Callable[[], bytes], codes: str = "", pages: int = 0, names: str | None = None
) -> Trial:
    """Return the trial of one file of this name in a mail."""
    return Trial(title, lambda: mail(attached(make(), name)), codes, pages=pages, names=names)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a ZIP of the members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
