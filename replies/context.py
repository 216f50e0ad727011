"""What a letter is written from: the case as judged, the office's data, and what its move knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.finding import Finding
from cases.moves import Handling
from cases.report import Report
from catalogue.model import Catalogue, Department, Mode, Office, ServiceItem
from replies.particulars import NOTHING_MORE, Particulars

CERTIFICATE = "receipt-certificate"


@dataclass(frozen=True, slots=True)
class LetterContext:
    """All that a letter may say.

    Attributes:
        case_no: Number of the case; of a duplicate, that of the case it repeats.
        report: The case as judged; for a receipt its pages may still be empty.
        item: As the letter shows it, with the telephones that are answered today.
        received_at: Server time of arrival of this round's material, aware.
        now: Time of writing, aware; the letter bears its date in Beijing.
        round: 1 for the first notice of a case.
        serial: Place among the letters of its kind, for its number; 0: one leaves in a round, so the round is it.
        previous: Findings the sender was told in earlier rounds.
        officer: Name printed as 经办人; empty for a letter that leaves by itself.
        automatic: The letter leaves by itself, as :func:`replies.selection.select` says; the letter tells so.
        particulars: What the move knows that the letter announces.
    """

    case_no: str
    report: Report
    item: ServiceItem | None
    office: Office
    department: Department | None
    catalogue: Catalogue
    received_at: datetime
    now: datetime
    round: int = 1
    serial: int = 0
    previous: tuple[Finding, ...] = ()
    officer: str = ""
    automatic: bool = False
    particulars: Particulars = NOTHING_MORE

    @property
    def is_permit(self) -> bool:
        """Whether the item is a permit under 行政许可法."""
        return self.item is not None and self.item.mode is Mode.PERMIT

    @property
    def is_report(self) -> bool:
        """Whether the item is only reported (裁减人员): nothing is permitted or approved (domain b2)."""
        return self.item is not None and self.item.handling is Handling.REPORT
