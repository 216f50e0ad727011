"""The parts of a message: its text, its files, and what was broken about it. Source: RFC 2045 to 2049, RFC 2046 5.2.

The standard library splits the parts (old policy: it does not interpret fields); names and contents are decoded here.
"""

from __future__ import annotations

import binascii
import email.errors
import email.policy
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser

from intake.body import pictures_in
from intake.charset import decode_labelled, decode_unlabelled
from intake.header import Letter, decode_base64, parameters, quoted_printable, raw_field, text_field
from intake.limits import IntakeLimits

_CUT_OFF = (
    email.errors.NoBoundaryInMultipartDefect,
    email.errors.StartBoundaryNotFoundDefect,
    email.errors.CloseBoundaryNotFoundDefect,
    email.errors.MultipartInvariantViolationDefect,
)
_ENCLOSED_TEXT = re.compile(
    # possessive by its form: a line of the file never begins like "begin" or "end", so nothing is tried twice
    rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[ -`][^\n]{0,100}\n){1,2000000})end[ \t\r]*$",
    re.MULTILINE,
)
_BOUNDARY_LINE = re.compile(rb"^--([^\s]{1,70})[ \t]*\r?$", re.MULTILINE)
_NO_FILES = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "text/calendar",
}
_MESSAGE_TYPES = {"message/rfc822", "message/global"}
_REPORT_TYPES = {
    "message/delivery-status",
    "message/disposition-notification",
    "text/rfc822-headers",
    "message/feedback-report",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf that is a file.

    Attributes:
        inline: The text shows it (``cid``) or the sender asks to show it in the text.
        origin: Names of the messages it was attached in, outermost first.
    """

    name: str
    content: bytes
    content_type: str
    inline: bool
    origin: tuple[str, ...]


@dataclass(slots=True)
class Contents:
    """What was found in one message.

    Attributes:
        plain, html: Texts in order; ``nested`` keeps those of forwarded messages.
        reports: Machine-readable notices of mail systems.
        enclosed_ids: Message-IDs of the messages enclosed.
        cut_off: Something is missing for certain.
        over_limit: The limit that was met, in Chinese, empty when none.
    """

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    enclosed_ids: list[bytes] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    cut_off: bool = False
    over_limit: str = ""
    parts: int = 0


class DamagedMail(Exception):
    """The standard library cannot make sense of these bytes."""


@contextmanager
def _bad_bytes_are_damage() -> Iterator[None]:
    """Take what the standard library raises for damage: on some bytes that is nearly anything (cpython#81091).

    Nothing but a call of the library stands inside: an exception of our own code is a slip, and no fault of the mail.
    """
    try:
        yield
    except Exception as error:
        raise DamagedMail from error


def parse_bytes(content: bytes) -> Letter:
    """Split bytes into a message; a message with bare CR line ends is mended first.

    Raises:
        DamagedMail: They are none that can be split.
    """
    if b"\n" not in content:
        content = content.replace(b"\r", b"\n")
    content, parser = content.lstrip(b"\r\n"), BytesParser(policy=email.policy.compat32)
    with _bad_bytes_are_damage():
        return parser.parsebytes(content)


def read_contents(message: Letter, limits: IntakeLimits) -> Contents:
    """Walk through all parts down to the limits.

    Raises:
        DamagedMail: Parts cannot be read, or lie deeper in each other than anybody's mail program puts them.
    """
    contents = Contents()
    try:
        _walk(message, contents, limits, ())
    except RecursionError as error:
        raise DamagedMail from error
    return contents


def read_files(files: Sequence[tuple[str, bytes]], limits: IntakeLimits) -> Contents:
    """Return files that came without a mail in the same form; saved messages (``.eml``) are opened."""
    return open_saved([Part(name, content, "", False, ()) for name, content in files], limits)


def open_saved(parts: Sequence[Part], limits: IntakeLimits) -> Contents:
    """Return files with the saved messages among them opened; one that is damaged stays a file."""
    contents = Contents()
    for part in parts:
        try:
            _file(part, contents, limits)
        except DamagedMail:
            contents.files.append(part)
    return contents


def _file(part: Part, contents: Contents, limits: IntakeLimits) -> None:
    if part.name.lower().endswith(".eml") and not part.content.startswith(b"%PDF-"):
        _enclosed(parse_bytes(part.content), part.name, contents, limits, part.origin)
    else:
        contents.files.append(part)


def _walk(part: Letter, contents: Contents, limits: IntakeLimits, origin: tuple[str, ...]) -> None:
    contents.parts += 1
    if contents.parts > limits.parts:
        contents.over_limit = f"邮件的组成部分超过{limits.parts}个"
        return
    content_type = _content_type(part)
    if content_type == "message/partial" or any(isinstance(defect, _CUT_OFF) for defect in part.defects):
        contents.cut_off = True
    if content_type in _MESSAGE_TYPES:
        _walk_message(part, contents, limits, origin)
    elif part.is_multipart() and content_type not in _REPORT_TYPES:
        for child in _children(part):
            _walk(child, contents, limits, origin)
    elif content_type.startswith("multipart/"):
        _salvage(part, contents, limits, origin)
    else:
        _leaf(part, content_type, contents, limits, origin)


def _children(part: Letter) -> Iterator[Letter]:
    payload = part.get_payload() if part.is_multipart() else ()
    yield from (child for child in payload if isinstance(child, Message))


def _content_type(part: Letter) -> str:
    stated = raw_field(part, "Content-Type").partition(b";")[0].strip().lower().decode("ascii", "replace")
    return stated if "/" in stated else "text/plain"


def _walk_message(part: Letter, contents: Contents, limits: IntakeLimits, origin: tuple[str, ...]) -> None:
    """Read an enclosed message; an encoded one, which RFC 2046 forbids, is decoded first."""
    encoding = raw_field(part, "Content-Transfer-Encoding").lower()
    for child in _children(part):
        if encoding in {b"base64", b"quoted-printable"}:
            with _bad_bytes_are_damage():
                flat = child.as_bytes()
            child = parse_bytes(decode_base64(flat)[0] if encoding == b"base64" else quoted_printable(flat))
        _enclosed(child, _part_name(part), contents, limits, origin)


def _enclosed(message: Letter, name: str, contents: Contents, limits: IntakeLimits, origin: tuple[str, ...]) -> None:
    if len(origin) >= limits.message_depth:
        contents.over_limit = f"转发邮件的嵌套超过{limits.message_depth}层"
        return
    contents.enclosed_ids.append(raw_field(message, "Message-ID"))
    label = name or f"{text_field(message, 'Subject') or '转发邮件'}.eml"
    _walk(message, contents, limits, (*origin, label))


def _salvage(part: Letter, contents: Contents, limits: IntakeLimits, origin: tuple[str, ...]) -> None:
    """Read a multipart whose boundary is not named, by the first line that looks like one."""
    contents.cut_off = True
    body = _payload(part)
    found = _BOUNDARY_LINE.search(body)
    if found is None:
        contents.plain.append(decode_unlabelled(body))
        return
    head = b'Content-Type: multipart/mixed; boundary="' + found[1].replace(b'"', b"") + b'"\n\n'
    again = parse_bytes(head + body)
    for child in _children(again):
        _walk(child, contents, limits, origin)


def _leaf(part: Letter, content_type: str, contents: Contents, limits: IntakeLimits, origin: tuple[str, ...]) -> None:
    if content_type in _REPORT_TYPES:
        text = _report_text(part)
        contents.reports.append(text)
        contents.enclosed_ids += re.findall(rb"(?im)^Message-ID:[ \t]*(<[^>\s]+>)", text.encode("utf-8", "replace"))
        return
    content, cut = _decoded(part)
    contents.cut_off = contents.cut_off or cut
    name = _part_name(part)
    disposition = raw_field(part, "Content-Disposition").partition(b";")[0].strip().lower()
    if content_type in _NO_FILES:
        return
    if content_type in {"text/plain", "text/html"} and not name and disposition != b"attachment":
        _text(part, content_type, content, contents, origin)
    elif content or name:
        inline = disposition == b"inline" or (disposition != b"attachment" and bool(raw_field(part, "Content-ID")))
        _file(Part(name, content, content_type, inline, origin), contents, limits)


def _text(part: Letter, content_type: str, content: bytes, contents: Contents, origin: tuple[str, ...]) -> None:
    for match in _ENCLOSED_TEXT.finditer(content):  # uuencoded files stand in the text itself
        contents.files.append(Part(decode_unlabelled(match[1].strip()), _uudecoded(match[2]), "", False, origin))
    label = parameters(raw_field(part, "Content-Type")).get("charset", "")
    text = decode_labelled(_ENCLOSED_TEXT.sub(b"", content), label)
    if content_type == "text/html":
        text, pasted = pictures_in(text)
        for number, (kind, picture) in enumerate(pasted, 1):
            contents.files.append(Part(f"正文图片{number}.{kind}", picture, "", True, origin))
    if not origin:  # the words of an enclosed message are not the sender's
        (contents.html if content_type == "text/html" else contents.plain).append(text)


def _uudecoded(lines: bytes) -> bytes:
    decoded = b""
    for line in lines.splitlines():
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3  # some writers get the padding of a line wrong
            try:
                decoded += binascii.a2b_uu(line[:length])
            except binascii.Error:
                continue
    return decoded


def _part_name(part: Letter) -> str:
    """Return the file name: ``filename`` before ``name``, either with its RFC 2231 form first."""
    disposition = parameters(raw_field(part, "Content-Disposition"))
    return disposition.get("filename") or parameters(raw_field(part, "Content-Type")).get("name", "")


def _payload(part: Letter) -> bytes:
    """Return the bytes of a leaf as they stand in the message.

    Only without a transfer encoding does the library leave them alone: it decodes 8-bit text by its label, with
    replacement characters.
    """
    encoding = part.get_all("Content-Transfer-Encoding", [])
    del part["Content-Transfer-Encoding"]
    with _bad_bytes_are_damage():
        payload = part.get_payload(decode=True)
    for value in encoding:
        part["Content-Transfer-Encoding"] = value
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Letter) -> tuple[bytes, bool]:
    """Return a leaf's bytes, and whether they are certainly cut off."""
    payload = _payload(part)
    encoding = raw_field(part, "Content-Transfer-Encoding").strip(b" \"'").lower()
    if encoding == b"base64":
        return decode_base64(payload)
    if encoding == b"quoted-printable":
        return quoted_printable(payload), False
    if encoding in {b"x-uuencode", b"uuencode", b"x-uue", b"uue"}:
        match = _ENCLOSED_TEXT.search(payload)
        return (_uudecoded(match[2]), False) if match else (payload, True)
    return payload, False


def _report_text(part: Letter) -> str:
    if part.is_multipart():  # message/delivery-status comes as a list of field groups
        children = list(_children(part))
        with _bad_bytes_are_damage():
            return "\n".join(child.as_string() for child in children)
    return decode_unlabelled(_payload(part))
