"""Header fields of real mail: RFC 5322, 2047 and 2231, and what clients make of them instead.

Works on the raw bytes. The standard library's modern parser raises on some fields (cpython#151857, #81091), breaks
characters that are split over two encoded words, and knows no raw 8-bit text. Nothing here raises.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from intake.charset import decode_labelled, decode_unlabelled

LONGEST_FIELD = 64 * 1024
"""Bytes of one field that are looked at; a longer one is an attack or a defect."""
LONGEST_ADDRESS_FIELD = 4096
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets

_ENCODED_WORD = re.compile(rb"=\?([\x21-\x3e\x40-\x7e]{1,60})\?([BbQq])\?([^?]*)\?=")
_FOLD = re.compile(rb"\r?\n[ \t]*|\r")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:\"'@]{1,254}@[^\s<>()\[\]\\,;:\"'@]+")
_MAILBOX = re.compile(rb'((?:"(?:\\.|[^"\\])*"|[^<>"])*)<([^<>]*)>')
_COMMENT = re.compile(rb"\([^()]{0,500}\)")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,990}>")
_PARAMETER = re.compile(
    rb"""
    ;\s*([A-Za-z0-9_.+-]+)(?:\*(\d{1,3}))?(\*)?\s*=\s*    # name, number of its piece, "encoded" star
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(rb'"((?:\\.|[^"\\])*)(?:"|$)', re.DOTALL)
_QUOTED_GBK = re.compile(rb'"((?:[\x81-\xfe][\x40-\x7e\x80-\xfe]|\\.|[^"\\])*)(?:"|$)', re.DOTALL)
_TOKEN = re.compile(rb"[^;\r\n]*")
_PERCENT_NAME = re.compile(r"(?=.*%[89A-Fa-f][0-9A-Fa-f])(?:[^%]|%[0-9A-Fa-f]{2})*")
Letter = Message


def raw_field(message: Letter, name: str) -> bytes:
    """Return the bytes of the first field of that name, unfolded, empty where there is none."""
    return next(raw_fields(message, name), b"")


def raw_fields(message: Letter, name: str) -> Iterator[bytes]:
    """Yield the bytes of every field of that name."""
    for key, value in message.raw_items():
        if str(key).lower() == name.lower():
            yield _FOLD.sub(b" ", str(value).encode("utf-8", "surrogateescape")[:LONGEST_FIELD]).strip()


def text_field(message: Letter, name: str) -> str:
    """Return the decoded text of a field, without control characters."""
    return one_line(decode_words(raw_field(message, name)))


def one_line(text: str) -> str:
    """Return the text without control characters and lone surrogates."""
    return _CONTROL.sub(" ", text).encode("utf-8", "ignore").decode().strip()


def decode_words(data: bytes) -> str:
    """Decode a field with encoded words and raw text between them.

    Neighbouring words of one charset are joined as bytes first: old Foxmail and Outlook cut inside a character.
    """
    text = ""
    end = 0
    pending, charset = b"", ""
    for match in _ENCODED_WORD.finditer(data):
        between = data[end : match.start()]
        label = match[1].decode("ascii").partition("*")[0].lower()
        if pending and (between.strip() or label != charset):
            text += decode_labelled(pending, charset)
            pending = b""
        if between.strip() or end == 0:
            text += decode_unlabelled(between)
        pending, charset = pending + _word_bytes(match[2], match[3]), label
        end = match.end()
    if pending:
        text += decode_labelled(pending, charset)
    return text + decode_unlabelled(data[end:])


def _word_bytes(encoding: bytes, content: bytes) -> bytes:
    if encoding in b"Bb":
        return decode_base64(content)[0]
    return quopri.decodestring(content, header=True)


def decode_base64(data: bytes) -> tuple[bytes, bool]:
    """Decode base64 with missing padding, padding in the middle and foreign characters.

    Returns:
        The bytes, and whether they are certainly cut off (a lone character at the end).
    """
    decoded = b""
    cut = False
    for piece in re.split(rb"=+", data):
        letters = _NOT_BASE64.sub(b"", piece)
        if len(letters) % 4 == 1:
            letters, cut = letters[:-1], True
        try:
            decoded += base64.b64decode(letters + b"=" * (-len(letters) % 4))
        except binascii.Error:
            cut = True
    return decoded, cut


def quoted_printable(data: bytes) -> bytes:
    """Decode quoted-printable; what is no code stays as it is."""
    return quopri.decodestring(data)


def parameters(field: bytes) -> dict[str, str]:
    """Return the parameters of a Content-Type or Content-Disposition field, names in lower case.

    ``name*`` and ``name*0*`` of RFC 2231 win over the plain ``name``; pieces come in any order and may cut a character.
    """
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    plain: dict[str, str] = {}
    for name, number, encoded, value in _raw_parameters(field):
        if number is None and not encoded:
            plain.setdefault(name, _plain_value(value))
        else:
            pieces.setdefault(name, {}).setdefault(number or 0, (value, encoded))
    joined = {name: _join_pieces(parts) for name, parts in pieces.items()}
    return plain | {name: value for name, value in joined.items() if value}


def _raw_parameters(field: bytes) -> Iterator[tuple[str, int | None, bool, bytes]]:
    try:
        field.decode("utf-8")
        quoted = _QUOTED
    except UnicodeDecodeError:
        quoted = _QUOTED_GBK  # the second byte of a GBK character may look like a backslash
    position = 0
    while found := _PARAMETER.search(field, position):
        value = quoted.match(field, found.end())
        if value:
            content = re.sub(rb'\\(["\\])', rb"\1", value[1]) if quoted is _QUOTED else value[1].replace(b'\\"', b'"')
        else:
            value = _TOKEN.match(field, found.end())
            content = value[0].strip() if value else b""
        number = int(found[2]) if found[2] else None
        yield found[1].decode("ascii").lower(), number, bool(found[3]), content
        position = value.end() if value else found.end()


def _plain_value(value: bytes) -> str:
    text = decode_words(value)
    if _PERCENT_NAME.fullmatch(text):
        return decode_unlabelled(unquote_to_bytes(text))
    return text


def _join_pieces(pieces: dict[int, tuple[bytes, bool]]) -> str:
    ordered = [pieces[number] for number in sorted(pieces)]
    first, encoded = ordered[0]
    charset = ""
    if encoded and first.count(b"'") >= 2:
        label, _, rest = first.split(b"'", 2)
        charset, ordered[0] = label.decode("ascii", "replace"), (rest, True)
    joined = b"".join(unquote_to_bytes(piece) if encoded else piece for piece, encoded in ordered)
    return decode_labelled(joined, charset) if charset else decode_words(joined)


def addresses(field: bytes) -> list[tuple[str, str]]:
    """Return (display name, address) pairs of an address field; odd forms give what can be recognised.

    Where there are angle brackets only they hold addresses: QQ writes the address as display name too.
    """
    return list(_addresses(field[:LONGEST_ADDRESS_FIELD]))


@lru_cache(maxsize=16)  # asked a score of times for one mail, and a field made of quotes costs 0.2 s each time
def _addresses(field: bytes) -> tuple[tuple[str, str], ...]:
    field = _COMMENT.sub(b" ", field)
    found = []
    for name, inner in _MAILBOX.findall(field):
        match = _ADDRESS.search(one_line(decode_unlabelled(inner)))
        if match:
            found.append((one_line(decode_words(name)).strip(" ,;\"'\\"), _normal_address(match[0])))
    if not found:
        found = [("", _normal_address(text)) for text in _ADDRESS.findall(one_line(decode_words(field)))]
    return tuple(pair for pair in found if len(pair[1]) <= LONGEST_ADDRESS)


def _normal_address(text: str) -> str:
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.rstrip('.').lower()}"


def message_ids(field: bytes) -> list[str]:
    """Return the message ids of ``Message-ID``, ``In-Reply-To`` or ``References``, in order, each once."""
    return list(dict.fromkeys(_MESSAGE_ID.findall(one_line(decode_unlabelled(field)))))
