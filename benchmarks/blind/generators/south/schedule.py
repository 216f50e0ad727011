"""What each submission of a run is: kinds, items, defects, dates, habits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from random import Random

from south import items
from south.scanning import MODES, WEIGHTS

BLOCK = 84
BEIJING = timezone(timedelta(hours=8))
CLEAN_STRICT = (
    ("dispatch-new",) * 5
    + ("dispatch-extension",) * 3
    + ("dispatch-change",) * 3
    + ("dispatch-cancellation",) * 2
    + ("dispatch-annual-report",) * 2
    + ("hours-comprehensive",) * 2
    + ("hours-flexible", "layoff-report")
)
INSURANCE = tuple(code for code in items.ITEM_NAMES if not items.strict(code))
HOURS = ("hours-comprehensive", "hours-flexible")
DEFECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("material-missing", ("dispatch-new", "hours-flexible", "layoff-report")),
    ("seal-missing", ("hours-comprehensive", "dispatch-new")),
    ("seal-other-unit", ("dispatch-change", "layoff-report", "dispatch-cancellation")),
    ("seal-wrong-kind", (*HOURS, "dispatch-annual-report")),
    ("cross-page-missing", ("dispatch-new", "dispatch-extension")),
    ("cross-page-partial", ("dispatch-new",)),
    ("licence-expired", ("dispatch-cancellation", "dispatch-extension", "hours-comprehensive")),
    ("code-inconsistent", ("dispatch-change", "hours-flexible", "injury-benefit")),
    ("name-inconsistent", (*HOURS, "injury-recognition")),
    ("legal-representative-inconsistent", ("hours-flexible", "dispatch-new")),
    ("capital-too-low", ("dispatch-new",)),
    ("outside-window", ("dispatch-extension",)),
    ("below-threshold", ("layoff-report",)),
    ("signature-missing", ("layoff-report", "refund")),
    (
        "field-missing",
        ("backpay-recent-three-months", "insured-change-general", "injury-recognition", "enrol-part-time"),
    ),
    ("field-missing", ("dispatch-change", "refund", "benefit-new-retiree", "subsidy-recruitment")),
    ("code-invalid", ("backpay-monthly-report", "late-filing", "refund", "enrol-foreigner")),
    (
        "identity-invalid",
        ("backpay-recent-three-months", "enrol-part-time", "subsidy-recruitment", "backpay-three-years-temporary"),
    ),
    ("item-mismatch", ("refund", "late-filing", "hours-comprehensive")),
    ("excluded-from-tolerance", ("insured-change-general",)),
    ("period-too-long", ("backpay-recent-three-months",)),
    ("promise-missing", ("refund", "backpay-three-years-general", "injury-benefit")),
    (
        "material-missing",
        (
            "benefit-new-retiree",
            "benefit-simplified",
            "injury-recognition",
            "subsidy-recruitment",
            "insured-change-key-fields",
        ),
    ),
    ("file-encrypted", ("backpay-base-difference", "dispatch-annual-report", "injury-benefit")),
    ("file-damaged", ("backpay-monthly-report", "benefit-new-retiree", "insured-change-key-fields")),
)
SECOND = ("seal-missing", "seal-other-unit", "licence-expired")
LATEST = date(2020, 4, 30)


@dataclass
class Slot:
    """A place in the schedule."""

    kind: str
    items: list[str]
    defects: list[str] = field(default_factory=list)
    twist: str = ""


@dataclass
class Plan:
    """Everything that is settled about one submission beforehand."""

    name: str
    slot: Slot
    rng: Random
    received: datetime
    style: str
    mode: str
    pack: str
    daily: bool
    fax: bool
    agency: bool


def clean_slots(rng: Random) -> list[Slot]:
    """Clean applications of a block."""
    more = rng.sample(INSURANCE, 3)
    return [Slot("application", [code]) for code in (*CLEAN_STRICT, *INSURANCE, *more)]


def defective_slots(rng: Random) -> list[Slot]:
    """Applications with one or two defects."""
    slots = []
    for kind, choices in DEFECTS:
        item = rng.choice(choices)
        kinds = [kind]
        if items.strict(item) and rng.random() < 0.2:
            kinds += [
                k
                for k in rng.sample(SECOND, 1)
                if k not in kinds and (k != "licence-expired" or item in CLEAN_STRICT[:11])
            ]
        slots.append(Slot("application", [item], kinds))
    return slots


def other_slots(rng: Random) -> list[Slot]:
    """Questions, messages, machine mail, two in one, wrong mailboxes."""
    slots = [Slot("question", [rng.choice(tuple(items.ITEM_NAMES))]) for _ in range(4)]
    slots += [
        Slot("message", [rng.choice(tuple(items.ITEM_NAMES))], twist=t)
        for t in ("thanks", "progress", "withdrawal", "supplement-later")
    ]
    slots += [Slot("machine", [c]) for c in ("dispatch-annual-report", *rng.sample(INSURANCE, 2))]
    slots += [
        Slot("application", rng.sample(INSURANCE, 2), twist="two-items"),
        Slot("application", rng.sample(INSURANCE, 2), twist="two-units"),
        Slot("application", list(HOURS), twist="two-items")
        if rng.random() < 0.5
        else Slot("application", [rng.choice(INSURANCE)] * 2, twist="two-units"),
    ]
    slots += [Slot("application", [c], twist="wrong-mailbox") for c in (*HOURS, "dispatch-annual-report")]
    return slots


def block_slots(seed: int, block: int) -> list[Slot]:
    """The slots of one block in the order of the submissions."""
    rng = Random(f"south-{seed}-{block}")
    slots = clean_slots(rng) + defective_slots(rng) + other_slots(rng)
    rng.shuffle(slots)
    return slots


def window(codes: list[str]) -> tuple[date, date]:
    """The first and last day on which such items come in."""
    first, last = date(2020, 2, 10), LATEST
    if "dispatch-annual-report" in codes:
        last = date(2020, 3, 30)
    if "backpay-extended-period" in codes or "subsidy-recruitment" in codes:
        first = date(2020, 2, 24)
    if "backpay-extended-period" in codes:
        last = date(2020, 3, 30)
    if "layoff-report" in codes:
        first = date(2020, 3, 18)
    return first, last


def moment(rng: Random, codes: list[str]) -> datetime:
    """When the mail comes in."""
    first, last = window(codes)
    day = first + timedelta(days=rng.randrange((last - first).days + 1))
    hour = rng.choices(range(7, 23), (1, 3, 8, 9, 8, 4, 4, 7, 8, 7, 6, 3, 3, 3, 2, 1))[0]
    return datetime(day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60), tzinfo=BEIJING)


def pick_pack(rng: Random, mode: str, strict: bool, slot: Slot) -> str:
    """How the pages are put into files."""
    if "file-encrypted" in slot.defects or "file-damaged" in slot.defects:
        return rng.choice(("one-pdf", "per-material"))
    if slot.kind == "machine":
        return "one-pdf"
    if mode == "digital":
        return rng.choice(("one-pdf", "per-material"))
    weights = (38, 30, 14, 18) if strict else (28, 30, 34, 8)
    return rng.choices(("one-pdf", "per-material", "pictures", "zip"), weights)[0]


def may_be_fax(slot: Slot) -> bool:
    """Whether the submission could have come by fax."""
    by_mail = {"file-encrypted", "file-damaged", "item-mismatch"} & set(slot.defects)
    return slot.kind == "application" and not items.strict(slot.items[0]) and not slot.twist and not by_mail


def pick_mode(rng: Random, slot: Slot) -> str:
    """How the pages are scanned."""
    mode = rng.choices(MODES, WEIGHTS)[0]
    if slot.kind == "machine":
        return "flatbed"
    return "app" if mode == "grey" and items.strict(slot.items[0]) else mode


def make_plan(seed: int, number: int) -> Plan:
    """The plan of the submission with that number, counted from 1."""
    index = number - 1
    slot = block_slots(seed, index // BLOCK)[index % BLOCK]
    name = f"south-{seed}-{number:04d}"
    rng = Random(name)
    mode = pick_mode(rng, slot)
    fax = may_be_fax(slot) and rng.random() < 0.12
    daily = slot.kind != "application" or (rng.random() < 0.62 and "item-mismatch" not in slot.defects)
    agency = slot.twist == "two-units" or (daily and rng.random() < 0.35)
    style = "letter" if rng.random() < 0.58 else "form"
    pack = pick_pack(rng, mode, items.strict(slot.items[0]), slot)
    return Plan(name, slot, rng, moment(rng, slot.items), style, mode, pack, daily, fax, agency)
