"""The catalogue's values: business items in their versions, and all that they refer to.

Everything here is data read by :mod:`catalogue.loader`; nothing imports a file or a library.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from cases.moves import Handling
from cases.names.sayings import Saying
from cases.working_days import months_after, receipt_date
from catalogue.backpay import BackpayTable
from catalogue.clauses import Clauses
from catalogue.fields import Field
from catalogue.material import DocumentRule, DocumentType, Material, SealRule, Wording
from catalogue.office import Channel, Department, LetterKind, Office, OnlineService, OnlineSystem, Whitelist, is_of
from catalogue.terms import (
    AmountHint,
    Audit,
    Condition,
    Deadlines,
    Draft,
    Gate,
    GreenLane,
    Mode,
    Otherwise,
    PhoneCheck,
    Priority,
    SealGate,
    SealUnit,
    Tolerance,
    ToleranceAllowed,
    Unknown,
)

__all__ = [
    "AmountHint",
    "Audit",
    "Catalogue",
    "Channel",
    "Condition",
    "Deadlines",
    "Department",
    "DocumentRule",
    "DocumentType",
    "Draft",
    "Gate",
    "GreenLane",
    "LetterKind",
    "Material",
    "Mode",
    "Office",
    "OnlineService",
    "OnlineSystem",
    "Otherwise",
    "PhoneCheck",
    "Priority",
    "SealGate",
    "SealRule",
    "SealUnit",
    "ServiceItem",
    "Tolerance",
    "ToleranceAllowed",
    "Unknown",
    "Whitelist",
    "Wording",
]

_HANDLING = {
    Mode.PERMIT: Handling.PERMIT, Mode.DIRECT: Handling.DIRECT, Mode.PROMISE: Handling.PROMISE,
    Mode.TOLERANCE: Handling.TOLERANCE, Mode.DEFERRED: Handling.DEFERRED, Mode.CASE_BY_CASE: Handling.CASE_BY_CASE,
}
_RECEIVED = ("receipt-certificate", "report-received")


class Standing(StrEnum):
    """Whether an item's rules hold for a case; where they do not, it is still named and an officer handles it."""

    HOLDS = "holds"
    ENDED = "ended"          # 应急办法已经终止，没有常规办理规则
    ELSEWHERE = "elsewhere"  # 只适用于其他地方


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One business item (业务事项) in one version.

    Attributes:
        group: Item group of its channel: ``dispatch``, ``hours``, ``layoff``, ``insurance``.
        pass_letter: Letter of acceptance: ``electronic-pass``, ``acceptance``, ``receipt-certificate``,
            ``report-received``, ``commitment-accepted``.
        threshold: Closed expression over fields (``headcount >= 20 or …``); None without.
        checks: Cross checks by name, e.g. ``unit_name``, ``uscc``, ``legal_rep``.
        aliases: The name itself first, then other names that mean this item and no other.
        lead: Documents whose presence shows this item; empty: the first of its list.
        told_by: Kinds that its leading form asks for, all of them, where other items use that form too; ``甲|乙`` for
            one in two wordings.
        name_in_letters: The name without a remark of the office's own; empty: the name itself.
        broad_names: Names that mean this item or another one (特殊工时): an officer picks.
        sayings: Everyday words for it (稳岗返还), of ``sayings.yaml``.
        window_from, window_to: Receipt dates outside of which an officer looks.
        phones: Telephones for this item; empty: the department's.
        grounds: Statutory grounds of which one must be named (裁员四种情形).
        expected_fields: Values that a field normally has; another value is for an officer.
        version: ``YYYY-MM-DD.n`` as in the file.
        mode_note, channel_note: Why the mode or the way in is not the usual one; shown to officers.
        source: As recorded; empty: the clause says it.
        confirmed: Every part of its source binds; else it is shown as 待确认, and nothing of it leaves by itself.
        main_form: Document of the application itself: always needed, whoever lists it; None: the item has no form.
        emergency: Anchor date with which this emergency rule ends; None: it does not depend on one (design §5.6).
        emergency_months: Calendar months after that date through which it goes on.
        offices: Offices where this version holds, those below them included; empty: everywhere.
        standing: Whether this version holds for the case that it was asked for.
        url: Address of the system ``online``, as the text prints it.
        tells: What the text tells applicants: conditions, periods, ways; sentences without their full stop.
        no_application: Nothing has to be filed: what the text grants, it grants to everybody.
        drafts: Letters that are drafted where a finding stands against the item.
        entry: Where in the system ``online`` the item is found.
        window_note: A window that no dates can say (满半年或一年的次月起90日).
        window_adjustable: The office may move the window; outside it an officer looks, as always.
        deferred_until: Words about when a deferred item goes on.
        gates: What must hold before the item is handled.
        excluded_fields: Changes that are never tolerated (S000 二(一)3).
        not_excluded: Changes that hold the words of an excluded one and are none (户籍地址).
        excluded_to: Item that such a change moves the case to.
        proposes: Words that make an officer think of the green lane; None: none.
        phone_check: Logged call before it is handled; None: none asked.
        priority: Order in the queues, apart from ``high_priority_when``.
        audit: The case is marked for a check after the event; None: not.
        whitelist: List of units that may apply; None: any.
        industries: Branches of trade that may apply (附件5 三(一)1).
        preconditions: What an officer has to see to beside the materials.
        amount: Hint about a subsidy's amount; None: none.
        officer_only: Nothing is said automatically.
        queue: Queue apart from the usual one (``complaint``); empty: the usual one.
        daily_report: It is counted every day, also when it is zero (S002 一(二)).
        late_fee: ``waived`` or ``charged``; empty: no fee. The amount is never computed.
        prepayment: A benefit may be paid before the check is done (预发待遇); an officer says so and it is marked.
        retention_years: Years for which its files are kept; None: the office's rule.
        stub: Only its name is known so far; an officer handles it.
        notes: For officers.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    channel: str
    group: str
    mode: Mode
    department: str
    materials: tuple[Material, ...]
    seal_gate: SealGate
    seal_unit: SealUnit
    deadlines: Deadlines
    tolerance: Tolerance
    pass_letter: str
    version: str
    paper_required: bool = False
    site_visit: str = "no"
    page_size: str | None = None
    fax_ok: bool = False
    result: str = ""
    threshold: Condition | None = None
    checks: tuple[str, ...] = ()
    capital_minimum: int | None = None
    online_only: bool = False
    online: str = ""
    main_form: str | None = None
    fields_required: tuple[str, ...] = ()
    window_from: date | None = None
    window_to: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    high_priority_when: Condition | None = None
    clause: str = ""
    lead: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    name_in_letters: str = ""
    broad_names: tuple[str, ...] = ()
    sayings: tuple[Saying, ...] = ()
    phones: tuple[str, ...] = ()
    validity_years: int | None = None
    grounds: tuple[str, ...] = ()
    expected_fields: dict[str, str] = field(default_factory=dict)
    mode_note: str = ""
    channel_note: str = ""
    source: str = ""
    confirmed: bool = True
    emergency: str | None = None
    emergency_months: int = 0
    offices: tuple[str, ...] = ()
    standing: Standing = Standing.HOLDS
    entry: str = ""
    url: str = ""
    tells: tuple[str, ...] = ()
    no_application: bool = False
    drafts: tuple[Draft, ...] = ()
    window_note: str = ""
    window_adjustable: bool = False
    deferred_until: str = ""
    gates: tuple[Gate, ...] = ()
    excluded_fields: tuple[Wording, ...] = ()
    not_excluded: tuple[str, ...] = ()
    excluded_to: str | None = None
    proposes: GreenLane | None = None
    phone_check: PhoneCheck | None = None
    priority: Priority = Priority.NORMAL
    audit: Audit | None = None
    whitelist: str | None = None
    industries: tuple[str, ...] = ()
    preconditions: tuple[str, ...] = ()
    amount: AmountHint | None = None
    officer_only: bool = False
    queue: str = ""
    daily_report: bool = False
    late_fee: str = ""
    prepayment: bool = False
    retention_years: int | None = None
    stub: bool = False
    notes: tuple[str, ...] = ()

    @property
    def told_name(self) -> str:
        """The name as letters and labels print it."""
        return self.name_in_letters or self.name

    @property
    def handling(self) -> Handling:
        """How the life cycle handles it: a report is only received (收悉), never permitted."""
        return Handling.REPORT if self.pass_letter in _RECEIVED else _HANDLING[self.mode]

    @property
    def is_special(self) -> bool:
        """Whether it stands in for the item's ordinary rules: in the emergency, or at some offices only."""
        return self.emergency is not None or bool(self.offices)

    def holds_at(self, office: str) -> bool:
        """Whether it holds at an office; without an office it does."""
        return not office or not self.offices or any(is_of(one, office) for one in self.offices)

    def tolerance_kind(self, office: Office) -> str:
        """``hold`` or ``process_first`` at this office; nothing is decided on a permit while debts are open.

        Source: S000 二(一)3 (先受理、后办理), S003 五(二) (先办后补); domain f1, f2.
        """
        held = self.mode is not Mode.PERMIT and self.tolerance.kind == "hold"
        return office.tolerance_kind if held else self.tolerance.kind


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it, in one consistent version.

    Attributes:
        fields: What papers tell, by code.
        items: Every version of every item; pick with :meth:`item`.
        anchors: Dates an administrator sets; None: not set yet. As its files say; :attr:`casework.work.Work.catalogue`
            adds those of the record.
        presumed: Last day of receipt through which rules that end with an anchor date hold while it is not set.
        day_overrides: Days the office corrects in the calendar: True works, False is off.
        directory: Lists of online services, by code.
        backpay: Ordered table that sorts back-payments into items.
        clauses: Public clauses by rule and item group.
        place: Office for whose cases it is asked; empty: any.
    """

    version: str
    fields: dict[str, Field]
    documents: dict[str, DocumentType]
    items: tuple[ServiceItem, ...]
    channels: dict[str, Channel]
    departments: dict[str, Department]
    offices: dict[str, Office]
    letters: dict[str, LetterKind]
    anchors: dict[str, date | None] = field(default_factory=dict)
    day_overrides: dict[date, bool] = field(default_factory=dict)
    directory: dict[str, OnlineSystem] = field(default_factory=dict)
    backpay: BackpayTable = field(default_factory=BackpayTable)
    whitelists: dict[str, Whitelist] = field(default_factory=dict)
    clauses: Clauses = field(default_factory=dict)
    presumed: dict[str, date] = field(default_factory=dict)
    place: str = ""

    def at(self, office: str) -> Catalogue:
        """Return the catalogue as it holds at an office."""
        return self if self.place == office else replace(self, place=office)

    def item(self, code: str, on: date) -> ServiceItem | None:
        """Return the version of ``code`` by which a case received on a day is handled, None for none.

        A rule of the emergency or of this place goes before the ordinary one. Where only rules are known that have
        ended or hold elsewhere, one of them is returned with its :class:`Standing`, so that the case keeps its name.
        """
        known = [one for one in self.items if one.code == code and _on(one, on)]
        stood = [replace(one, standing=self._standing(one, on)) for one in known]
        return min(stood, key=_preference, default=None)

    def item_at(self, code: str | None, received_at: datetime) -> ServiceItem | None:
        """The version of ``code`` in force when a case was received, by which it is handled to its end."""
        return self.item(code, receipt_date(received_at)) if code else None

    def items_on(self, on: date) -> tuple[ServiceItem, ...]:
        """All items that a case received on a date may be, one version each."""
        codes = dict.fromkeys(item.code for item in self.items)
        return tuple(item for code in codes if (item := self.item(code, on)) is not None)

    def end_of(self, anchor: str, months: int = 0) -> date | None:
        """Return the last day of receipt that a rule covers which ends with an anchor date; None: it has no end yet.

        While the date is not set, the day counts until which its rules are presumed to hold.
        """
        day = self.anchors.get(anchor)
        return months_after(day, months) if day is not None else self.presumed.get(anchor)

    def _standing(self, item: ServiceItem, on: date) -> Standing:
        if not item.holds_at(self.place):
            return Standing.ELSEWHERE
        end = self.end_of(item.emergency, item.emergency_months) if item.emergency else None
        return Standing.HOLDS if end is None or on <= end else Standing.ENDED


def _on(item: ServiceItem, day: date) -> bool:
    return (item.valid_from or date.min) <= day <= (item.valid_to or date.max)


def _preference(item: ServiceItem) -> tuple[int, bool, bool]:
    """Order: what holds, then what has ended here, then what holds elsewhere; of two that hold the more special one."""
    return list(Standing).index(item.standing), not item.offices, not item.is_special
