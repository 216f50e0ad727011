"""ZIP members as streams, with counted bytes. Runs in the child only.

Names are labels, never paths. Order of guesses: the UTF-8 flag, UTF-8 by strict test, GB18030 (WinRAR, Windows).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from sandbox.limits import Limits
from sandbox.protocol import write_message

_CHUNK = 1 << 20
_JUNK_NAMES = {"thumbs.db", "desktop.ini", ".ds_store"}
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
    for entry in archive.infolist():
        name = decode_name(entry)
        if entry.is_dir() or is_junk(name):
            continue
        count.members += 1
        if count.members > limits.members:
            raise Refused("members")
        data = _read(archive, entry, limits, count)
        label = name.replace("\\", "/").rsplit("/", 1)[-1]
        if data[:4] == b"PK\x03\x04" and label.lower().endswith(".zip"):
            yield from _members(data, limits, count, (*trail, label))
        else:
            yield (*trail, label), data


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
    for charset in ("utf-8", "gb18030"):
        try:
            return packed.decode(charset)
        except UnicodeDecodeError:
            continue
    return entry.filename


def is_junk(name: str) -> bool:
    """Tell what archivers and file managers leave behind."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].lower() in _JUNK_NAMES or parts[-1].startswith("._")
