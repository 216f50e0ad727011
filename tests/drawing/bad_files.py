"""Files that no office can use: encrypted, cut off, empty, of another kind, far too long, a bare link."""

from __future__ import annotations

import io

import pikepdf


def encrypted(content: bytes, password: str = "beijing2020") -> bytes:
    """Return the PDF encrypted so that it needs a user password (AES-256)."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return stream.getvalue()


def owner_locked(content: bytes) -> bytes:
    """Return the PDF with owner restrictions only; it opens without a password."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="owner", user="", R=6))
    return stream.getvalue()


def truncated(content: bytes, share: float = 0.4) -> bytes:
    """Return the first part of a file, as after a broken upload."""
    return content[: int(len(content) * share)]


def empty() -> bytes:
    """Return a file of no bytes."""
    return b""


def not_a_pdf() -> bytes:
    """Return a Windows program's first bytes, sent under a PDF's name."""
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(range(256)) * 8


def too_many_pages(pages: int = 501) -> bytes:
    """Return a PDF of that many empty A4 pages (the limit is 500)."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595.28, 841.89))
        document.save(stream, deterministic_id=True)
    return stream.getvalue()


def rotated_by_flag(content: bytes, degrees: int) -> bytes:
    """Return the PDF with every page's /Rotate set; viewers turn the pages clockwise."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.rotate(degrees, relative=False)
        document.save(stream, deterministic_id=True)
    return stream.getvalue()
