"""Hostile archives: names with paths, nesting, bombs, locks, lies about sizes, other formats."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from functools import partial

from benchmarks.hostile.parts import of_file, zipped
from benchmarks.hostile.trial import Trial
from tests.ocr.file.made_pdfs import letter

_SLIPS = {
    "goes up": ("../../etc/passwd.pdf", "passwd.pdf"),
    "begins at the root": ("/etc/passwd.pdf", "passwd.pdf"),
    "goes up as in Windows": ("..\\..\\autoexec.pdf", "autoexec.pdf"),
    "names a drive": ("C:\\Windows\\a.pdf", "a.pdf"),
    "names another machine": ("\\\\collector.invalid\\share\\a.pdf", "a.pdf"),
    "is a device": ("CON.pdf", "_CON.pdf"),
    "is written backwards": ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
}
_OTHERS = {
    "a.rar": b"Rar!\x1a\x07\0" + bytes(60),
    "a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(60),
    "a.tar.gz": b"\x1f\x8b\x08" + bytes(60),
    "a.cab": b"MSCF" + bytes(60),
    "a.iso": bytes(60),
    "a.bz2": b"BZh9" + bytes(60),
    "a.xz": b"\xfd7zXZ\0" + bytes(60),
}
_DOCUMENTS = {
    "a.docx": {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"},
    "a.xlsx": {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"},
    "a.pptx": {"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"},
    "a.jar": {"META-INF/MANIFEST.MF": b"x"},
}


def trials() -> list[Trial]:
    """Return all of this kind."""
    return [*_names(), *_bombs(), *_nested(), *_damaged(), *_other_formats()]


def _zip(title: str, make: Callable[[], bytes], codes: str = "", pages: int = 0, names: str | None = None) -> Trial:
    return of_file(f"ZIP: {title}", "a.zip", make, codes, pages, names)


def _names() -> list[Trial]:
    long = "甲" * 300 + ".pdf"
    return [
        *(
            _zip(f"a name that {what}", partial(zipped, {name: letter()}), "", 1, shown)
            for what, (name, shown) in _SLIPS.items()
        ),
        _zip("a name of 900 bytes", lambda: zipped({long: letter()}), "", 1, "甲" * 64 + "….pdf"),
        _zip("a link to a file of ours", _link, "file-type-refused", 0, "a.pdf"),
        _zip("two files of one name", _twice, "", 2, "a.pdf|a.pdf"),
        _zip("names that differ in case", lambda: zipped({"a.pdf": letter("A"), "A.pdf": letter("B")}), "", 2),
        _zip("what systems leave behind", lambda: zipped({"__MACOSX/._a.pdf": b"x", "Thumbs.db": b"x"}),
             "file-archive-refused"),
    ]  # fmt: skip


def _link() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        member = zipfile.ZipInfo("a.pdf")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    return stream.getvalue()


def _twice() -> bytes:
    first, second = letter("A"), letter("B")
    return zipped({"a.pdf": first, "b.pdf": second}).replace(b"b.pdf", b"a.pdf")


def _bombs() -> list[Trial]:
    def swelling(megabytes: int) -> bytes:
        return zipped({"a.pdf": bytes(megabytes * 1_000_000)}, zipfile.ZIP_DEFLATED)

    return [
        _zip("zeros that swell eightfold a hundred", partial(swelling, 8), "file-archive-refused"),
        _zip("zeros that swell beyond all", partial(swelling, 400), "file-archive-refused"),
        _zip("two hundred and one files", lambda: zipped({f"{n}.txt": b"%d" % n for n in range(201)}),
             "file-limit-reached file-type-refused"),
        _zip("five thousand files", lambda: zipped({f"{n}.txt": b"%d" % n for n in range(5000)}),
             "file-limit-reached file-type-refused"),
        _zip("a hundred and one files", lambda: zipped({f"{n}.txt": b"%d" % n for n in range(101)}),
             "file-limit-reached file-type-refused"),
        _zip("a size that lies", _lying_size, "file-archive-refused"),
    ]  # fmt: skip


def _lying_size() -> bytes:
    content = bytearray(zipped({"a.pdf": bytes(50_000)}, zipfile.ZIP_DEFLATED))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def _nested() -> list[Trial]:
    def inside(depth: int) -> bytes:
        content = letter()
        for level in range(depth):
            content = zipped({"a.zip" if level else "a.pdf": content})
        return content

    enclosed = b"From: a@b.example\r\nSubject: x\r\n\r\nhello"
    return [
        _zip("two deep", partial(inside, 2), "", 1),
        *(_zip(f"{depth} deep", partial(inside, depth), "file-archive-refused") for depth in (3, 4, 30)),
        _zip("a mail inside", lambda: zipped({"a.eml": enclosed}), "file-archive-refused"),
    ]


def _damaged() -> list[Trial]:
    whole = zipped({"a.pdf": letter()})

    def locked() -> bytes:
        content = bytearray(whole)
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
        return bytes(content)

    def wrong_sum() -> bytes:
        content = bytearray(whole)
        content[len(content) // 3] ^= 1
        return bytes(content)

    def of_method(number: int) -> bytes:
        content = bytearray(whole)
        content[8] = number
        content[content.index(b"PK\x01\x02") + 10] = number
        return bytes(content)

    return [
        *(_zip(f"first {share:.0%}", partial(bytes, whole[: int(len(whole) * share)]), "file-archive-refused")
          for share in (0.05, 0.5, 0.9)),
        _zip("empty", lambda: zipped({}), "file-archive-refused"),
        _zip("its first bytes only", lambda: b"PK\x03\x04", "file-archive-refused"),
        _zip("locked", locked, "file-archive-refused"),
        _zip("packed in a way nobody knows", partial(of_method, 77), "file-archive-refused"),
        _zip("a sum that is wrong", wrong_sum, "file-archive-refused"),
        of_file("ZIP named PDF", "a.pdf", lambda: whole, "", 1),
        of_file("PDF named ZIP", "a.zip", letter, "file-extension-mismatch", 1),
        of_file("ZIP that unpacks itself", "a.exe", lambda: b"MZ" + bytes(500) + whole, "file-type-refused"),
    ]  # fmt: skip


def _other_formats() -> list[Trial]:
    return [
        *(of_file(f"{name}: archive", name, partial(bytes, content), "file-type-refused")
          for name, content in _OTHERS.items()),
        *(of_file(f"{name}: document", name, partial(zipped, members), "file-type-refused")
          for name, members in _DOCUMENTS.items()),
    ]  # fmt: skip
