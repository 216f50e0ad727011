"""From an outcome to the life-cycle event that announcing it is, and from an event to the letter that announces it."""

from __future__ import annotations

from cases.lifecycle import Event
from cases.report import Outcome
from catalogue.model import ServiceItem

_PASSED = {
    "electronic-pass": Event.PASS, "receipt-certificate": Event.CERTIFY, "commitment-accepted": Event.PROMISE,
}
"""What the letters are that state a pass; any other is an acceptance."""

_LETTERS = {
    Event.PASS: "electronic-pass",
    Event.ACCEPT: "acceptance",
    Event.TOLERATE: "tolerated-acceptance",
    Event.PROMISE: "commitment-accepted",
    Event.CERTIFY: "receipt-certificate",
    Event.CORRECT: "supplement-notice",
    Event.PAPER_DIFFERS: "supplement-notice",
    Event.GUIDE: "channel-guidance",
    Event.REFUSE: "non-acceptance",
    Event.RELEASE: "not-required",
    Event.GRANT: "granted",
    Event.DENY: "refused",
    Event.EXTEND: "extension",
    Event.DEFER: "deferred",
    Event.LAPSE: "overdue-closure",
    Event.WITHDRAW: "withdrawal",
    Event.CLOSE: "completion",
    Event.ARRANGE_VISIT: "site-visit",
    Event.RECEIVE_PAPER: "paper-received",
}
EVENT_OF_LETTER = {
    kind: event for event, kind in _LETTERS.items()
    if event not in {Event.PAPER_DIFFERS, Event.ARRANGE_VISIT, Event.RECEIVE_PAPER, Event.WITHDRAW}
}
"""What an officer decides by letting a letter of this kind leave."""


def event_of(outcome: Outcome, item: ServiceItem | None) -> Event:
    """Return the event; ``HOLD`` where only an officer can go on."""
    if outcome is Outcome.ACCEPT:
        return goes_on(item)
    return {
        Outcome.TOLERATE: Event.TOLERATE,
        Outcome.SUPPLEMENT: Event.CORRECT,
        Outcome.GUIDE: Event.GUIDE,
        Outcome.REFUSE: Event.REFUSE,
    }.get(outcome, Event.HOLD)


def goes_on(item: ServiceItem | None) -> Event:
    """Return the event by which a case goes on whose material is complete."""
    return _PASSED.get(item.pass_letter, Event.ACCEPT) if item is not None else Event.ACCEPT


def letter_of(event: Event) -> str | None:
    """Return the kind of letter that announces an event, None where nobody is told."""
    return _LETTERS.get(event)
