"""Submission: what one mail, fax, upload or folder brought in, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.finding import Finding


class FileKind(StrEnum):
    """Kind of a file by its content, never by its name alone."""

    PDF = "pdf"
    TIFF = "tiff"
    IMAGE = "image"      # JPEG, PNG
    ARCHIVE = "archive"  # ZIP
    MESSAGE = "message"  # message/rfc822, .eml
    OTHER = "other"      # nothing we can read
    BY_PRODUCT = "by-product"  # of a mail program or an office suite: kept, listed, no material


OFFICE = (".doc", ".docx", ".wps", ".rtf", ".odt", ".xls", ".xlsx", ".et", ".ods", ".ppt", ".pptx", ".dps")
"""How names of an office suite's files end, which nobody reads: mostly the form as it was filled in and printed."""


class MessageKind(StrEnum):
    """What a message is; only ``SUBMISSION`` may be answered, and nothing follows from the last four."""

    SUBMISSION = "submission"
    MACHINE = "machine"  # material that a device or system sent, such as a scanner or a fax gateway
    BOUNCE = "bounce"
    AUTO_REPLY = "auto-reply"
    BULK = "bulk"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a submission, as received.

    Attributes:
        name: Decoded display name, cleaned of control characters and paths, as the sender gave it.
        content: The bytes, unchanged.
        kind: By content.
        findings: What already speaks against it: ``file-empty``, ``file-type-refused``,
            ``file-extension-mismatch``, ``file-archive-refused``. A file with a blocking finding is kept
            and reported, not read.
        origin: Names of what it came out of (``a.zip``, a folder in it, ``b.eml``), outermost first.
    """

    name: str
    content: bytes
    kind: FileKind
    findings: tuple[Finding, ...] = ()
    origin: tuple[str, ...] = ()

    @property
    def is_office(self) -> bool:
        """Whether it is an office suite's, and so not read."""
        return self.kind is FileKind.OTHER and self.name.lower().endswith(OFFICE)


@dataclass(frozen=True, slots=True)
class Submission:
    """One message, fax or upload, parsed.

    Attributes:
        channel: Code of the channel it came through (``mail-dispatch``).
        received_at: Server time of arrival, aware UTC; never the sender's date.
        sender: Address to answer, None for a fax or a mail without one.
        sender_name: Display name, may be empty.
        telephone: Caller number of a fax, None otherwise.
        message_id: As in the header, None if there is none.
        references: Ids of ``In-Reply-To`` and ``References``, oldest first.
        subject, body: Decoded text.
        findings: About the mail as a whole: ``mail-no-attachment``, ``file-link-attachment``, ``mail-damaged``,
            ``mail-reply-to-differs``.
        by_mail_system: It is a bounce by its form or its writer; one by its words alone may be anybody's.
    """

    channel: str
    received_at: datetime
    sender: str | None
    sender_name: str
    telephone: str | None
    message_id: str | None
    references: tuple[str, ...]
    subject: str
    body: str
    attachments: tuple[Attachment, ...]
    kind: MessageKind = MessageKind.SUBMISSION
    findings: tuple[Finding, ...] = ()
    by_mail_system: bool = False
