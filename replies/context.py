"""What a letter is written from: the case as judged, the office's data, and what its move knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.finding import Finding
from cases.moves import Handling
from cases.report import Report
from catalogue.model import Catalogue, Department, Mode, Office, ServiceItem
from catalogue.office import Signatory
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
        number: Document number (文号) that it bears; empty: none.
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
    number: str = ""
    previous: tuple[Finding, ...] = ()
    officer: str = ""
    automatic: bool = False
    particulars: Particulars = NOTHING_MORE

    @property
    def is_permit(self) -> bool:
        """Whether the item is a permit under 行政许可法."""
        return self.item is not None and self.item.mode is Mode.PERMIT

    @property
    def signatory(self) -> Signatory:
        """Who signs: the office, or what stands for the item's department."""
        return signatory_of(self.office, self.item)

    @property
    def names_supplement_day(self) -> bool:
        """Whether the office has said how long a sender may take; else no letter names a day."""
        return self.office.supplement is not None

    @property
    def names_tolerance_day(self) -> bool:
        """Whether a binding text or the office says until when tolerated materials are owed."""
        granted = self.item is not None and self.item.tolerance.is_granted
        return granted or self.office.supplement is not None

    @property
    def is_report(self) -> bool:
        """Whether the item is only reported (裁减人员): nothing is permitted or approved (domain b2)."""
        return self.item is not None and self.item.handling is Handling.REPORT


def signatory_of(office: Office, item: ServiceItem | None) -> Signatory:
    """Return who signs letters about an item, or about none that is known."""
    return office.signatory(item.department if item is not None else None)
