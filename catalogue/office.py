"""What stands beside the items: offices, departments, ways in, letters, online services."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.terms import SealUnit


def is_of(office: str, other: str) -> bool:
    """Tell whether an office is another one or below it: ``bj-chaoyang`` is of ``bj``."""
    return other == office or other.startswith(f"{office}-")


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
    """A department that answers the telephone.

    Attributes:
        address: Where it is, as the text prints it.
    """

    code: str
    name: str
    phones: tuple[str, ...] = ()
    address: str = ""


class ListState(StrEnum):
    """Whether an office stands by the material list that the catalogue has for an item."""

    CONFIRMED = "confirmed"  # 本机关已确认
    PROPOSED = "proposed"    # 尚待本机关确认


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs a letter.

    Attributes:
        name: Over the date, in the letterhead and in the seal.
        own: What it calls itself: 我局, 我中心.
        document_number: Form of the numbers (文号) of its letters, with ``{permit}`` (许 for a permit), ``{mark}``,
            ``{year}`` and ``{serial}``; empty: its letters bear the case number alone.
    """

    name: str
    own: str = "我局"
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office's profile: what it is called and what may leave by itself.

    Attributes:
        code: ``bj-chaoyang``.
        policy: ``standard`` or ``strict`` (design §2.3, ruling 4).
        post_address, post_code: Where paper goes (附件3 二).
        seal_unit: By item group, overrides the item's.
        tolerance_kind: ``process_first`` where the place handles first what is no permit (S003 五(二)).
        collection_days: Working days that the office gives for materials which it collects after the emergency, from
            its notice on; None: it states none, and none is printed.
        retirement_backpay: The place's own words on back-paid pensions; never computed (domain f9).
        lists: By item code, what the office says of the item's material list; what is not named is proposed. A material
            that no binding text lists counts only where the list is confirmed.
        lists_note: What officers have to know of those confirmations.
        source: Texts that it rests on.
        own: What the bureau calls itself.
        document_number: As of :class:`Signatory`.
        signs: By department, who signs instead of the bureau.
        supplement: Working days to mend what a notice names, and to bring what is tolerated where no text says until
            when; None: no letter names a day.
        overdue: What follows when that time has passed, as a sentence; empty: no letter says.
        review_authority: Where its decisions may be brought for review (复议机关); empty: not set.
        court: Where they may be brought to court; empty: not set.
        publication: Where results are published.
        two_stage: Codes of items whose decisions a second officer has to approve (初审、复核).
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
    tolerance_kind: str = "hold"
    collection_days: int | None = None
    retirement_backpay: str = ""
    lists: dict[str, ListState] = field(default_factory=dict)
    lists_note: str = ""
    source: str = ""
    own: str = "我局"
    document_number: str = ""
    signs: dict[str, Signatory] = field(default_factory=dict)
    supplement: int | None = None
    overdue: str = ""
    review_authority: str = ""
    court: str = ""
    publication: str = ""
    two_stage: tuple[str, ...] = ()

    def signatory(self, department: str | None) -> Signatory:
        """Return who signs letters about items of a department."""
        return self.signs.get(department or "") or Signatory(self.bureau, self.own, self.document_number)

    def list_of(self, item: str) -> ListState:
        """Return what the office says of an item's material list."""
        return self.lists.get(item, ListState.PROPOSED)


class Sealed(StrEnum):
    """Which letters of a kind bear the office's seal; what must be sealed never leaves by itself."""

    NEVER = "never"
    PERMITS = "permits"  # 许可事项的
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    Attributes:
        permit_name: What it is called about a permit, where that differs.
        sealed: Which of them bear the office's seal.
        subject: Template with ``{unit}``, ``{item}``, ``{case_no}``.
        must_say: Headings of what the letter has to contain.
        automatic: Policies under which it leaves by itself: subset of ``standard``, ``strict``.
        days_before: Working days before a due date on which a reminder leaves.
        mark: Word in its document number (文号), e.g. 受理.
        basis: Public clause by mode, group and mode, or item: ``(("permit", "《…》第四十二条第一款"),)``.
        remedy: Sentence on review and litigation with ``{review_authority}`` and ``{court}``, empty for letters that
            need none.
        remedy_confirmed: False where that sentence still waits for the office's confirmation.
        internal: Never goes to the applicant.
        answers: Passages that an officer may add, by the name under which he picks them.
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
    permit_name: str = ""
    sealed: Sealed = Sealed.NEVER
    answers: tuple[tuple[str, str], ...] = ()

    def title(self, permit: bool) -> str:
        """Return what it is called about a permit, or about anything else."""
        return (permit and self.permit_name) or self.name

    def is_sealed(self, permit: bool) -> bool:
        """Tell whether one about a permit, or about anything else, bears the office's seal."""
        return self.sealed is Sealed.ALWAYS or (permit and self.sealed is Sealed.PERMITS)


@dataclass(frozen=True, slots=True)
class OnlineService:
    """One row of a list of online services.

    Attributes:
        number: Printed number, from 1.
        audience: ``单位``, ``个人``, ``地方`` or ``全国``.
        item: The item that it serves too; None: it is found by words alone.
    """

    number: int
    audience: str
    name: str
    keywords: tuple[str, ...]
    item: str | None = None


@dataclass(frozen=True, slots=True)
class OnlineSystem:
    """One list of online services (S003 附件2–4).

    Attributes:
        claimed: Number of services that the text claims; 0 where it claims none.
        listed: Number of rows that its table prints; the rows here.
        source_doubt: The two differ, or the text itself is doubtful: never reckon with it.
        office: Office whose senders it serves; empty: any.
        url: Entry; empty until the deployment fills it in.
    """

    code: str
    name: str
    services: tuple[OnlineService, ...]
    claimed: int = 0
    listed: int = 0
    source_doubt: bool = False
    office: str = ""
    url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Whitelist:
    """A list of units that somebody else confirms; its rows are imported, not written here."""

    code: str
    name: str
    by: str
    source: str = ""
