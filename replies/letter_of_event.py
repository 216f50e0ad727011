"""Which letter announces an event of the life cycle, and which event an outcome asks for: here and nowhere else."""

from __future__ import annotations

from cases.lifecycle import Event
from cases.report import Outcome, Report
from catalogue.model import ServiceItem
from replies.drafts import ADVICE, drafted

RECEIVED = "report-received"

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
_EVENTS = {
    Outcome.TOLERATE: Event.TOLERATE,
    Outcome.SUPPLEMENT: Event.CORRECT,
    Outcome.GUIDE: Event.GUIDE,
    Outcome.REFUSE: Event.REFUSE,
}
EVENT_OF_LETTER = {
    kind: event for event, kind in _LETTERS.items()
    if event not in {Event.PAPER_DIFFERS, Event.ARRANGE_VISIT, Event.RECEIVE_PAPER, Event.WITHDRAW}
}
"""What an officer decides by letting a letter of this kind leave."""

EVENT_OF_LETTER |= {ADVICE: Event.GUIDE, RECEIVED: Event.CERTIFY}


def event_of(outcome: Outcome, item: ServiceItem | None) -> Event:
    """Return the event; ``HOLD`` where only an officer can go on: doubt, or nothing to accept by."""
    if outcome is Outcome.ACCEPT and item is not None:
        return goes_on(item)
    return _EVENTS.get(outcome, Event.HOLD)


def goes_on(item: ServiceItem | None) -> Event:
    """Return the event by which a case goes on whose material is complete: its item says by which letter."""
    return EVENT_OF_LETTER[item.pass_letter] if item is not None else Event.ACCEPT


def letter_of(event: Event, item: ServiceItem | None = None, report: Report | None = None) -> str | None:
    """Return the kind of letter that announces an event, None where nobody is told.

    Args:
        event: What happens.
        item: Item of the case; it may have a letter of its own for the event.
        report: Judgement of the case; the letter that it drafted announces the event.
    """
    draft = drafted(report, item) if report is not None else None
    for own in (draft.kind if draft is not None else "", item.pass_letter if item is not None else ""):
        if EVENT_OF_LETTER.get(own) is event:
            return own
    return _LETTERS.get(event)


def letters_of(*events: Event) -> frozenset[str]:
    """Return the kinds of letters that announce these events."""
    return frozenset(_LETTERS[event] for event in events)
