from __future__ import annotations

import mailbox
import os
import pathlib
from datetime import UTC, datetime

import pytest

from cases.errors import SourceUnavailable
from intake.maildir import MaildirSource
from tests.intake.known import NOTHING, only
from tests.intake.letters import PDF, attached, mail


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    box = mailbox.Maildir(tmp_path / "box", create=True)
    for number in (2, 1):
        key = box.add(f"Subject: {number}\r\n".encode() + mail(attached(PDF, "attachment; filename=a.pdf")))
        path = next((tmp_path / "box" / "new").glob(f"{key}*"))
        os.utime(path, (1_581_498_000 + number, 1_581_498_000 + number))
    return tmp_path / "box"


def test_messages_come_oldest_first_with_their_time(folder: pathlib.Path) -> None:
    messages = list(MaildirSource("demo", "mail-dispatch", folder).poll(NOTHING))
    assert [message.content[:10] for message in messages] == [b"Subject: 1", b"Subject: 2"]
    assert messages[0].received_at == datetime(2020, 2, 12, 9, 0, 1, tzinfo=UTC)
    assert [message.key for message in MaildirSource("demo", "c", folder).poll(only(messages[0].key))] == [
        messages[1].key
    ]


def test_acknowledged_message_is_seen_and_keeps_its_key(folder: pathlib.Path) -> None:
    source = MaildirSource("demo", "c", folder)
    first, second = source.poll(NOTHING)
    source.acknowledge(first.key)
    source.acknowledge(first.key)
    source.acknowledge("gone")
    box = mailbox.Maildir(folder, create=False)
    seen = {message.get_subdir() + message.get_flags() for message in box}
    assert seen == {"curS", "new"}
    assert [message.key for message in source.poll(NOTHING)] == [first.key, second.key]


def test_of_a_message_over_the_limit_only_the_headers_are_read(folder: pathlib.Path) -> None:
    first, _ = MaildirSource("demo", "c", folder, size_limit=100).poll(NOTHING)
    assert first.content.endswith(b"\r\n\r\n")
    assert PDF not in first.content
    assert "超过" in first.incomplete


def test_missing_folder_is_our_trouble(tmp_path: pathlib.Path) -> None:
    with pytest.raises(SourceUnavailable):
        list(MaildirSource("demo", "c", tmp_path / "none").poll(NOTHING))
