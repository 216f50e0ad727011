r"""A mailbox over IMAP. Source: RFC 3501; NetEase's ID rule as publicly reported (imapclient#544, S22.Imap#167).

The ledger of what we have lies in our database: ``\Seen`` is only a sign for people, and a message that somebody
else has opened, or that one SEARCH answer left out, is found by the next poll.
"""

from __future__ import annotations

import contextlib
import imaplib
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from cases.errors import SourceRefused, SourceUnavailable
from intake.set_aside import SetAside, Skipped
from intake.source import Known, RawMessage

PASSING_REFUSALS = ("[unavailable]", "[inuse]", "[limit]", "frequen", "too many", "busy", "try again", "later")
"""Words in a refused LOGIN that do not blame the password; NetEase says "Login too frequently"."""
_NO_IMAP = (KeyError, ValueError, IndexError, TypeError, AttributeError, AssertionError)
"""What the library raises for answers that are no IMAP, such as a SELECT without UIDVALIDITY."""
MOST_FAILURES = 3
"""Messages in a row that fail in one folder before its rest is left to the next poll, which tries them last."""
_NOTHING = ("", 0, 0)
"""Folder, UIDVALIDITY and number of messages while no folder is selected."""


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """One mailbox.

    Attributes:
        name: Account name in the ledger.
        channel: Code of the catalogue's channel.
        tls: ``ssl``, ``starttls`` or ``none`` (loopback only).
        password: The authorisation code where the provider has one.
        folders: Polled in this order; one that does not exist is skipped.
        junk_folder: Polled too where it exists; what lies there is marked ``suspect``.
        certificate_authority: File with the authority's certificate; None: those of the system.
        connect_seconds, read_seconds: Socket limits; imaplib has none by itself.
        size_limit: Bytes; of a larger message only the headers are fetched.
        search_page: Messages asked for in one SEARCH: imaplib refuses an answer line beyond 1 MB, and a
            UID has up to ten digits.
        size_page: Messages whose size and time are asked for at once.
    """

    name: str
    channel: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str = "ssl"
    folders: tuple[str, ...] = ("INBOX",)
    junk_folder: str | None = None
    certificate_authority: str | None = None
    connect_seconds: float = 30.0
    read_seconds: float = 120.0
    size_limit: int = 60 * 1024 * 1024
    search_page: int = 20_000
    size_page: int = 200


class ImapSource:
    """A :class:`intake.source.MailSource` on one mailbox; one connection, kept between polls. Not thread-safe."""

    def __init__(self, settings: ImapSettings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.name = settings.name
        self._settings = settings
        self._clock = clock
        self._client: IMAPClient | None = None
        self._selected = _NOTHING
        self._aside = SetAside(clock)
        self._older: dict[str, datetime] = {}

    @property
    def skipped(self) -> Mapping[str, Skipped]:
        """See :class:`intake.source.MailSource`; a folder's key is its name."""
        return self._aside.skipped

    @property
    def older(self) -> Mapping[str, datetime]:
        """See :class:`intake.source.MailSource`."""
        return self._older

    def poll(self, known: Known, since: datetime | None = None) -> Iterator[RawMessage]:
        """Yield the messages that are not known, folder by folder, oldest first.

        Raises:
            SourceUnavailable: No connection, or no folder can be listed.
            SourceRefused: The login was refused.
        """
        self._refresh()
        junk, last, listed = self._settings.junk_folder, None, False
        for folder in (*self._settings.folders, *([junk] if junk and self._exists(junk) else [])):
            try:
                keys = self._list(folder)
            except SourceUnavailable as error:
                last = self._skip_folder(folder, error)
                continue
            listed = True
            self._aside.clear(folder)
            yield from self._poll_folder(folder, self._new(folder, keys, known), since)
        if last is not None and not listed:
            raise last

    def acknowledge(self, key: str) -> None:
        r"""Set ``\Seen`` and nothing else; a message that is gone, or of an older UIDVALIDITY, needs no sign."""
        kept_open = self._client is not None
        try:
            self._mark(key)
        except SourceUnavailable:
            if not kept_open or self._client is not None:
                raise
            self._mark(key)  # the server had closed the idle connection: one try on a new one

    def _mark(self, key: str) -> None:
        folder, validity, uid = key.rsplit(";", 2)
        with self._translated():
            if self._select(folder) != int(validity):
                return
            try:
                self._connected().add_flags([int(uid)], [b"\\Seen"], silent=True)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:  # the account may read only: the link is sound and is kept
                raise SourceUnavailable(source=self.name, reason="不能标为已读") from error

    def close(self) -> None:
        """Log out, if connected."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(OSError, IMAPClientError, imaplib.IMAP4.error):
                client.logout()

    def missing_folders(self) -> list[str]:
        """Log in once and return the folders of the settings that are not there.

        Raises:
            SourceUnavailable: No connection.
            SourceRefused: The login was refused.
        """
        self._refresh()
        junk = self._settings.junk_folder
        return [one for one in (*self._settings.folders, *([junk] if junk else [])) if not self._exists(one)]

    def _list(self, folder: str) -> list[str]:
        """Return the keys of what lies in a folder, oldest first."""
        with self._translated():
            self._selected = _NOTHING  # SELECT anew: it tells the number of messages and a changed UIDVALIDITY
            validity = self._select(folder)
            return [f"{folder};{validity};{uid}" for uid in self._uids()]

    def _skip_folder(self, folder: str, error: SourceUnavailable) -> SourceUnavailable:
        """Set a folder aside that a server, which does answer, does not list."""
        reason = str(error.detail["reason"]) if self._exists(folder) else "文件夹不存在"
        self._aside.note(folder, reason)
        return SourceUnavailable(source=self.name, reason=reason)

    def _new(self, folder: str, keys: Sequence[str], known: Known) -> list[str]:
        """Return the keys that are to be fetched, and forget what is known now or has gone."""
        ours = known(list(keys))
        new = {key: None for key in keys if key not in ours}
        self._aside.keep(f"{folder};", new)
        self._older = {key: at for key, at in self._older.items() if key in new or not key.startswith(f"{folder};")}
        return list(new)

    def _poll_folder(self, folder: str, new: Sequence[str], since: datetime | None) -> Iterator[RawMessage]:
        left = {key for key in new if since is not None and key in self._older and self._older[key] < since}
        wanted = self._aside.in_turn(key for key in new if key not in left)
        step, failures = self._settings.size_page, 0
        for start in range(0, len(wanted), step):
            page = wanted[start : start + step]
            facts = self._facts_of_page(page)
            for key in page:
                if not self._selects(key):
                    return  # another mailbox under the same name: the next poll lists it afresh
                try:
                    message = self._message(key, facts, since)
                except SourceUnavailable as error:
                    self._aside.note(key, str(error.detail["reason"]))
                    failures += 1
                    if failures == MOST_FAILURES:
                        return
                    continue
                failures = 0
                if message is not None:
                    yield message
                del message  # before the next one is fetched: one in memory at a time

    def _selects(self, key: str) -> bool:
        """Select a message's folder, on a new connection where the last one broke; False where it is another by now."""
        folder, validity, _ = key.rsplit(";", 2)
        with self._translated():
            return self._select(folder) == int(validity)

    def _facts_of_page(self, page: Sequence[str]) -> Mapping[int, dict[bytes, Any]]:
        """Return size and time of the messages; nothing where one of them spoils the answer for all."""
        if not self._selects(page[0]):
            return {}
        with contextlib.suppress(SourceUnavailable):
            return self._facts([_uid(key) for key in page])
        return {}

    def _facts(self, uids: Sequence[int]) -> Mapping[int, dict[bytes, Any]]:
        with self._translated():
            found: Mapping[int, dict[bytes, Any]] = self._connected().fetch(uids, [b"RFC822.SIZE", b"INTERNALDATE"])
            return found

    def _message(
        self, key: str, facts: Mapping[int, dict[bytes, Any]], since: datetime | None
    ) -> RawMessage | None:
        """Fetch one message; None for one that came before ``since``, and for one that has gone or is kept back."""
        uid = _uid(key)
        own = facts.get(uid) or self._facts([uid]).get(uid)
        arrival = self._arrival(own.get(b"INTERNALDATE")) if own else None
        if arrival is not None and since is not None and arrival < since:
            self._older[key] = arrival
            return None
        message = self._fetch(key, own, arrival) if own and arrival is not None else None
        if message is None:
            self._aside.note(key, "服务器未给出邮件")  # forgotten by the next poll where it was removed
        else:
            self._aside.clear(key)
            self._older.pop(key, None)
        return message

    def _uids(self) -> Sequence[int]:
        """Return every UID of the selected folder, ascending."""
        client, count, step = self._connected(), self._selected[2], self._settings.search_page
        if count <= step:
            return sorted(client.search("ALL"))
        found: set[int] = set()
        for first in range(1, count + 1, step):
            found.update(client.search(f"{first}:{min(first + step - 1, count)}"))
        return sorted(found)

    def _fetch(self, key: str, facts: dict[bytes, Any], arrival: datetime) -> RawMessage | None:
        """Fetch the bytes of one message, or return None where the server has none for it."""
        folder, uid = key.rsplit(";", 2)[0], _uid(key)
        size = int(facts.get(b"RFC822.SIZE") or 0)
        too_large = size > self._settings.size_limit
        with self._translated():
            section = b"BODY.PEEK[HEADER]" if too_large else b"BODY.PEEK[]"
            answer = self._connected().fetch([uid], [section]).get(uid, {})
        content = answer.get(b"BODY[HEADER]" if too_large else b"BODY[]")
        if content is None:
            return None
        return RawMessage(
            key=key,
            channel=self._settings.channel,
            content=content,
            received_at=arrival,
            incomplete=_over_the_limit(size, self._settings.size_limit) if too_large else "",
            suspect="邮件位于垃圾邮件文件夹" if folder == self._settings.junk_folder else "",
        )

    def _arrival(self, stated: datetime | None) -> datetime:
        return stated.astimezone(UTC) if stated is not None and stated.tzinfo is not None else self._clock()

    def _exists(self, folder: str) -> bool:
        with self._translated():
            return bool(self._connected().folder_exists(folder))

    def _select(self, folder: str) -> int:
        """Make a folder the selected one and return its UIDVALIDITY."""
        if self._selected[0] != folder:
            answer = self._connected().select_folder(folder)
            self._selected = (folder, int(answer[b"UIDVALIDITY"]), int(answer[b"EXISTS"]))
        return self._selected[1]

    def _connected(self) -> IMAPClient:
        if self._client is None:
            self._client = self._connect()
            self._selected = _NOTHING
        return self._client

    def _refresh(self) -> None:
        """Drop a connection that died while nobody used it."""
        if self._client is not None:
            try:
                self._client.noop()
            except (OSError, IMAPClientError, imaplib.IMAP4.error):
                self._drop()

    def _connect(self) -> IMAPClient:
        settings = self._settings
        context = ssl.create_default_context(cafile=settings.certificate_authority)
        client = IMAPClient(
            settings.host,
            port=settings.port,
            ssl=settings.tls == "ssl",
            ssl_context=context if settings.tls == "ssl" else None,
            timeout=SocketTimeout(settings.connect_seconds, settings.read_seconds),
        )
        try:
            client.normalise_times = False  # otherwise INTERNALDATE loses its zone
            if settings.tls == "starttls":
                client.starttls(context)
            client.login(settings.user, settings.password)
            with contextlib.suppress(IMAPClientError):
                client.id_({"name": "shouli", "version": "1", "vendor": "shouli"})
        except BaseException:
            client.shutdown()
            raise
        return client

    def _drop(self) -> None:
        client, self._client = self._client, None
        self._selected = _NOTHING
        if client is not None:
            with contextlib.suppress(OSError, IMAPClientError, imaplib.IMAP4.error):
                client.shutdown()

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the library's exceptions into ours; after any of them the connection is dropped."""
        try:
            yield
        except LoginError as error:
            self._drop()
            if any(word in str(error).lower() for word in PASSING_REFUSALS):
                raise SourceUnavailable(source=self.name, reason="登录暂时受限") from error
            raise SourceRefused(source=self.name) from error
        except (OSError, IMAPClientError, imaplib.IMAP4.error, *_NO_IMAP) as error:
            self._drop()
            raise SourceUnavailable(source=self.name, reason=type(error).__name__) from error


def _uid(key: str) -> int:
    return int(key.rsplit(";", 1)[1])


def _over_the_limit(size: int, limit: int) -> str:
    return f"邮件大小为{size / 1024 / 1024:.1f}MB，超过{limit // (1024 * 1024)}MB的上限"
