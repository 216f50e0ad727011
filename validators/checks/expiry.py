"""Papers whose time is over: past their last day, or marked as revoked. Source: domain f19."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.finding import PAGES, Clause, Finding, Place
from cases.report import FieldValue, MaterialReading
from validators.certainty import SURE_VALUE
from validators.finding import asked, find
from validators.subject import Subject

FIELDS = ("valid_until", "to", "term")
REMARK = 0.7
"""Most that a remark on a licence is worth: it may speak of another licence."""

PERMIT = "dispatch-permit"
"""Where its extension is asked for, its end is judged by the item's gate: in time, or a new application."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is past its last day on the day of receipt; such a day itself still counts.

    An application is not valid for a time: the days on it are those of what it is about.
    """
    for reading in subject.materials:
        extended = reading.code == PERMIT and subject.item.deadlines.apply_before_expiry is not None
        if reading.pages and not extended and reading.code != subject.item.main_form:
            yield from _past(subject, reading)
            yield from _remarks(subject, reading)


def _past(subject: Subject, reading: MaterialReading) -> Iterator[Finding]:
    material = subject.material(reading.code)
    begins = {value.value for value in _values(subject, reading, ("from",))}
    for value in _values(subject, reading, FIELDS):
        end = _date(value.value)
        # A term that ends on the day on which it begins is one whose end was not read.
        sure = value.confidence >= SURE_VALUE and value.value not in begins
        if sure and end is not None and end < subject.received_on:
            found = find(
                subject,
                "material-expired",
                f"{PAGES}（{reading.name}）有效期至{end.isoformat()}，已过期，请提交有效的材料。",
                confidence=value.confidence,
                place=Place(reading.code, value.page, value.box),
                clause=Clause(confirmed=material is None or subject.counts(material)),
            )
            # As for one that is absent: where only a proposed list asks for it, an officer says whether it matters.
            yield found if found.confirmed else asked(found)


def _remarks(subject: Subject, reading: MaterialReading) -> Iterator[Finding]:
    """A remark on a licence may speak of another licence or of what has been: an officer looks."""
    for value in _values(subject, reading, ("register_state",)):
        message = f"{PAGES}（{reading.name}）有“{value.value}”字样，证照是否有效已转人工核对。"
        yield find(
            subject, "material-expired", message,
            confidence=min(REMARK, value.confidence), place=Place(reading.code, value.page, value.box),
        )  # fmt: skip


def _values(subject: Subject, reading: MaterialReading, names: tuple[str, ...]) -> list[FieldValue]:
    return [value for value in subject.fields.get(reading.code, ()) if value.name in names]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # 长期
        return None
