"""The IMAP source against Dovecot, behind the NetEase emulation and behind a proxy that breaks."""

from __future__ import annotations

import dataclasses
import pathlib
import smtplib
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from imapclient import IMAPClient

from cases.errors import SourceRefused, SourceUnavailable
from intake.imap import ImapSettings, ImapSource
from intake.message import parse_message
from intake.source import RawMessage
from tests.intake.known import NOTHING, only
from tests.intake.letters import PDF, attached, mail
from tests.servers import Account
from tests.servers.imap_faults import ImapFaultProxy

ARRIVAL = datetime(2020, 2, 12, 9, 30, tzinfo=UTC)


def settings(port: int, mailbox: Account, **values: Any) -> ImapSettings:
    plain = ImapSettings("office", "mail-dispatch", "127.0.0.1", port, mailbox.address, mailbox.password, tls="none")
    return dataclasses.replace(plain, **values)


@pytest.fixture
def office(dovecot_server: dict[str, str], mailbox: Account) -> Iterator[IMAPClient]:
    """The mailbox as its owner sees it in a mail program."""
    with IMAPClient("127.0.0.1", int(dovecot_server["IMAP_PORT"]), ssl=False) as client:
        client.login(mailbox.address, mailbox.password)
        yield client


@pytest.fixture
def source(dovecot_server: dict[str, str], mailbox: Account) -> Iterator[ImapSource]:
    opened = ImapSource(settings(int(dovecot_server["IMAP_PORT"]), mailbox))
    yield opened
    opened.close()


@pytest.fixture
def broken(imap_fault_proxy: ImapFaultProxy, mailbox: Account) -> Iterator[ImapSource]:
    """A source that reads through the fault proxy."""
    opened = ImapSource(settings(imap_fault_proxy.port, mailbox))
    yield opened
    opened.close()


def put(office: IMAPClient, *subjects: str, folder: str = "INBOX") -> None:
    for number, subject in enumerate(subjects):
        content = f"Subject: {subject}\r\n".encode() + mail(attached(PDF * 50, "attachment; filename=a.pdf"))
        office.append(folder, content, msg_time=ARRIVAL + timedelta(minutes=number))


def subjects(messages: Iterator[RawMessage] | list[RawMessage]) -> list[str]:
    return [message.content.split(b"\r\n", 1)[0].decode().removeprefix("Subject: ") for message in messages]


def flags(office: IMAPClient) -> list[tuple[bytes, ...]]:
    office.select_folder("INBOX", readonly=True)
    found = office.fetch(office.search("ALL"), ["FLAGS"])
    return [tuple(flag for flag in found[uid][b"FLAGS"] if flag != b"\\Recent") for uid in sorted(found)]


def test_mail_through_postfix_is_read_behind_the_netease_rule(
    postfix_server: dict[str, str], netease_server: dict[str, str], dovecot_server: dict[str, str], mailbox: Account
) -> None:
    content = mail(attached(PDF, "attachment; filename=a.pdf"))
    with smtplib.SMTP("127.0.0.1", int(postfix_server["SMTP_PORT"])) as link:
        link.sendmail("agent@corp.test", [mailbox.address], content)
    source = ImapSource(settings(int(netease_server["IMAP_PORT"]), mailbox))
    messages: list[RawMessage] = []
    deadline = datetime.now(UTC) + timedelta(seconds=10)
    while not messages and datetime.now(UTC) < deadline:
        messages = list(source.poll(NOTHING))
    source.close()
    assert parse_message(messages[0]).attachments[0].content == PDF
    assert messages[0].channel == "mail-dispatch"
    assert abs(messages[0].received_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert "name=shouli" in pathlib.Path(dovecot_server["DOVECOT_LOG"]).read_text(encoding="utf-8")


def test_messages_come_oldest_first_with_the_servers_time_and_stay_unseen(
    source: ImapSource, office: IMAPClient
) -> None:
    put(office, "one", "two")
    messages = list(source.poll(NOTHING))
    assert subjects(messages) == ["one", "two"]
    assert [message.received_at for message in messages] == [ARRIVAL, ARRIVAL + timedelta(minutes=1)]
    assert messages[0].received_at.utcoffset() == timedelta(0)
    assert flags(office) == [(), ()]


def test_key_names_folder_validity_and_uid(source: ImapSource, office: IMAPClient) -> None:
    put(office, "one")
    (message,) = source.poll(NOTHING)
    validity = office.folder_status("INBOX", ["UIDVALIDITY"])[b"UIDVALIDITY"]
    assert message.key == f"INBOX;{validity};1"


def test_acknowledging_sets_seen_and_nothing_else_and_is_harmless_twice(source: ImapSource, office: IMAPClient) -> None:
    put(office, "one", "two")
    for message in source.poll(NOTHING):
        if b"two" in message.content[:20]:
            source.acknowledge(message.key)
            source.acknowledge(message.key)
    assert flags(office) == [(), (b"\\Seen",)]


def test_what_somebody_has_opened_still_comes_and_what_we_know_does_not(source: ImapSource, office: IMAPClient) -> None:
    put(office, "one", "two", "three")
    office.select_folder("INBOX")
    office.add_flags([1, 3], [b"\\Seen"])
    first, *_ = list(source.poll(NOTHING))
    assert subjects(source.poll(only(first.key))) == ["two", "three"]


def test_idle_polls_download_nothing(broken: ImapSource, imap_fault_proxy: ImapFaultProxy, office: IMAPClient) -> None:
    put(office, *("x" * 3 for _ in range(5)))
    known = frozenset(message.key for message in broken.poll(NOTHING))
    imap_fault_proxy.commands.clear()
    served = []
    for _ in range(4):
        before = imap_fault_proxy.bytes_served
        assert list(broken.poll(only(*known))) == []
        served.append(imap_fault_proxy.bytes_served - before)
    assert "UID FETCH" not in imap_fault_proxy.commands
    assert max(served) < 1500


def test_of_a_message_over_the_limit_only_the_headers_are_fetched(
    imap_fault_proxy: ImapFaultProxy, mailbox: Account, office: IMAPClient
) -> None:
    put(office, "small")
    office.append("INBOX", b"Subject: large\r\n" + mail(attached(PDF * 40_000, "attachment; filename=a.pdf")))
    source = ImapSource(settings(imap_fault_proxy.port, mailbox, size_limit=1024 * 1024))
    small, large = source.poll(NOTHING)
    source.close()
    assert small.incomplete == ""
    assert large.incomplete == "邮件大小为2.3MB，超过1MB的上限"
    assert large.content.startswith(b"Subject: large\r\n")
    assert imap_fault_proxy.bytes_served < 50_000


def test_a_uid_left_out_of_one_search_answer_comes_with_the_next(
    broken: ImapSource, imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, "one", "two", "three")
    imap_fault_proxy.hide_found = 2
    known = frozenset(message.key for message in broken.poll(NOTHING))
    assert len(known) == 1
    assert subjects(broken.poll(only(*known))) == ["two", "three"]


def test_link_cut_in_the_middle_of_a_message_delivers_only_whole_ones(
    broken: ImapSource, imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, "one", "two", "three")
    got: list[RawMessage] = []
    polled = broken.poll(NOTHING)
    got.append(next(polled))
    imap_fault_proxy.cuts_left = 1
    got.extend(polled)
    assert subjects(got) == ["one", "three"]
    got.extend(broken.poll(only(*(message.key for message in got))))
    assert subjects(got) == ["one", "three", "two"]
    assert all(message.content.endswith(b"--=_b--\r\n") for message in got)


def test_message_removed_between_listing_and_fetching_is_left_out(
    broken: ImapSource, imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, "one", "two")
    imap_fault_proxy.swallow_fetch = True
    assert subjects(broken.poll(NOTHING)) == ["two"]


def test_really_expunged_message_is_left_out_and_needs_no_sign(source: ImapSource, office: IMAPClient) -> None:
    put(office, "one", "two", "three")
    polled = source.poll(NOTHING)
    got = [next(polled)]
    office.select_folder("INBOX")
    office.delete_messages([2])
    office.expunge()
    got.extend(polled)
    assert subjects(got) == ["one", "three"]
    source.acknowledge(got[0].key.rpartition(";")[0] + ";2")


def test_changed_uidvalidity_gives_new_keys_and_old_ones_are_not_marked(
    source: ImapSource, office: IMAPClient, dovecot_server: dict[str, str], mailbox: Account
) -> None:
    put(office, "one")
    (before,) = source.poll(NOTHING)
    command = ["doveadm", "-c", dovecot_server["DOVECOT_CONF"], "mailbox", "update", "-u", mailbox.address]
    subprocess.run([*command, "--uid-validity", "777777", "INBOX"], check=True, capture_output=True)
    (after,) = source.poll(only(before.key))
    assert after.key == "INBOX;777777;1"
    assert after.content == before.content
    source.acknowledge(before.key)
    assert flags(office) == [()]


def test_refused_login_stops_and_is_told_from_a_busy_server(
    broken: ImapSource, imap_fault_proxy: ImapFaultProxy, dovecot_server: dict[str, str], mailbox: Account
) -> None:
    wrong = ImapSource(settings(int(dovecot_server["IMAP_PORT"]), Account(mailbox.address, "expired")))
    with pytest.raises(SourceRefused) as caught:
        list(wrong.poll(NOTHING))
    assert "expired" not in str(caught.value)
    assert "授权码" in caught.value.message
    imap_fault_proxy.refuse_login = True
    with pytest.raises(SourceRefused):
        list(broken.poll(NOTHING))
    imap_fault_proxy.refusal = "NO Login too frequently, try again later"
    with pytest.raises(SourceUnavailable):
        list(broken.poll(NOTHING))


def test_no_server_and_a_server_that_says_goodbye(imap_fault_proxy: ImapFaultProxy, mailbox: Account) -> None:
    with pytest.raises(SourceUnavailable):
        list(ImapSource(settings(9, mailbox)).poll(NOTHING))
    imap_fault_proxy.bye = True
    with pytest.raises(SourceUnavailable):
        list(ImapSource(settings(imap_fault_proxy.port, mailbox)).poll(NOTHING))


def test_stalled_server_ends_with_the_read_limit(
    imap_fault_proxy: ImapFaultProxy, mailbox: Account, office: IMAPClient
) -> None:
    put(office, "one")
    imap_fault_proxy.stall_seconds = 3
    source = ImapSource(settings(imap_fault_proxy.port, mailbox, read_seconds=0.5))
    assert list(source.poll(NOTHING)) == []
    assert [one.attempts for one in source.skipped.values()] == [1]


def test_connection_that_died_between_two_polls_is_made_anew(
    broken: ImapSource, imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, "one")
    (message,) = broken.poll(NOTHING)
    imap_fault_proxy.drop_links()
    broken.acknowledge(message.key)
    assert flags(office) == [(b"\\Seen",)]
    imap_fault_proxy.drop_links()
    assert subjects(broken.poll(NOTHING)) == ["one"]


def test_junk_folder_is_read_where_there_is_one_and_its_mail_is_suspect(
    dovecot_server: dict[str, str], mailbox: Account, office: IMAPClient
) -> None:
    put(office, "one")
    with_junk = settings(int(dovecot_server["IMAP_PORT"]), mailbox, junk_folder="垃圾邮件")
    source = ImapSource(with_junk)
    assert subjects(source.poll(NOTHING)) == ["one"]
    office.create_folder("垃圾邮件")
    put(office, "two", folder="垃圾邮件")
    plain, suspect = source.poll(NOTHING)
    source.acknowledge(suspect.key)
    source.close()
    assert (plain.suspect, suspect.suspect) == ("", "邮件位于垃圾邮件文件夹")
    assert suspect.key.startswith("垃圾邮件;")


@pytest.mark.parametrize(("tls", "port"), [("ssl", "IMAPS_PORT"), ("starttls", "IMAP_PORT")])
def test_encrypted_links_check_the_certificate(
    tls: str, port: str, dovecot_server: dict[str, str], mailbox: Account, office: IMAPClient
) -> None:
    put(office, "one")
    encrypted = settings(int(dovecot_server[port]), mailbox, tls=tls)
    with pytest.raises(SourceUnavailable):
        list(ImapSource(encrypted).poll(NOTHING))
    trusted = ImapSource(dataclasses.replace(encrypted, certificate_authority=dovecot_server["TLS_CA"]))
    assert subjects(trusted.poll(NOTHING)) == ["one"]
    trusted.close()


def test_large_mailbox_is_listed_in_pages(dovecot_server: dict[str, str], mailbox: Account, office: IMAPClient) -> None:
    put(office, *"abcdefgh")
    source = ImapSource(settings(int(dovecot_server["IMAP_PORT"]), mailbox, search_page=3, size_page=2))
    assert subjects(source.poll(NOTHING)) == list("abcdefgh")
    source.close()


def test_password_is_not_in_the_settings_text(mailbox: Account) -> None:
    assert mailbox.password not in repr(settings(1, mailbox))
