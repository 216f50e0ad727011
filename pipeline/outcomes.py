"""From an outcome to the life-cycle event that announcing it is."""

from __future__ import annotations

from cases.lifecycle import Event
from cases.report import Outcome
from catalogue.model import ServiceItem


def event_of(outcome: Outcome, item: ServiceItem | None) -> Event:
    """Return the event; ``HOLD`` where only an officer can go on."""
    if outcome is Outcome.ACCEPT:
        letter = item.pass_letter if item is not None else ""
        return {"electronic-pass": Event.PASS, "receipt-certificate": Event.CERTIFY}.get(letter, Event.ACCEPT)
    return {
        Outcome.TOLERATE: Event.TOLERATE,
        Outcome.SUPPLEMENT: Event.CORRECT,
        Outcome.GUIDE: Event.GUIDE,
        Outcome.REFUSE: Event.REFUSE,
    }.get(outcome, Event.HOLD)
