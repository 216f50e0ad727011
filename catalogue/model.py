"""The catalogue's values: what the office asks of each business item.

Everything here is data read by :mod:`catalogue.loader`; nothing imports a file or a library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cases.report import Need


class Mode(StrEnum):
    """How an item is handled (办理方式)."""

    PERMIT = "permit"          # 普通许可
    DIRECT = "direct"          # 直接办理、报告
    PROMISE = "promise"        # 承诺制
    TOLERANCE = "tolerance"    # 容缺受理
    DEFERRED = "deferred"      # 延后办理
    CASE_BY_CASE = "case-by-case"  # 一事一议


class SealGate(StrEnum):
    """Whether a missing seal blocks or is only pointed out."""

    BLOCK = "block"
    ADVISE = "advise"


class SealUnit(StrEnum):
    """每页 or 每张纸."""

    PAGE = "page"
    SHEET = "sheet"


class ToleranceAllowed(StrEnum):
    """Who may accept with tolerable materials missing (design §2.3)."""

    AUTOMATIC = "automatic"
    OFFICER = "officer"
    NEVER = "never"


class Unknown(StrEnum):
    """What an unknown condition means (design §5.5)."""

    NOT_NEEDED = "not-needed"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Condition:
    """A ``when`` of the catalogue: closed expression, evaluated three-valued.

    Attributes:
        expression: Source text, e.g. ``agent_differs == true``; see :mod:`catalogue.conditions`.
        label: The Chinese condition as printed in letters.
    """

    expression: str
    label: str
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class SealRule:
    """What seals a material needs (附件3 寄递要求2, 附件4 二).

    Attributes:
        every_page: Official seal on each page (or sheet, by the item's ``seal_unit``).
        cross_page: Cross-page seal when it has two or more pages.
        owner: ``applicant``, ``parent`` or ``both``.
        union_allowed: A union seal satisfies it too (工会意见).
        clause: Public clause of the page rule, empty where there is none.
        cross_page_clause: Public clause of the cross-page rule, empty where there is none.
    """

    every_page: bool = True
    cross_page: bool = False
    owner: str = "applicant"
    union_allowed: bool = False
    clause: str = ""
    cross_page_clause: str = ""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """How a kind of document is recognised and which fields it holds.

    Attributes:
        headings: Titles seen at the top of its first page.
        keywords: Words of its body; at least ``minimum`` must be seen.
        excluded: Words that speak against it.
        all_keywords: Each keyword is a required content (劳务派遣管理制度: six subjects).
    """

    code: str
    name: str
    headings: tuple[str, ...]
    keywords: tuple[str, ...]
    minimum: int
    excluded: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    all_keywords: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """One line of an item's material list.

    Attributes:
        order: Place in the 材料清单, from 1; members of one alternative share it.
        alternative: Group name; one present member satisfies the group.
        form: ``original``, ``copy``, ``either``, ``electronic``.
        columns: Column titles a list must show.
        clause: The public clause it rests on, as printed in letters; empty where unconfirmed.
        source: Source as recorded in the data.
        confirmed: False for ``memory (verify)`` and ``project default``.
        tolerable_confirmed: False where only the tolerable mark is our default.
    """

    order: int
    document: str
    need: Need
    form: str
    seal: SealRule
    clause: str
    source: str
    confirmed: bool
    tolerable_confirmed: bool = True
    condition: Condition | None = None
    alternative: str | None = None
    columns: tuple[str, ...] = ()
    duplex: bool = False
    handwritten_signatures: bool = False
    copies: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Clocks of an item, in working days (WD) unless the name says otherwise.

    Attributes:
        supplement: The sender's time to supplement; 10 by default, unconfirmed (design §5.7).
        explain_before: Calendar days between explaining a layoff and carrying it out.
        anchor: Anchor date (``epidemic_end``) from which the sender's own time runs.
        anchor_months: Calendar months after the anchor.
    """

    notice: int = 5
    decide: int | None = None
    extend: int | None = None
    deliver: int | None = None
    publish: int | None = None
    supplement: int = 10
    explain_before: int | None = None
    anchor: str | None = None
    anchor_months: int | None = None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """容缺 rule: who may grant it, what happens meanwhile, until when.

    Attributes:
        due: Expression ``N WD`` or ``min(N WD, decide-M WD)``.
        commitment_needed: A 容缺受理承诺书 must be among the pages.
    """

    allowed: ToleranceAllowed = ToleranceAllowed.NEVER
    kind: str = "hold"
    due: str = "min(20 WD, decide-2 WD)"
    commitment_needed: bool = True


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One business item (业务事项) in one version.

    Attributes:
        group: Item group of its channel: ``dispatch``, ``hours``, ``layoff``, ``insurance``.
        legal_act: Acceptance letter kind: ``electronic-pass``, ``acceptance`` or ``receipt-certificate``.
        threshold: Closed expression over fields (``headcount >= 20 or …``); None without.
        checks: Cross checks by name, e.g. ``unit_name``, ``uscc``, ``legal_rep``.
        aliases: The name itself first, then other names that mean this item and no other.
        broad_names: Names that mean this item or another one (特殊工时): an officer picks.
        window_from, window_to: Receipt dates outside of which an officer looks.
        phones: Telephones for this item; empty: the department's.
        grounds: Statutory grounds of which one must be named (裁员四种情形).
        expected_fields: Values that a field normally has; another value is for an officer.
        version: ``YYYY-MM-DD.n`` as in the file.
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
    fields_required: tuple[str, ...] = ()
    window_from: date | None = None
    window_to: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    high_priority_when: Condition | None = None
    clause: str = ""
    broad_names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    validity_years: int | None = None
    grounds: tuple[str, ...] = ()
    expected_fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in: mailbox, fax line, post address, portal."""

    code: str
    kind: str  # imap | fax | post | portal
    group: str
    address: str | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """A department that answers the telephone."""

    code: str
    name: str
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office's profile: what it is called and what may leave by itself.

    Attributes:
        code: ``bj-chaoyang``.
        policy: ``standard`` or ``strict`` (design §2.3, ruling 4).
        post_address, post_code: Where paper goes (附件3 二).
        seal_unit: By item group, overrides the item's.
    """

    code: str
    name: str
    bureau: str
    policy: str = "standard"
    post_address: str = ""
    post_code: str = ""
    post_to: str = ""
    seal_unit: dict[str, SealUnit] = field(default_factory=dict)
    acceptance_event: str = "electronic"
    footer: str = ""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    Attributes:
        subject: Template with ``{unit}``, ``{item}``, ``{case_no}``.
        must_say: Headings of what the letter has to contain.
        automatic: Policies under which it leaves by itself: subset of ``standard``, ``strict``.
        days_before: Working days before a due date on which a reminder leaves.
        mark: Word in its document number (文号), e.g. 受理.
        basis: Public clause by mode or item code: ``(("permit", "《…》第四十二条第一款"),)``.
        remedy: Sentence on review and litigation, empty for letters that need none.
        remedy_confirmed: False where that sentence still waits for the office's confirmation.
        internal: Never goes to the applicant.
    """

    code: str
    name: str
    legal: bool
    subject: str
    must_say: tuple[str, ...] = ()
    automatic: tuple[str, ...] = ()
    days_before: tuple[int, ...] = ()
    mark: str = ""
    basis: tuple[tuple[str, str], ...] = ()
    remedy: str = ""
    remedy_confirmed: bool = True
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it, in one consistent version.

    Attributes:
        items: Every version of every item; pick with :meth:`item`.
        anchors: Dates an administrator sets; None: not set yet.
        day_overrides: Days the office corrects in the calendar: True works, False is off.
    """

    version: str
    documents: dict[str, DocumentType]
    items: tuple[ServiceItem, ...]
    channels: dict[str, Channel]
    departments: dict[str, Department]
    offices: dict[str, Office]
    letters: dict[str, LetterKind]
    anchors: dict[str, date | None] = field(default_factory=dict)
    day_overrides: dict[date, bool] = field(default_factory=dict)

    def item(self, code: str, on: date) -> ServiceItem | None:
        """The version of ``code`` in force on a date, or None."""
        for item in self.items:
            starts = item.valid_from is None or item.valid_from <= on
            ends = item.valid_to is not None and item.valid_to < on
            if item.code == code and starts and not ends:
                return item
        return None

    def items_on(self, on: date) -> tuple[ServiceItem, ...]:
        """All items in force on a date, one version each."""
        codes = dict.fromkeys(item.code for item in self.items)
        return tuple(item for code in codes if (item := self.item(code, on)) is not None)
