"""Raw messages for tests, written byte by byte as real clients do."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, datetime

from intake.source import RawMessage

ARRIVED = datetime(2020, 2, 12, 1, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
HEAD = (
    b"From: =?utf-8?B?5Yqe5LqL5ZGY?= <agent@firm.example>\r\nTo: office@ss.test\r\n"
    b"Subject: =?utf-8?B?55Sz6K+3?=\r\nMessage-ID: <m1@firm.example>\r\nMIME-Version: 1.0\r\n"
)


def raw(content: bytes, **values: str) -> RawMessage:
    """Wrap bytes as a source would."""
    return RawMessage("INBOX;1;1", "mail-dispatch", content, ARRIVED, **values)


def part(content: bytes, head: str | bytes, encode: bool = True) -> bytes:
    """Return one MIME part; the head is given without its transfer encoding."""
    head = head.encode() if isinstance(head, str) else head
    if not encode:
        return head + b"\r\n\r\n" + content
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(content)


def attached(content: bytes, disposition: str | bytes, content_type: str = "application/pdf") -> bytes:
    """Return a part with a Content-Disposition as given."""
    disposition = disposition.encode() if isinstance(disposition, str) else disposition
    return part(content, f"Content-Type: {content_type}\r\nContent-Disposition: ".encode() + disposition)


def mail(
    *parts: bytes, head: bytes = HEAD, text: str = "材料见附件", kind: str = "mixed", boundary: str = "=_b"
) -> bytes:
    """Return a multipart message with a text and the parts; one inside another needs a boundary of its own."""
    words = part(text.encode(), "Content-Type: text/plain; charset=utf-8")
    body = b"".join(f"--{boundary}\r\n".encode() + piece + b"\r\n" for piece in (words, *parts))
    field = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'
    return head + field.encode() + body + f"--{boundary}--\r\n".encode()


def zipped(*members: tuple[str, bytes]) -> bytes:
    """Return a ZIP of the members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()
