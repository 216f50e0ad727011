"""Hostile file names: paths, devices, writing backwards, controls, too long, of the shell, of the page."""

from __future__ import annotations

from functools import partial

from benchmarks.hostile.parts import attached_as, mail, of_file
from benchmarks.hostile.trial import Trial
from tests.ocr.file.made_pdfs import letter

_SHOWN = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "/etc/shadow.pdf": "shadow.pdf",
    "C:\\Windows\\a.pdf": "a.pdf",
    "\\\\collector.invalid\\share\\a.pdf": "a.pdf",
    "~/a.pdf": "a.pdf",
    "CON.pdf": "_CON.pdf",
    "lpt1.x.pdf": "_lpt1.x.pdf",
    "甲\u202efdp.pdf": "甲fdp.pdf",
    "甲\u200b乙\ufeff.pdf": "甲乙.pdf",
    "甲\r\nX-Loop: a.pdf": "甲 X-Loop: a.pdf",
    "甲\0.pdf": "甲.pdf",
    "甲\x1b[2J.pdf": "甲[2J.pdf",
    "甲\t乙.pdf": "甲 乙.pdf",
    "<script>alert(1)<／script>.pdf": "<script>alert(1)<／script>.pdf",
    "{{7*7}}.pdf": "{{7*7}}.pdf",
    "=cmd|' !A0.pdf": "=cmd|' !A0.pdf",
    "$(id).pdf": "$(id).pdf",
    "'; DROP TABLE cases; --.pdf": "'; DROP TABLE cases; --.pdf",
    "甲" * 300 + ".pdf": "甲" * 64 + "….pdf",
    "a" * 5000: "a" * 197 + "…",
    ". . .pdf": "pdf",
    "e\u0301.pdf": "\u00e9.pdf",
    "甲＋乙.PDF": "甲＋乙.PDF",
    "%2e%2e%2fa.pdf": "%2e%2e%2fa.pdf",
}
"""What is sent, and what is shown."""


def trials() -> list[Trial]:
    """Return all of this kind."""
    return [*(_of_name(sent, shown) for sent, shown in _SHOWN.items()), *_programs(), *_fields()]


def _of_name(sent: str, shown: str) -> Trial:
    return of_file(f"name {sent[:30]!r}", sent, letter, "", 1, shown)


def _programs() -> list[Trial]:
    return [
        of_file(f"name of a program, {ending}", f"申请.pdf.{ending}", letter, "file-type-refused")
        for ending in ("exe", "scr", "js", "lnk", "hta", "bat")
    ]


def _fields() -> list[Trial]:
    fields = {
        "without a name": b"attachment",
        "with an open quote": b'attachment; filename="a.pdf',
        "with a star and nothing": b"attachment; filename*=",
        "with a charset nobody knows": b"attachment; filename*=x-none''a.pdf",
        "with percent signs cut": b"attachment; filename*=utf-8''%E6%9.pdf",
        "in pieces out of order": b"attachment; filename*2=f; filename*0=a; filename*1=.pd",
        "in 3000 pieces": b"attachment; " + b"; ".join(b"filename*%d=a" % n for n in range(3000)),
        "with 5000 parameters": b"attachment; " + b"; ".join(b"p%d=a" % n for n in range(5000)),
        "of half a surrogate pair": b"attachment; filename*=utf-8''%E7%94%B2%ED%A0%80.pdf",
        "of bytes that are no text": b'attachment; filename="\xff\xfe\x81.pdf"',
        "of an encoded word cut": b'attachment; filename="=?utf-8?B?55Sz6'.ljust(80, b"=") + b'"',
        "of 900,000 semicolons": b"attachment" + b";" * 900_000,
    }
    def of_field(field: bytes) -> bytes:
        return mail(attached_as(letter(), field))

    return [
        Trial(f"file field {what}", partial(of_field, field), "", pages=1)
        for what, field in fields.items()
    ]
