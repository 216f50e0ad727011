"""What a letter is written from: the case as judged, the office's data, and what its move knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from cases.finding import Finding
from cases.report import Report
from catalogue.model import Department, LetterKind, Mode, Office, OnlineSystem, ServiceItem
from replies.particulars import Particulars

CERTIFICATE = "receipt-certificate"


@dataclass(frozen=True, slots=True)
class LetterContext:
    """All that a letter may say.

    Attributes:
        report: The case as judged; for a receipt its pages may still be empty.
        received_at: Server time of arrival of this round's material, aware.
        now: Time of writing, aware; the letter bears its date in Beijing.
        round: 1 for the first notice of a case.
        serial: Place among the letters of its kind, for its number; 0: one leaves in a round, so the round is it.
        previous: Findings the sender was told in earlier rounds.
        officer: Name printed as 经办人; empty for a letter that leaves by itself.
        contact: Extra contact lines, e.g. the office's reply address.
        document_names: Names of document types by code, for materials the report does not list.
        days: Overrides of the working-day calendar: True works, False rests.
        original_no: Number of the case a duplicate belongs to, if another than ``case_no``.
        online_name, online_entry: System and entry of an online-only item; fall back to the item's own text.
        right_address: Mailbox that handles the item; not shown for an online-only item.
        paper_received_on: Day the paper arrived.
        tracking_no: Courier number as given.
        note: What an officer adds in own words, one paragraph.
        automatic: The letter leaves by itself, as :func:`replies.selection.select` says; the letter tells so.
        directory: Lists of online services, for guidance.
        particulars: What the move knows that the letter announces.
    """

    case_no: str
    report: Report
    item: ServiceItem | None
    office: Office
    department: Department | None
    letters: Mapping[str, LetterKind]
    received_at: datetime
    now: datetime
    round: int = 1
    previous: tuple[Finding, ...] = ()
    officer: str = ""
    contact: tuple[str, ...] = ()
    document_names: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[date, bool] = field(default_factory=dict)
    original_no: str = ""
    online_name: str = ""
    online_entry: str = ""
    right_address: str = ""
    paper_received_on: date | None = None
    tracking_no: str = ""
    note: str = ""
    automatic: bool = False
    directory: Mapping[str, OnlineSystem] = field(default_factory=dict)
    serial: int = 0
    particulars: Particulars = field(default_factory=Particulars)

    @property
    def is_permit(self) -> bool:
        """Whether the item is a permit under 行政许可法."""
        return self.item is not None and self.item.mode is Mode.PERMIT

    @property
    def is_report(self) -> bool:
        """Whether the item is only reported (裁减人员): nothing is permitted or approved (domain b2)."""
        return self.item is not None and self.item.pass_letter == CERTIFICATE
