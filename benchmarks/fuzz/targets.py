"""What is fuzzed: each target takes any bytes, and no exception may leave it.

``python -m benchmarks.fuzz.targets NAME`` hands over to libFuzzer; its options follow the name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime

import atheris

with atheris.instrument_imports(include=["intake", "cases.names", "email"]):
    from cases.names.item_names import NamedItem
    from cases.names.naming import parse
    from intake.attachments import LONGEST_NAME, clean_name
    from intake.fax_spool import damage, is_whole, sender_id
    from intake.header import addresses, decode_words, message_ids, one_line, parameters
    from intake.message import parse_message
    from intake.source import RawMessage
    from sandbox.archive import ArchiveContents

_ARRIVED = datetime(2020, 2, 12, 1, 0, tzinfo=UTC)
_ITEMS = (NamedItem("dispatch-new", ("新申请劳务派遣行政许可", "劳务派遣经营许可")),)
_REPORT = (
    b"From: MAILER-DAEMON@mx.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=a\r\n\r\n"
    b"--a\r\nContent-Type: message/delivery-status\r\n\r\n"
)


def _name(data: bytes) -> None:
    cleaned = clean_name(data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass"))
    assert len(cleaned.encode()) <= LONGEST_NAME
    assert clean_name(cleaned) == cleaned
    parse(cleaned, _ITEMS)


def _header(data: bytes) -> None:
    one_line(decode_words(data)).encode()
    for name, address in addresses(data):
        f"{name}{address}".encode()
    parameters(b"x; " + data)
    message_ids(data)


def _message(data: bytes) -> None:
    submission = parse_message(
        RawMessage("INBOX;1;1", "mail-dispatch", data, _ARRIVED), expand=lambda _: ArchiveContents((), "damaged")
    )
    names = [attachment.name for attachment in submission.attachments]
    "".join([submission.subject, submission.sender_name, submission.body, *names]).encode()


def _report(data: bytes) -> None:
    _message(_REPORT + data)


def _fax(data: bytes) -> None:
    is_whole(data)
    damage(data)
    sender_id(data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "name": _name,
    "header": _header,
    "message": _message,
    "report": _report,
    "fax": _fax,
}


def main() -> None:
    """Fuzz one target until its time is over; the process ends there."""
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
