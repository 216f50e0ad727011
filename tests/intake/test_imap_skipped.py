"""One message or folder that an IMAP server does not give hides no other; nothing from before our time is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from imapclient import IMAPClient

from cases.errors import SourceUnavailable
from intake.imap import MOST_FAILURES, ImapSource
from tests.intake.known import NOTHING, only
from tests.intake.test_imap import ARRIVAL, put, settings, subjects
from tests.servers import Account
from tests.servers.imap_faults import ImapFaultProxy


@pytest.fixture
def office(dovecot_server: dict[str, str], mailbox: Account) -> Iterator[IMAPClient]:
    with IMAPClient("127.0.0.1", int(dovecot_server["IMAP_PORT"]), ssl=False) as client:
        client.login(mailbox.address, mailbox.password)
        yield client


class Watch:
    def __init__(self) -> None:
        self.at = datetime(2020, 2, 12, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def opened(imap_fault_proxy: ImapFaultProxy, mailbox: Account, watch: Watch) -> Iterator[Callable[..., ImapSource]]:
    """Open a source behind the fault proxy."""
    sources: list[ImapSource] = []

    def one(**values: object) -> ImapSource:
        sources.append(ImapSource(settings(imap_fault_proxy.port, mailbox, read_seconds=0.7, **values), watch))
        return sources[-1]

    yield one
    for source in sources:
        source.close()


@pytest.mark.parametrize("answer", ["NO", "close", "rubbish", "silence", "nothing"])
@pytest.mark.parametrize("facts", [False, True], ids=["body", "facts"])
def test_message_that_the_server_does_not_give_is_skipped_and_tried_again(
    answer: str, facts: bool, opened: Callable[..., ImapSource], imap_fault_proxy: ImapFaultProxy, office: IMAPClient,
    watch: Watch,
) -> None:
    put(office, "one", "two", "three", "four")
    source = opened()
    imap_fault_proxy.bad_uid, imap_fault_proxy.bad_answer, imap_fault_proxy.bad_facts = 2, answer, facts
    got = list(source.poll(NOTHING))
    assert subjects(got) == ["one", "three", "four"]
    (key,) = source.skipped
    assert key.endswith(";2")
    known = only(*(message.key for message in got))
    assert list(source.poll(known)) == []
    assert source.skipped[key].attempts == 2
    imap_fault_proxy.bad_uid = 0
    assert list(source.poll(known)) == []  # not before its time
    watch.at += timedelta(minutes=2)
    assert subjects(source.poll(known)) == ["two"]
    assert source.skipped == {}


def test_skipped_message_that_is_removed_is_forgotten(
    opened: Callable[..., ImapSource], imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, "one", "two")
    source = opened()
    imap_fault_proxy.bad_uid = 2
    known = only(*(message.key for message in source.poll(NOTHING)))
    assert len(source.skipped) == 1
    office.select_folder("INBOX")
    office.delete_messages([2])
    office.expunge()
    assert list(source.poll(known)) == []
    assert source.skipped == {}


def test_many_bad_messages_in_a_row_end_the_poll_and_come_last_in_the_next(
    opened: Callable[..., ImapSource], imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, *"abcdef")
    source = opened()
    imap_fault_proxy.cuts_left = MOST_FAILURES
    assert list(source.poll(NOTHING)) == []
    assert subjects(source.poll(NOTHING)) == ["d", "e", "f", "a", "b", "c"]


def test_folder_that_does_not_exist_hides_no_other(
    opened: Callable[..., ImapSource], office: IMAPClient, watch: Watch
) -> None:
    put(office, "one")
    source = opened(folders=("没有", "INBOX"))
    assert subjects(source.poll(NOTHING)) == ["one"]
    assert {key: one.reason for key, one in source.skipped.items()} == {"没有": "文件夹不存在"}
    office.create_folder("没有")
    put(office, "two", folder="没有")
    assert subjects(source.poll(NOTHING)) == ["two", "one"]
    assert source.skipped == {}


def test_mailbox_without_any_of_its_folders_is_unavailable(opened: Callable[..., ImapSource]) -> None:
    with pytest.raises(SourceUnavailable, match="文件夹不存在"):
        list(opened(folders=("没有",)).poll(NOTHING))


def test_refused_sign_keeps_the_link(
    opened: Callable[..., ImapSource], imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, "one", "two", "three")
    imap_fault_proxy.refuse_store = True
    source, got = opened(), []
    for message in source.poll(NOTHING):
        got.append(message)
        with pytest.raises(SourceUnavailable):
            source.acknowledge(message.key)
    assert subjects(got) == ["one", "two", "three"]
    assert imap_fault_proxy.commands.count("LOGIN") == 1


def test_what_came_before_is_left_unfetched_and_asked_for_once(
    opened: Callable[..., ImapSource], imap_fault_proxy: ImapFaultProxy, office: IMAPClient
) -> None:
    put(office, "one", "two", "three")
    source = opened()
    got = list(source.poll(NOTHING, ARRIVAL + timedelta(minutes=2)))
    assert subjects(got) == ["three"]
    assert list(source.older.values()) == [ARRIVAL, ARRIVAL + timedelta(minutes=1)]
    imap_fault_proxy.commands.clear()
    assert list(source.poll(only(got[0].key), ARRIVAL + timedelta(minutes=2))) == []
    assert "UID FETCH" not in imap_fault_proxy.commands
    assert len(source.older) == 2
    assert subjects(source.poll(only(got[0].key))) == ["one", "two"]
    assert source.older == {}
