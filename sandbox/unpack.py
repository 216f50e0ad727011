"""ZIP members as streams, with counted bytes. Runs in the child only.

Names are labels, never paths. Order of guesses: the UTF-8 flag, UTF-8 by strict test, GB18030 (WinRAR, Windows).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from sandbox.limits import Limits
from sandbox.page_order import in_number_order
from sandbox.protocol import write_message

_CHUNK = 1 << 20
_JUNK_NAMES = {"thumbs.db", "desktop.ini", ".ds_store"}
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003134f]")
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


class Refused(Exception):
    """The archive goes beyond a limit or cannot be read; the text is a word for the parent."""


def serve_members(content: bytes, limits: Limits, answers: BinaryIO) -> None:
    """Send one ``member`` message per file, ``refused`` with a word where the archive is not acceptable."""
    try:
        for trail, data in _members(content, limits, _Count(), ()):
            write_message(answers, {"type": "member", "name": trail[-1], "origin": list(trail[:-1])}, data)
    except Refused as error:
        write_message(answers, {"type": "refused", "reason": str(error)})


class _Count:
    """Members and bytes so far, over all depths."""

    def __init__(self) -> None:
        self.members = 0
        self.bytes = 0


_Trail = tuple[str, ...]


def _members(content: bytes, limits: Limits, count: _Count, trail: _Trail) -> Iterator[tuple[_Trail, bytes]]:
    if len(trail) >= limits.archive_depth:
        raise Refused("depth")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused("damaged") from error
    for name, entry in _in_order(archive):
        count.members += 1
        if count.members > limits.members:
            raise Refused("members")
        data = _read(archive, entry, limits, count)
        *folders, label = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")] or [name]
        if data[:4] == b"PK\x03\x04" and label.lower().endswith(".zip"):
            yield from _members(data, limits, count, (*trail, label))
        else:
            yield (*trail, *folders[-1:], label), data


def _in_order(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files with their names, junk left out."""
    listed = [(decode_name(entry), entry) for entry in archive.infolist() if not entry.is_dir()]
    named = [one for one in listed if not is_junk(one[0])]
    return [named[place] for place in in_number_order([name for name, _ in named])]


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, count: _Count) -> bytes:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise Refused("encrypted")
    parts = []
    size = 0
    try:
        with archive.open(entry) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                count.bytes += len(part)
                if count.bytes > limits.archive_mb * 1024 * 1024:
                    raise Refused("size")
                if size > _CHUNK and size > limits.archive_ratio * max(entry.compress_size, 1):
                    raise Refused("ratio")
                parts.append(part)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Refused("damaged") from error
    except Exception as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged") from error
    return b"".join(parts)


def decode_name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name as its writer meant it."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    try:
        packed = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    return decode_unlabelled_name(packed)


def decode_unlabelled_name(packed: bytes) -> str:
    """Decode a name of an unknown character set.

    Short GBK names are valid UTF-8 now and then (目录, 营业): then UTF-8 shows no Chinese character, and GBK does.
    """
    texts = [text for charset in ("utf-8", "gb18030") if (text := _strictly(packed, charset)) is not None]
    return next((text for text in texts if text.isascii() or _HAN.search(text)), (*texts, packed.decode("cp437"))[0])


def _strictly(packed: bytes, charset: str) -> str | None:
    try:
        return packed.decode(charset)
    except UnicodeDecodeError:
        return None


def is_junk(name: str) -> bool:
    """Tell what archivers and file managers leave behind."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].lower() in _JUNK_NAMES or parts[-1].startswith("._")
