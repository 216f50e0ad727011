"""Letters as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.errors import DeliveryDeferred
from replies.outbox import OutboxMailer


def test_letter_lies_in_the_folder_unchanged(tmp_path: Path) -> None:
    OutboxMailer(tmp_path / "out").send("a@x.test", "b@y.test", b"Subject: x\r\n\r\ny\r\n")
    files = list((tmp_path / "out").iterdir())
    assert [file.suffix for file in files] == [".eml"]
    assert files[0].read_bytes() == b"Subject: x\r\n\r\ny\r\n"


def test_same_letter_twice_is_one_file(tmp_path: Path) -> None:
    mailer = OutboxMailer(tmp_path)
    for content in (b"one", b"one", b"two"):
        mailer.send("a@x.test", "b@y.test", content)
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == [b"one", b"two"]


def test_folder_that_cannot_be_written_defers(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file stands where the folder should be")
    with pytest.raises(DeliveryDeferred):
        OutboxMailer(tmp_path / "out").send("a@x.test", "b@y.test", b"x")


def test_nothing_half_written_stays_behind(tmp_path: Path) -> None:
    (tmp_path / "blocked").mkdir()
    mailer = OutboxMailer(tmp_path)
    mailer.send("a@x.test", "b@y.test", b"x")
    name = next(tmp_path.glob("*.eml"))
    name.unlink()
    name.mkdir()
    (name / "in the way").write_bytes(b"")
    mailer.send("a@x.test", "b@y.test", b"x")
    assert not list(tmp_path.glob(".*.part"))
