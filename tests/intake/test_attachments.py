from __future__ import annotations

import pytest

from cases.finding import Severity
from cases.submission import FileKind
from intake.attachments import classify, clean_name, examine
from intake.limits import IntakeLimits
from tests.intake.letters import PDF, zipped

LIMITS = IntakeLimits()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileKind.PDF),
        (b"\xef\xbb\xbf\r\n" + PDF, FileKind.PDF),
        (b"II*\0\x08\0\0\0", FileKind.TIFF),
        (b"MM\0*\0\0\0\x08", FileKind.TIFF),
        (b"\xff\xd8\xff\xe0", FileKind.IMAGE),
        (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
        (zipped(("a.pdf", PDF)), FileKind.ARCHIVE),
        (zipped(("[Content_Types].xml", b""), ("word/document.xml", b"")), FileKind.OTHER),
        (zipped(("OFD.xml", b""), ("Doc_0/Document.xml", b"")), FileKind.OTHER),
        (b"MZ" + PDF, FileKind.OTHER),
        (b"", FileKind.OTHER),
    ],
    ids=[
        "pdf",
        "pdf after BOM",
        "tiff",
        "tiff big-endian",
        "jpeg",
        "png",
        "zip",
        "docx",
        "ofd",
        "program+pdf",
        "empty",
    ],
)
def test_kind_by_content(content: bytes, kind: FileKind) -> None:
    assert classify(content) is kind


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.doc", OLE, "另存为PDF"),
        ("a.docx", zipped(("[Content_Types].xml", b""), ("word/document.xml", b"")), "Word"),
        ("a.xlsx", zipped(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")), "电子表格"),
        ("a.wps", OLE, "WPS"),
        ("a.rar", b"Rar!\x1a\x07\x00", "ZIP"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "ZIP"),
        ("a.exe", b"MZ\x90", "程序"),
        ("a.pdf.exe", PDF, "程序"),
        ("a.heic", b"\0\0\0\x18ftypheic", "苹果"),
        ("a.gif", b"GIF89a", "GIF"),
        ("a.pdf", b"hello", "内容不是PDF"),
        ("a.htm", b"\n<HTML>", "网页"),
        ("a.txt", b"x", "文本"),
        ("无名", b"x", "另"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_refused_file_tells_the_sender_what_to_do(name: str, content: bytes, words: str) -> None:
    (finding,) = examine(name, content, LIMITS).findings
    assert (finding.code, finding.severity) == ("file-type-refused", Severity.BLOCKING)
    assert words in finding.message or name == "无名"
    assert name in finding.message
    assert "请" in finding.message


def test_ofd_is_an_officers() -> None:
    (finding,) = examine("a.ofd", zipped(("OFD.xml", b"")), LIMITS).findings
    assert (finding.code, finding.severity) == ("file-type-refused", Severity.REVIEW)


def test_empty_and_too_large() -> None:
    assert [f.code for f in examine("a.pdf", b"", LIMITS).findings] == ["file-empty"]
    small = IntakeLimits(attachment_megabytes=1)
    assert examine("a.pdf", PDF.ljust(1024 * 1024), small).findings == ()
    assert [f.code for f in examine("a.pdf", PDF.ljust(1024 * 1024 + 1), small).findings] == ["file-too-large"]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("a.doc", ["file-extension-mismatch"]),
        ("a.PDF", []),
        ("扫描件", []),
        ("a.v2（终版）", []),
        ("a.jpg", ["file-extension-mismatch"]),
    ],
)
def test_extension_must_agree_with_the_content_or_be_reported(name: str, codes: list[str]) -> None:
    attachment = examine(name, PDF, LIMITS)
    assert [f.code for f in attachment.findings] == codes
    assert all(f.severity is Severity.NOTICE for f in attachment.findings)
    assert attachment.kind is FileKind.PDF


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\张三\\某公司+劳务派遣.pdf", "某公司+劳务派遣.pdf"),
        ("/tmp/a.pdf", "a.pdf"),
        ("某公司\u202efdp.exe", "某公司fdp.exe"),
        ("a\r\nb\t.pdf", "a b .pdf"),
        ("\u200b某公司\ufeff.pdf", "某公司.pdf"),
        ("某公司＋不定时工作制.pdf", "某公司＋不定时工作制.pdf"),
        ("某公司+新申请劳务派遣行政许可/不定时工作制.pdf", "某公司+新申请劳务派遣行政许可／不定时工作制.pdf"),
        ("材料/某公司+不定时工作制.pdf", "某公司+不定时工作制.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a.pdf. . ", "a.pdf"),
        ("\ud800a.pdf", "a.pdf"),
    ],
)
def test_names_are_made_harmless(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_long_name_keeps_its_extension_and_whole_characters() -> None:
    cleaned = clean_name("长" * 100 + ".pdf")
    assert cleaned.endswith("….pdf")
    assert 195 <= len(cleaned.encode()) <= 200


def test_nameless_file_gets_a_name_by_its_kind() -> None:
    assert examine("", PDF, LIMITS, number=3).name == "附件3.pdf"
