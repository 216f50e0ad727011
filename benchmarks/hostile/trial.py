"""One hostile mail: how it is made, what must come of it, and what came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from cases.finding import Severity
from cases.submission import Attachment, FileKind, MessageKind, Submission
from intake.attachments import LONGEST_NAME
from intake.message import parse_message
from intake.source import RawMessage
from ocr.file.document import open_document
from sandbox.limits import Limits

_ARRIVED = datetime(2020, 2, 12, 1, 0, tzinfo=UTC)
_WITH_PAGES = {FileKind.PDF, FileKind.TIFF, FileKind.IMAGE}


@dataclass(frozen=True, slots=True)
class Trial:
    """A mail as bytes and its expected outcome.

    Attributes:
        name: What is wrong with it, unique.
        make: Makes the bytes; large ones are made only when they are needed.
        codes: Codes of all findings of mail, files and pages, with blanks between, in alphabetical order.
        kind: What the mail is taken for.
        pages: Pages read of all its files.
        names: Names under which its files are shown, ``|`` between; None where they do not matter.
    """

    name: str
    make: Callable[[], bytes]
    codes: str = ""
    kind: MessageKind = MessageKind.SUBMISSION
    pages: int = 0
    names: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial, in the same form."""

    codes: str
    kind: MessageKind
    pages: int
    names: str

    def meets(self, trial: Trial) -> bool:
        """Tell whether all is as expected."""
        return (self.codes, self.kind, self.pages) == (trial.codes, trial.kind, trial.pages) and (
            trial.names is None or self.names == trial.names
        )


def undergo(trial: Trial, limits: Limits | None = None) -> Outcome:
    """Take the mail in and read the pages of its files, all but the recognition.

    Raises:
        AssertionError: A text that came out cannot be stored or shown.
        Exception: Any; each is a fault of the program.
    """
    submission = parse_message(RawMessage("INBOX;1;1", "mail-dispatch", trial.make(), _ARRIVED))
    _check_texts(submission)
    codes = {finding.code for finding in submission.findings}
    pages = 0
    for attachment in submission.attachments:
        codes |= {finding.code for finding in attachment.findings}
        read, found = _read(attachment, limits or Limits())
        pages, codes = pages + read, codes | found
    names = "|".join(attachment.name for attachment in submission.attachments)
    return Outcome(" ".join(sorted(codes)), submission.kind, pages, names)


def _read(attachment: Attachment, limits: Limits) -> tuple[int, set[str]]:
    blocked = any(finding.severity is Severity.BLOCKING for finding in attachment.findings)
    if blocked or attachment.kind not in _WITH_PAGES:
        return 0, set()
    with open_document(attachment.content, attachment.kind, limits) as document:
        flags = {flag for page in document.pages() for flag in page.flags if flag == "page-unreadable"}
        return document.page_count if document.usable else 0, flags | {one.code for one in document.findings}


def _check_texts(submission: Submission) -> None:
    names = [attachment.name for attachment in submission.attachments]
    texts = [submission.subject, submission.sender_name, submission.sender or "", submission.body, *names]
    "".join(texts).encode()  # no half of a surrogate pair
    assert all("\0" not in text for text in texts), "a null character"
    assert not set("\r\n") & set(submission.subject + submission.sender_name + (submission.sender or "")), "a line end"
    assert all(name and len(name.encode()) <= LONGEST_NAME and name.isprintable() for name in names), "a name"
    assert not any(set(name) & set("/\\") for name in names), "a path"
