"""Hostile PDFs: cut, damaged, locked, active, endless, of absurd size."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache, partial
from random import Random
from typing import Literal

import pikepdf

from benchmarks.hostile.parts import of_file
from benchmarks.hostile.trial import Trial
from tests.drawing.bad_files import encrypted, not_a_pdf, owner_locked, too_many_pages
from tests.ocr.file.made_pdfs import letter, million_pages, nested_forms, saved, text_page

_PLAIN = cache(letter)
_ACTIONS = {
    "launches a program": {"S": "/Launch", "F": "cmd.exe"},
    "opens an address": {"S": "/URI", "URI": "http://collector.invalid/x"},
    "opens a file of another machine": {"S": "/GoToR", "F": "\\\\collector.invalid\\x.pdf", "D": "a"},
    "sends its form": {"S": "/SubmitForm", "F": "http://collector.invalid/x"},
    "runs a script": {"S": "/JavaScript", "JS": "app.alert(1)"},
}


def trials() -> list[Trial]:
    """Return all of this kind."""
    return [*_wrong(), *_cut(), *_locked(), *_active(), *_endless(), *_sizes(), *_structure()]


def _pdf(title: str, make: Callable[[], bytes], codes: str = "", pages: int = 0) -> Trial:
    return of_file(f"PDF: {title}", "application.pdf", make, codes, pages)


def _wrong() -> list[Trial]:
    return [
        _pdf("no byte", lambda: b"", "file-empty"),
        _pdf("a program", not_a_pdf, "file-type-refused"),
        _pdf("plain words", lambda: b"hello " * 500, "file-type-refused"),
        _pdf("zeros only", lambda: bytes(5000), "file-type-refused"),
        _pdf("its first line only", lambda: b"%PDF-1.4\n%%EOF", "file-damaged"),
        _pdf("its first bytes only", lambda: b"%PDF-", "file-damaged"),
        _pdf("noise after its first line", lambda: b"%PDF-1.7\n" + Random(1).randbytes(9000), "file-damaged"),
        _pdf("900 bytes before it", lambda: b" " * 900 + _PLAIN(), "", 1),
        _pdf("2000 bytes before it", lambda: b" " * 2000 + _PLAIN(), "file-type-refused"),
        _pdf("a web page before it", lambda: b"<html>" + b" " * 50 + _PLAIN(), "", 1),
        _pdf("a page of script after it", lambda: _PLAIN() + b"<script>alert(1)</script>", "", 1),
        _pdf("a megabyte of zeros after it", lambda: _PLAIN() + bytes(1_000_000), "", 1),
        _pdf("sent as text, LF become CRLF", lambda: _PLAIN().replace(b"\n", b"\r\n"), "", 1),
        _pdf("sent in seven bits", lambda: bytes(byte & 127 for byte in _PLAIN()), "", 1),
    ]


def _cut() -> list[Trial]:
    def part(share: float) -> bytes:
        return _PLAIN()[: int(len(_PLAIN()) * share)]

    pages = {0.1: 0, 0.2: 0, 0.4: 1, 0.6: 1, 0.8: 1}
    return [_pdf(f"first {share:.0%}", partial(part, share), "file-damaged", left) for share, left in pages.items()]


def _locked() -> list[Trial]:
    return [
        _pdf("opens with a password", lambda: encrypted(_PLAIN()), "file-encrypted"),
        _pdf("a password of 120 characters", lambda: encrypted(_PLAIN(), "x" * 120), "file-encrypted"),
        _pdf("locked for its owner only", lambda: owner_locked(_PLAIN()), "", 1),
        _pdf("locked with 40 bits", partial(_old_lock, 2), "file-encrypted"),
        _pdf("locked with 128 bits", partial(_old_lock, 3), "file-encrypted"),
    ]


def _old_lock(revision: Literal[2, 3]) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(_PLAIN())) as document:
        lock = pikepdf.Encryption(owner="a", user="b", R=revision, aes=False, metadata=False)
        document.save(stream, encryption=lock)
    return stream.getvalue()


def _active() -> list[Trial]:
    return [
        *(_pdf(f"{what} when opened", partial(_acting, what, False), "file-active-content", 1) for what in _ACTIONS),
        *(_pdf(f"{what} on a page", partial(_acting, what, True), "file-active-content", 1) for what in _ACTIONS),
        _pdf("a program inside", _with_program, "file-embedded-files", 1),
    ]


def _acting(what: str, on_page: bool) -> bytes:
    with pikepdf.open(io.BytesIO(_PLAIN())) as document:
        action = pikepdf.Dictionary({
            f"/{key}": pikepdf.Name(value) if value.startswith("/") else pikepdf.String(value)
            for key, value in _ACTIONS[what].items()
        })
        if on_page:
            document.pages[0].obj.AA = pikepdf.Dictionary(O=action)
        else:
            document.Root.OpenAction = action
        return saved(document)


def _with_program() -> bytes:
    with pikepdf.open(io.BytesIO(_PLAIN())) as document:
        unstated = {"description": "", "filename": "", "mime_type": "", "creation_date": "", "mod_date": ""}
        document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", **unstated)
        return saved(document)


def _endless() -> list[Trial]:
    return [
        _pdf("501 pages", too_many_pages, "file-too-many-pages"),
        _pdf("one page a million times", million_pages, "file-damaged file-too-many-pages"),
        _pdf("forms inside forms", partial(nested_forms, 9), "file-limit-reached page-unreadable", 2),
        _pdf("three hundred pages of text", partial(letter, pages=300), "", 300),
    ]


def _sizes() -> list[Trial]:
    sizes = {"200 by 200 inches": 14_400, "a thousand by a thousand inches": 72_000, "one point": 1}
    return [
        *(_pdf(f"page of {name}", partial(_boxed, [0, 0, side, side]), "", 1) for name, side in sizes.items()),
        _pdf("page of no area", partial(_boxed, [0, 0, 0, 0]), "", 1),
        _pdf("page turned inside out", partial(_boxed, [600, 800, 0, 0]), "", 1),
        _pdf("page far from its origin", partial(_boxed, [10**8, 10**8, 10**8 + 600, 10**8 + 800]), "", 1),
        _pdf("page with words for its size", partial(_boxed, ["a", "b", "c", "d"]), "", 1),
        _pdf("page as narrow as a thread", partial(_boxed, [0, 0, 1, 14400]), "", 1),
    ]


def _boxed(box: list[int | str]) -> bytes:
    with pikepdf.new() as document:
        text_page(document, "BT /F 18 Tf 72 700 Td (A page) Tj ET")
        document.pages[0].obj.MediaBox = pikepdf.Array([pikepdf.String(v) if isinstance(v, str) else v for v in box])
        return saved(document)


def _structure() -> list[Trial]:
    return [
        _pdf("page tree in a circle", partial(_tree, b"/Count 1/Kids[2 0 R]"), "page-unreadable", 1),
        _pdf("page tree of no page", partial(_tree, b"/Count 0/Kids[]"), "file-damaged"),
        _pdf("page tree with a number too high", partial(_tree, b"/Count 99/Kids[3 0 R]"),
             "file-damaged page-unreadable", 99),
        _pdf("page tree with a negative number", partial(_tree, b"/Count -1/Kids[3 0 R]"), "", 1),
        _pdf("page tree without its pages", partial(_tree, b"/Count 1/Kids[77 0 R]"), "page-unreadable", 1),
        _pdf("page without resources", partial(_drawn, b"/F 9 Tf (x) Tj /X Do", bare=True), "", 1),
        _pdf("noise for a page", partial(_drawn, Random(1).randbytes(3000)), "page-unreadable", 1),
        _pdf("a thousand saves without restore", partial(_drawn, b"q " * 100_000), "", 1),
        _pdf("text of numbers without end", partial(_drawn, b"1 " * 300_000), "", 1),
        _pdf("arrays inside arrays", partial(_drawn, b"[" * 100_000), "", 1),
    ]


def _tree(pages: bytes) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages" + pages + b">>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
    )


def _drawn(content: bytes, bare: bool = False) -> bytes:
    with pikepdf.new() as document:
        page = text_page(document, "")
        page.obj.Contents = document.make_stream(content)
        if bare:
            del page.obj.Resources
        return saved(document)
