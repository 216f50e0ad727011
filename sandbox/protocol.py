"""Messages between parent and child: a JSON header and raw bytes, each with its length before it.

Layout: 4 bytes header length, 8 bytes payload length (big endian), header in UTF-8, payload.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

MAX_HEADER = 64 * 1024 * 1024
MAX_PAYLOAD = 1024 * 1024 * 1024

_LENGTHS = struct.Struct(">IQ")

Header = dict[str, Any]


class ProtocolBroken(Exception):
    """The other side closed in the middle of a message or sent nonsense."""


def write_message(stream: BinaryIO, header: Header, payload: bytes | memoryview = b"") -> None:
    """Write one message and flush it."""
    encoded = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
    size = payload.nbytes if isinstance(payload, memoryview) else len(payload)
    stream.write(_LENGTHS.pack(len(encoded), size))
    stream.write(encoded)
    if size:
        stream.write(payload)
    stream.flush()


def read_message(stream: BinaryIO) -> tuple[Header, bytearray] | None:
    """Return header and payload, or None where the other side closed between two messages.

    Raises:
        ProtocolBroken: It closed within a message, or the lengths make no sense.
    """
    start = stream.read(_LENGTHS.size)
    if not start:
        return None
    if len(start) < _LENGTHS.size:
        raise ProtocolBroken("message cut off")
    header_size, payload_size = _LENGTHS.unpack(start)
    if header_size > MAX_HEADER or payload_size > MAX_PAYLOAD:
        raise ProtocolBroken("message too long")
    encoded = _read_exactly(stream, header_size)
    payload = _read_exactly(stream, payload_size)
    try:
        header = json.loads(encoded.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise ProtocolBroken("header is not JSON") from error
    if not isinstance(header, dict):
        raise ProtocolBroken("header is not an object")
    return header, payload


def _read_exactly(stream: BinaryIO, size: int) -> bytearray:
    buffer = bytearray(size)
    view = memoryview(buffer)
    done = 0
    while done < size:
        count = stream.readinto(view[done:])  # type: ignore[attr-defined]
        if not count:
            raise ProtocolBroken("message cut off")
        done += count
    return buffer
