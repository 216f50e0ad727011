"""Mailer: the port through which finished letters leave; SMTP and an outbox folder are two."""

from __future__ import annotations

from typing import Protocol


class Mailer(Protocol):
    """Hands over one frozen message. Never changes its bytes."""

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Hand one RFC 5322 message over for delivery.

        Raises:
            DeliveryDeferred: Passing refusal, nothing was accepted; try again later.
            DeliveryRejected: Final refusal; an officer must act.
            DeliveryUncertain: The link broke after the message was handed over.
        """
        ...
