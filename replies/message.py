"""Compose a letter as one RFC 5322 message whose bytes never change (trust I16, T11, T17).

The Message-ID comes from the letter, the date from the caller and the boundaries from the Message-ID, so
composing the same letter twice gives the same bytes and a repeated delivery is recognised as the same mail.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from cases.errors import DeliveryRejected
from cases.report import LetterDraft
from cases.working_days import ZONE
from replies.wording import clean

LOOP = "shouli"
"""Value of ``X-Loop``: intake knows its own mail by it."""

_MESSAGE_ID = re.compile(r"^<[^<>\s@]{1,200}@[^<>\s@]{1,200}>$")
_ADDRESS = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,8}$")
_REFERENCES_KEPT = 20
# RFC 5322 2.1.1 limits a line to 998 octets; long threads keep their root and the newest ids.


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, and in which thread.

    Attributes:
        sender: Address of the mailbox account; MAIL FROM must equal it (Q24).
        sender_name: The office's display name.
        in_reply_to: Message-ID of the submission that is answered.
        references: Ids of its thread, oldest first, without ``in_reply_to``.
        sent_at: Date of the message, aware.
    """

    sender: str
    recipient: str
    message_id: str
    sent_at: datetime
    sender_name: str = ""
    in_reply_to: str | None = None
    references: Sequence[str] = ()


def message_id(letter_id: str, sender: str) -> str:
    """Return the fixed Message-ID of a letter: its id at the sender's domain."""
    local = re.sub(r"[^A-Za-z0-9._-]", "-", letter_id)
    return f"<letter-{local}@{sender.rpartition('@')[2] or 'localhost'}>"


def compose(
    draft: LetterDraft, envelope: Envelope, certificate: bytes | None = None, label: bytes | None = None
) -> bytes:
    """Return the message with CRLF line ends.

    Args:
        draft: The letter.
        envelope: Addresses, ids and date.
        certificate: The letter as PDF, attached under the letter's title.
        label: Label for the envelope with paper, as PDF.

    Raises:
        DeliveryRejected: The recipient's or sender's address cannot be written into a header.
        ValueError: ``envelope.sent_at`` is naive.
    """
    message = EmailMessage(policy=SMTP.clone(max_line_length=76))
    _head(message, draft, envelope)
    message.set_content(draft.text, cte="base64")
    if draft.html:
        message.add_alternative(draft.html, subtype="html", cte="base64")
    if certificate is not None:
        # The title alone: older mail programs do not join a file name that is cut in many pieces (RFC 2231).
        title = re.sub(r"[^\w（）]", "", clean(draft.text.partition("\n")[0], 20))
        message.add_attachment(certificate, maintype="application", subtype="pdf", filename=f"{title or 'letter'}.pdf")
    if label is not None:
        message.add_attachment(label, maintype="application", subtype="pdf", filename="封装袋标签.pdf")
    _fix_boundaries(message, envelope.message_id)
    return message.as_bytes()


def _head(message: EmailMessage, draft: LetterDraft, envelope: Envelope) -> None:
    if envelope.sent_at.tzinfo is None:
        raise ValueError("naive time")
    message["From"] = _address(envelope.sender, envelope.sender_name)
    message["To"] = _address(envelope.recipient)
    message["Subject"] = clean(draft.subject, 200)
    message["Date"] = envelope.sent_at.astimezone(ZONE)
    message["Message-ID"] = _own_id(envelope.message_id)
    for name, value in _thread(envelope):
        message[name] = value
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Loop"] = LOOP


def _address(address: str, name: str = "") -> Address:
    if not _ADDRESS.match(address):
        raise DeliveryRejected(reason="邮箱地址格式无效，请人工联系")
    return Address(display_name=clean(name), addr_spec=address)


def _own_id(value: str) -> str:
    if not _MESSAGE_ID.match(value):
        raise ValueError(f"not a message id: {value!r}")
    return value


def _thread(envelope: Envelope) -> list[tuple[str, str]]:
    """Return the threading headers; an id that is none is left out, it came from outside."""
    answered = envelope.in_reply_to
    known = dict.fromkeys(one for one in (*envelope.references, answered or "") if _is_id(one))
    ids = [one for one in known if one != answered]
    if answered is not None and answered in known:
        ids.append(answered)
    if len(ids) > _REFERENCES_KEPT:
        ids = [ids[0], *ids[1 - _REFERENCES_KEPT :]]
    head = [("In-Reply-To", answered)] if answered is not None and answered in known else []
    return [*head, ("References", " ".join(ids))] if ids else []


def _is_id(value: str) -> bool:
    return value.isascii() and _MESSAGE_ID.match(value) is not None


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    # Random boundaries, the library's default, would make two renderings of one letter differ.
    digest = sha256(seed.encode()).hexdigest()[:32]
    for depth, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(f"={depth}={digest}")
