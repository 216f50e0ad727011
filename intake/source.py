"""MailSource: where messages come from; IMAP, Maildir and the fax spool are three of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.set_aside import Skipped


@dataclass(frozen=True, slots=True)
class RawMessage:
    """One message or fax as it lies at its source, bytes unchanged.

    Attributes:
        key: Names the message within its source for ever; for IMAP
            ``folder;uidvalidity;uid``, for a folder its file name.
        channel: Code of the catalogue's channel.
        content: RFC 5322 bytes, or the fax file's bytes.
        received_at: The server's time of arrival, aware UTC.
        media_type: ``message/rfc822``, ``image/tiff`` or ``application/pdf``.
        name: File name where there is one (fax).
        telephone: Caller number of a fax.
        incomplete: The source says reception broke off, or the size is over the cap and only
            headers were fetched.
        suspect: The source itself mistrusts the message (it lies in the junk folder); such a
            message is an officer's.
    """

    key: str
    channel: str
    content: bytes
    received_at: datetime
    media_type: str = "message/rfc822"
    name: str = ""
    telephone: str | None = None
    incomplete: str = ""
    suspect: str = ""


Known = Callable[[Sequence[str]], frozenset[str]]
"""Tells which of the keys of what lies at a source are those of messages that we have."""


class MailSource(Protocol):
    """Yields a message again until it is known, so receivers accept repeats.

    Connects only in :meth:`poll` and :meth:`acknowledge`.
    """

    name: str
    """Account name in the ledger, unique among sources."""

    @property
    def skipped(self) -> Mapping[str, Skipped]:
        """Messages and folders that could not be read, by key; they are tried again by a later poll."""
        ...

    @property
    def older(self) -> Mapping[str, datetime]:
        """Arrival of the messages that the last poll left because they came before its ``since``, by key."""
        ...

    def poll(self, known: Known, since: datetime | None = None) -> Iterator[RawMessage]:
        """Yield messages that are not known, oldest first, one in memory at a time.

        ``known`` is asked for the keys of what lies there now, all of a folder at once. One that cannot be read is
        skipped, the others come; one that arrived before ``since`` is left.

        Raises:
            SourceUnavailable: Connection trouble; poll again later.
            SourceRefused: Login refused; do not hammer.
        """
        ...

    def acknowledge(self, key: str) -> None:
        """Tell the source that the message is safe with us. After the commit; harmless twice."""
        ...

    def close(self) -> None:
        """Let go of connections; a later poll makes new ones."""
        ...
