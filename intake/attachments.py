"""One attached file: its kind by content, its name made harmless, and what speaks against it.

Source: 附件3 (PDF格式). Content decides; the extension must agree or is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from cases.finding import Finding, Severity
from cases.finding_codes import find
from cases.submission import Attachment, FileKind
from intake.by_products import is_by_product
from intake.limits import IntakeLimits

LONGEST_NAME = 200
"""UTF-8 bytes of a display name, extension included."""

PDF_HEAD = 1024
"""Bytes in which ``%PDF-`` must stand (ISO 32000-1, annex H, note 13)."""

EXTENSIONS = {
    FileKind.PDF: ("pdf",),
    FileKind.TIFF: ("tif", "tiff"),
    FileKind.IMAGE: ("jpg", "jpeg", "png", "jpe", "jfif"),
    FileKind.ARCHIVE: ("zip",),
    FileKind.MESSAGE: ("eml",),
}
_PROGRAM_EXTENSIONS = {"exe", "scr", "bat", "cmd", "com", "js", "vbs", "ps1", "msi", "lnk", "jar", "hta", "pif"}
_DEVICE_NAMES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_PATH = re.compile(r"^(?:[A-Za-z]:|\.{0,2}/|~/)|\\|\.\./")

_TO_PDF = "请用WPS或Word打开后选择“另存为PDF”，加盖公章扫描成PDF后重新发送。"
_TO_PICTURE = "请转换为PDF后重新发送。"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3", "database"),
)
_ZIP_CONTENTS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"OFD.xml", "ofd"),
    (b"mimetypeapplication/vnd.oasis", "odt"),
    (b"mimetypeapplication/epub", "epub"),
    (b"META-INF/MANIFEST.MF", "jar"),
)
_ADVICE = {
    "docx": f"是Word文档。{_TO_PDF}",
    "odt": f"是文字处理文档。{_TO_PDF}",
    "rtf": f"是文字处理文档。{_TO_PDF}",
    "ole": f"是Office或WPS文档。{_TO_PDF}",
    "wps": f"是WPS文档。{_TO_PDF}",
    "xlsx": "是电子表格。请打印盖章后扫描成PDF重新发送。",
    "pptx": "是演示文稿。请导出为PDF后重新发送。",
    "msg": "是Outlook邮件文件。请把其中的附件取出，直接作为附件重新发送。",
    "rar": "是RAR压缩包，本系统不能解压。请直接发送PDF文件，或改用ZIP压缩。",
    "7z": "是7z压缩包，本系统不能解压。请直接发送PDF文件，或改用ZIP压缩。",
    "gz": "是压缩包，本系统不能解压。请直接发送PDF文件，或改用ZIP压缩。",
    "exe": "是程序文件，不予接收。请发送PDF格式的材料。",
    "jar": "是程序文件，不予接收。请发送PDF格式的材料。",
    "p7m": "是加密或签名封装的邮件，无法打开。请关闭邮件加密后，把PDF文件作为普通附件重新发送。",
    "tnef": "是Outlook专用格式（winmail.dat）。请在Outlook中改用“纯文本”或“HTML”格式，并把PDF文件作为附件重新发送。",
    "gif": f"是GIF图片。{_TO_PICTURE}",
    "bmp": f"是BMP图片。{_TO_PICTURE}",
    "webp": f"是WebP图片。{_TO_PICTURE}",
    "heic": "是苹果手机的HEIC照片。请在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或转换为PDF后重新发送。",
    "html": "是网页文件。请打印或另存为PDF后重新发送。",
    "text": "是文本文件。请将材料盖章扫描成PDF后重新发送。",
    "fake-pdf": "的扩展名是PDF，但内容不是PDF文件，无法打开。请重新扫描或导出为PDF后发送。",
}
_OTHERWISE = "不是PDF文件，无法审核。请将材料盖章扫描成PDF后重新发送。"


def classify(content: bytes) -> FileKind:
    """Return the kind of a file by its content alone."""
    kind, _ = _recognise(content)
    return kind


def examine(
    name: str, content: bytes, limits: IntakeLimits, origin: tuple[str, ...] = (), number: int = 1
) -> Attachment:
    """Return the file with its clean name, its kind and the findings against it.

    Args:
        content: Its bytes.
        limits: Caps of a message.
        origin: Names of the containers it came out of, outermost first.
        name: Decoded name as the sender gave it, possibly empty.
        number: Place among the attachments from 1, for a name of our own where there is none.
    """
    kind, form = _recognise(content)
    label = clean_name(name)
    if is_by_product(label, content):
        return Attachment(label, content, FileKind.BY_PRODUCT, (), origin)
    extension = _extension(label)
    if not label:
        label = f"附件{number}" + (f".{EXTENSIONS[kind][0]}" if kind in EXTENSIONS else "")
        extension = ""
    checks: tuple[Callable[[], Finding | None], ...] = (
        lambda: _empty(label, content),
        lambda: _too_large(label, content, limits),
        lambda: _refused(label, extension, kind, form),
        lambda: _mismatch(label, extension, kind),
    )
    first = next((finding for check in checks if (finding := check())), None)
    return Attachment(label, content, kind, (first,) if first else (), origin)


def clean_name(name: str) -> str:
    """Return a name that is safe to show and to offer: NFC, no controls, no bidi marks, no path, at most 200 bytes.

    A slash after a ``+`` is kept as the full-width one: senders write ``单位+业务甲/业务乙``.
    """
    text = "".join(
        " " if c in "\t\r\n" else c for c in unicodedata.normalize("NFC", name) if c in "\t\r\n" or _visible(c)
    )
    text = text.replace("\ufffd", "_")
    if _PATH.search(text) or not re.search(r"[+＋].*/", text):
        text = re.split(r"[/\\]", text)[-1]
    text = re.sub(r"\s+", " ", text.replace("/", "／")).strip(" .")
    if text.partition(".")[0].strip().lower() in _DEVICE_NAMES:
        text = f"_{text}"  # Windows cannot save CON.pdf
    return _shortened(text) if len(text.encode()) > LONGEST_NAME else text


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE


def _shortened(text: str) -> str:
    stem, dot, extension = text.rpartition(".")
    if not dot or len(extension.encode()) > 10:
        stem, extension = text, ""
    ending = f"….{extension}" if extension else "…"
    return stem.encode()[: LONGEST_NAME - len(ending.encode())].decode("utf-8", "ignore") + ending


def _extension(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def _recognise(content: bytes) -> tuple[FileKind, str]:
    """Return the kind, and for ``OTHER`` a word for what it is."""
    head = content[:PDF_HEAD]
    for signature, form in _SIGNATURES:
        if head.startswith(signature):
            return FileKind.OTHER, form
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return FileKind.TIFF, ""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return FileKind.IMAGE, ""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_zip(content)
    if b"%PDF-" in head:
        return FileKind.PDF, ""
    if head[4:8] == b"ftyp":
        return FileKind.OTHER, "heic" if head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"heim"} else "video"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.OTHER, "webp"
    if re.match(rb"\s*(?:<!doctype html|<html)", head, re.IGNORECASE):
        return FileKind.OTHER, "html"
    return FileKind.OTHER, ""


def _recognise_zip(content: bytes) -> tuple[FileKind, str]:
    # names stand in clear at both ends: the first members' headers and the directory
    names = content[:4096] + content[-65536:]
    for name, form in _ZIP_CONTENTS:
        if name in names and (form not in {"docx", "xlsx", "pptx"} or b"[Content_Types].xml" in names):
            return FileKind.OTHER, form
    return FileKind.ARCHIVE, ""


def _empty(name: str, content: bytes) -> Finding | None:
    if content:
        return None
    return find("file-empty", f"附件“{name}”是空文件（0字节），请检查后重新发送。")


def _too_large(name: str, content: bytes, limits: IntakeLimits) -> Finding | None:
    if len(content) <= limits.attachment_megabytes * 1024 * 1024:
        return None
    message = f"附件“{name}”超过{limits.attachment_megabytes}MB，请压缩或分次发送。"
    return find("file-too-large", message)


def _refused(name: str, extension: str, kind: FileKind, form: str) -> Finding | None:
    if form == "ofd":
        message = f"附件“{name}”是OFD版式文件，将由工作人员核对；请用OFD阅读器或WPS打开后“另存为PDF”，一并发送。"
        # an official format that people can read: an officer may take it
        return find("file-type-refused", message, severity=Severity.REVIEW)
    if extension in _PROGRAM_EXTENSIONS:
        form = "exe"
    elif kind is not FileKind.OTHER:
        return None
    elif (extension, form) in {("msg", "ole"), ("p7m", "")}:
        form = extension
    elif extension in {"wps", "et", "dps"} and form in {"", "ole"}:
        form = "wps"
    elif not form:
        form = "fake-pdf" if extension == "pdf" else "text" if extension in {"txt", "csv", "rb", "md"} else ""
    return find("file-type-refused", f"附件“{name}”{_ADVICE.get(form, _OTHERWISE)}")


def _mismatch(name: str, extension: str, kind: FileKind) -> Finding | None:
    if not extension or extension in EXTENSIONS[kind] or not extension.isascii() or not extension.isalnum():
        return None
    message = f"附件“{name}”的扩展名与内容不符，已按{EXTENSIONS[kind][0].upper()}文件处理。"
    return find("file-extension-mismatch", message)
