"""What is asked about the files of a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from cases.finding import Finding
from cases.rulings import Rulings
from cases.working_days import receipt_date
from catalogue.model import Channel


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about the files.

    Attributes:
        unit, item: From file names or subject; None: to be found on the pages.
        option: Item given by hand, which wins over all.
        extra: Findings about the mail as a whole.
        file_names: Findings about the names.
        codes: Sound credit codes that the mail's own words state.
        asks: Whether the mail asks something and hands nothing in; what it encloses may be no material.
        rulings: What officers said of the case.
        round: Round of the case.
    """

    received_at: datetime
    unit: str | None = None
    item: str | None = None
    option: str | None = None
    channel: Channel | None = None
    extra: tuple[Finding, ...] = ()
    file_names: tuple[Finding, ...] = ()
    asks: bool = False
    codes: frozenset[str] = frozenset()
    rulings: Rulings = field(default_factory=Rulings)
    round: int = 1

    @property
    def received_on(self) -> date:
        """The office's day of receipt; it picks the version of the rules."""
        return receipt_date(self.received_at)
