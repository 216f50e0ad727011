"""Mailboxes in service: nothing in them hides the rest, and a first connection answers no old mail."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from casework.services import Services
from commands.__main__ import main
from intake.imap import ImapSource
from intake.maildir import MaildirSource
from pipeline.bootstrap import build_services
from pipeline.mailbox import Mailbox
from pipeline.schedule import poll_source
from pipeline.settings import Settings, load_settings
from record.tables import MESSAGES
from tests.intake.test_imap import settings as imap_settings
from tests.office.desk import desk_of
from tests.office.office import Office, mail
from tests.servers import Account
from tests.servers.imap_faults import ImapFaultProxy

TODAY = datetime(2020, 2, 12, 2, tzinfo=UTC)
OLD, EARLY, NEW = TODAY - timedelta(days=900), TODAY - timedelta(hours=9), TODAY + timedelta(minutes=5)
"""Years ago; on the same day of Beijing, before the first poll; after it. (The day begins at 16:00 UTC before.)"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, clock=lambda: TODAY)


def _drop(office: Office, number: int, at: datetime) -> Path:
    path = office.folder / "inbox" / "new" / f"{number}.test"
    message = mail([("材料.pdf", b"%PDF-1.4 " + bytes([number]))], message_id=f"<{number}@corp.test>")
    path.write_bytes(message.as_bytes())
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def _keys(office: Office) -> list[str]:
    return [row["key"] for row in office.rows(MESSAGES)]


def _poll(office: Office, mailbox: Mailbox | None = None, services: Services | None = None) -> int:
    return poll_source(services or office.services, office.services.sources[0], mailbox=mailbox)


def test_first_connection_takes_mail_since_its_day_and_leaves_years_of_older_mail(office: Office) -> None:
    for number, at in enumerate([OLD, TODAY - timedelta(hours=11), EARLY, NEW]):
        _drop(office, number, at)
    with capture_logs() as logs:
        assert _poll(office) == 2
    assert _keys(office) == ["2.test", "3.test"]
    assert [(line["event"], line["messages"]) for line in logs if line["event"] == "poll.older"] == [("poll.older", 2)]
    later = replace(office.services, clock=lambda: TODAY + timedelta(days=30))  # a process of another day
    assert _poll(office, services=later) == 0
    _drop(office, 4, TODAY + timedelta(days=20))
    assert _poll(office, services=later) == 1


def test_settings_name_another_day(office: Office) -> None:
    _drop(office, 1, OLD)
    assert _poll(office, services=replace(office.services, since={"inbox": OLD.date()})) == 1


def test_mailbox_that_was_polled_before_days_were_noted_is_ours_altogether(office: Office) -> None:
    _drop(office, 1, NEW)
    poll_source(office.services, office.services.sources[0], since=OLD)
    _drop(office, 2, OLD)
    assert _poll(office) == 1


def test_unreadable_message_is_skipped_logged_and_shown(office: Office) -> None:
    bad = _drop(office, 1, NEW)
    _drop(office, 2, NEW)
    content = bad.read_bytes()
    bad.unlink()
    bad.symlink_to("/proc/self/mem")  # its first bytes cannot be read by anybody
    with capture_logs() as logs:
        assert _poll(office) == 1
    (line,) = [line for line in logs if line["event"] == "poll.skipped"]
    assert (line["key"], line["reason"], line["log_level"]) == ("1.test", "OSError", "error")
    with desk_of(office) as desk:
        assert desk.ask("GET", "/health", who="").json()["skipped_messages"] == 1
        bad.unlink()
        bad.write_bytes(content)
        os.utime(bad, (NEW.timestamp(), NEW.timestamp()))
        assert _poll(office) == 1
        assert desk.ask("GET", "/health", who="").json()["skipped_messages"] == 0


def test_what_stays_as_it_is_is_noted_and_logged_once(office: Office) -> None:
    _drop(office, 1, OLD)
    mailbox = Mailbox(office.services, "inbox")
    _poll(office, mailbox)
    with capture_logs() as logs:
        _poll(office, mailbox)
    assert logs == []


def test_health_counts_older_mail(office: Office) -> None:
    _drop(office, 1, OLD)
    _poll(office)
    with desk_of(office) as desk:
        assert desk.ask("GET", "/health", who="").json()["older_messages"] == 1


def test_account_that_may_only_read_gives_all_its_mail_in_one_poll(
    office: Office, imap_fault_proxy: ImapFaultProxy, mailbox: Account, dovecot_server: dict[str, str]
) -> None:
    from imapclient import IMAPClient

    with IMAPClient("127.0.0.1", int(dovecot_server["IMAP_PORT"]), ssl=False) as client:
        client.login(mailbox.address, mailbox.password)
        for number in range(6):
            content = mail([("a.pdf", b"%PDF-1.4 " + bytes([number]))], message_id=f"<{number}@corp.test>").as_bytes()
            client.append("INBOX", content, msg_time=NEW)
    imap_fault_proxy.refuse_store = True
    source = ImapSource(imap_settings(imap_fault_proxy.port, mailbox))
    with capture_logs() as logs:
        assert poll_source(office.services, source, threading.Event()) == 6
    source.close()
    assert [(line["event"], line["messages"]) for line in logs] == [("poll.unmarked", 6)]


class TestCommands:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for part in ("new", "cur", "tmp"):
            (tmp_path / "inbox" / part).mkdir(parents=True)
        text = f'data = "{tmp_path}/data"\n[[mailboxes]]\nname = "inbox"\nkind = "maildir"\nchannel = "mail-hours"\n'
        (tmp_path / "shouli.toml").write_text(f'{text}path = "{tmp_path}/inbox"\n', encoding="utf-8")
        monkeypatch.setenv("SHOULI_CONFIG", str(tmp_path / "shouli.toml"))
        for number, age in enumerate([900, 40, 0]):
            path = tmp_path / "inbox" / "new" / f"{number}.test"
            path.write_bytes(mail([("a.pdf", bytes([number]))], message_id=f"<{number}@corp.test>").as_bytes())
            at = (datetime.now(UTC) - timedelta(days=age)).timestamp()
            os.utime(path, (at, at))
        services = build_services(load_settings())
        assert poll_source(services, services.sources[0]) == 1
        services.close()
        return tmp_path

    def test_older_mail_is_listed_and_taken(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["mailbox", "status"]) == 0
        assert "较早邮件 2 封　未能收取 0 项" in capsys.readouterr().out
        assert main(["mailbox", "older", "inbox"]) == 0
        first, second, last = capsys.readouterr().out.splitlines()
        assert (first[-6:], second[-6:], last) == ("0.test", "1.test", "共 2 封较早的邮件，未收取。")
        begin = (datetime.now(UTC) - timedelta(days=60)).date()
        assert main(["mailbox", "take", "inbox", "--from", begin.isoformat()]) == 0
        assert "已收取 1 封邮件" in capsys.readouterr().out
        assert main(["mailbox", "take", "inbox"]) == 0
        assert "已收取 1 封邮件" in capsys.readouterr().out
        assert main(["mailbox", "older", "inbox"]) == 0
        assert "共 0 封" in capsys.readouterr().out

    def test_taking_a_part_before_the_first_poll_does_not_give_us_the_rest(self, folder: Path) -> None:
        (folder / "inbox").rename(folder / "other")
        text = (folder / "shouli.toml").read_text(encoding="utf-8").replace("inbox", "other")
        (folder / "shouli.toml").write_text(text, encoding="utf-8")
        begin = (datetime.now(UTC) - timedelta(days=60)).date()
        assert main(["mailbox", "take", "other", "--from", begin.isoformat()]) == 0
        services = build_services(load_settings())
        assert poll_source(services, services.sources[0]) == 0
        assert list(services.sources[0].older) == ["0.test"]
        services.close()

    def test_what_cannot_be_read_is_shown(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "inbox" / "new" / "9.test").symlink_to("/proc/self/mem")
        services = build_services(load_settings())
        poll_source(services, services.sources[0])
        services.close()
        main(["mailbox", "status"])
        assert "　9.test　OSError　已试 1 次" in capsys.readouterr().out

    def test_unknown_mailbox_is_refused(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["mailbox", "older", "nobody"]) == 2
        assert "inbox" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["2020-02-01", '"2020-02-01"'])
def test_since_is_a_day_of_toml_or_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "shouli.toml"
    table = f'[[mailboxes]]\nname = "a"\nkind = "maildir"\nchannel = "mail-hours"\npath = "a"\nsince = {text}\n'
    path.write_text(table, encoding="utf-8")
    settings: Settings = load_settings({"SHOULI_CONFIG": str(path)})
    assert settings.mailboxes[0].since == date(2020, 2, 1)
    assert build_services(replace(settings, data=tmp_path / "data")).since == {"a": date(2020, 2, 1)}


def test_maildir_tells_what_it_left(tmp_path: Path) -> None:
    for part in ("new", "cur"):
        (tmp_path / part).mkdir()
    path = tmp_path / "new" / "1.test"
    path.write_bytes(b"Subject: a\r\n\r\n")
    os.utime(path, (OLD.timestamp(), OLD.timestamp()))
    source = MaildirSource("inbox", "mail-hours", tmp_path)
    assert list(source.poll(lambda _: frozenset(), TODAY)) == []
    assert source.older == {"1.test": OLD}
