"""IntakeLimits: what one message may hold before the rest of it is left to an officer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """Caps of one message.

    Attributes:
        mail_megabytes: Size of the whole message; of a larger one sources fetch the headers only.
        attachment_megabytes: Size of one file.
        attachments: Files, members of archives included.
        message_depth: Messages inside messages.
        parts: MIME parts of all kinds.
        body_characters: Text kept of the body.
    """

    mail_megabytes: int = 60
    attachment_megabytes: int = 60
    attachments: int = 100
    message_depth: int = 5
    parts: int = 1000
    body_characters: int = 100_000
