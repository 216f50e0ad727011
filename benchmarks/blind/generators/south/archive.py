"""ZIP archives with names in UTF-8 or, as older programs write them, in GBK without a flag."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from datetime import datetime

from south.packing import Attached

UTF8_FLAG = 0x800


@dataclass
class Member:
    """One packed file."""

    name: bytes
    packed: bytes
    crc: int
    size: int
    offset: int = 0


def dos_time(moment: datetime) -> tuple[int, int]:
    """Time and date as ZIP headers hold them."""
    return (
        moment.hour << 11 | moment.minute << 5 | moment.second // 2,
        (moment.year - 1980) << 9 | moment.month << 5 | moment.day,
    )


def pack(name: bytes, data: bytes) -> Member:
    """One file deflated."""
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Member(name, engine.compress(data) + engine.flush(), zlib.crc32(data), len(data))


def fields(member: Member, flag: int, moment: datetime) -> bytes:
    """The fields that local and central headers share."""
    clock, day = dos_time(moment)
    return struct.pack(
        "<HHHHHIIIHH", 20, flag, 8, clock, day, member.crc, len(member.packed), member.size, len(member.name), 0
    )


def write_zip(files: list[tuple[bytes, bytes]], flag: int, moment: datetime) -> bytes:
    """A whole archive of named data."""
    body, central = bytearray(), bytearray()
    for name, data in files:
        member = pack(name, data)
        shared = fields(member, flag, moment)
        central += b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 32, len(body)) + name
        body += b"PK\x03\x04" + shared + name + member.packed
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(files), len(files), len(central), len(body), 0)
    return bytes(body + central) + end


def zipped(name: str, files: list[Attached], moment: datetime, utf8: bool) -> Attached:
    """The attachments as one ZIP."""
    code, flag = ("utf-8", UTF8_FLAG) if utf8 else ("gbk", 0)
    data = write_zip([(f.name.encode(code), f.data) for f in files], flag, moment)
    return Attached(name, data, "zip", sum(f.pages for f in files), [f.name for f in files])
