"""Which submissions a run has: clean ones, defective ones and others, spread over all items."""

from dataclasses import dataclass, field
from random import Random

from .items import INSURANCE

STRICT = (
    "dispatch-new",
    "hours-comprehensive",
    "hours-flexible",
    "layoff-report",
    "dispatch-extension",
    "dispatch-change",
    "dispatch-annual-report",
    "dispatch-cancellation",
)
INSURED = (*INSURANCE, "enrol-foreigner")
FAXED = (
    "backpay-monthly-report",
    "backpay-recent-three-months",
    "late-filing",
    "insured-change-general",
    "backpay-base-difference",
    "backpay-extended-period",
)
FAXABLE = {"code-invalid", "period-too-long", "field-missing", "identity-invalid"}
STRICT_DEFECTS: dict[str, tuple[str, ...]] = {
    "material-missing": STRICT[:6],
    "seal-missing": STRICT,
    "seal-other-unit": STRICT,
    "seal-wrong-kind": STRICT,
    "cross-page-missing": (
        "dispatch-new",
        "dispatch-extension",
        "dispatch-annual-report",
        "layoff-report",
        "dispatch-change",
    ),
    "cross-page-partial": ("dispatch-new", "dispatch-extension", "dispatch-new", "layoff-report"),
    "field-missing": STRICT,
    "licence-expired": ("dispatch-extension", "hours-flexible", "dispatch-new", "layoff-report"),
    "code-inconsistent": ("hours-comprehensive", "dispatch-new", "dispatch-change"),
    "name-inconsistent": ("hours-flexible", "layoff-report", "dispatch-new"),
    "legal-representative-inconsistent": ("dispatch-new", "hours-comprehensive", "dispatch-extension"),
    "capital-too-low": ("dispatch-new",),
    "outside-window": ("dispatch-extension",),
    "below-threshold": ("layoff-report",),
    "signature-missing": ("layoff-report",),
    "item-mismatch": ("hours-comprehensive", "hours-flexible"),
    "file-damaged": ("dispatch-annual-report", "hours-flexible"),
    "identity-invalid": ("dispatch-new", "hours-comprehensive"),
}
PROMISED = ("refund", "backpay-three-years-general", "backpay-three-years-temporary", "injury-benefit")
INSURED_DEFECTS: dict[str, tuple[str, ...]] = {
    "material-missing": (
        "benefit-new-retiree",
        "injury-recognition",
        "enrol-foreigner",
        "enrol-hk-macao-taiwan",
        "benefit-simplified",
        "subsidy-recruitment",
        "injury-benefit",
        "enrol-part-time",
    ),
    "promise-missing": PROMISED,
    "excluded-from-tolerance": ("insured-change-key-fields",),
    "period-too-long": ("backpay-recent-three-months", "backpay-three-years-general", "backpay-three-years-temporary"),
    "field-missing": (
        "backpay-recent-three-months",
        "refund",
        "insured-change-general",
        "injury-recognition",
        "backpay-monthly-report",
        "subsidy-recruitment",
        "benefit-new-retiree",
    ),
    "identity-invalid": (
        "backpay-recent-three-months",
        "backpay-base-difference",
        "refund",
        "benefit-simplified",
        "insured-change-general",
        "backpay-over-three-years",
    ),
    "code-invalid": ("backpay-monthly-report", "late-filing", "refund", "insured-change-general"),
    "code-inconsistent": ("refund", "backpay-three-years-general", "backpay-three-years-temporary"),
    "seal-missing": PROMISED,
    "seal-wrong-kind": PROMISED,
    "signature-missing": PROMISED,
    "seal-other-unit": ("backpay-recent-three-months", "refund", "late-filing", "backpay-extended-period"),
    "item-mismatch": ("backpay-base-difference", "backpay-recent-three-months"),
    "file-encrypted": ("backpay-monthly-report", "insured-change-key-fields", "enrol-part-time"),
    "name-inconsistent": ("backpay-over-three-years", "backpay-under-ten-years", "injury-recognition"),
}
SEAL_DEFECTS = ("seal-missing", "seal-other-unit", "seal-wrong-kind", "cross-page-missing", "cross-page-partial")


@dataclass
class Slot:
    """One submission to make."""

    situation: str
    item: str
    defects: list[str] = field(default_factory=list)
    fax: bool = False
    daily: bool = False
    second_item: str = ""


class Wheel:
    """Gives the members of a list in turn, from a random start."""

    def __init__(self, members: tuple[str, ...], rng: Random) -> None:
        self.members, self.turn = members, rng.randrange(len(members))

    def next(self) -> str:
        """The next member."""
        self.turn += 1
        return self.members[self.turn % len(self.members)]


def _shuffled(members: tuple[str, ...], rng: Random) -> tuple[str, ...]:
    """Members in random order."""
    return tuple(rng.sample(members, len(members)))


def _clean(count: int, rng: Random) -> list[Slot]:
    """Clean applications, 45 in 100 of them with strict items."""
    often = ("dispatch-new", "dispatch-new", *STRICT[:4], *STRICT)
    strict, insured = Wheel(_shuffled(often, rng), rng), Wheel(_shuffled(INSURED, rng), rng)
    few = round(count * 0.47)
    slots = [Slot("clean", strict.next()) for _ in range(few)]
    return slots + [Slot("clean", insured.next()) for _ in range(count - few)]


def _defective(count: int, rng: Random) -> list[Slot]:
    """Applications with one or two planted defects."""
    few = round(count * 0.5)
    slots = []
    for kinds, size in ((STRICT_DEFECTS, few), (INSURED_DEFECTS, count - few)):
        wheel = Wheel(_shuffled(tuple(kinds), rng), rng)
        for _ in range(size):
            kind = wheel.next()
            slots.append(Slot("defect", rng.choice(kinds[kind]), [kind]))
    for slot in slots:
        _second(slot, rng)
    return slots


def _second(slot: Slot, rng: Random) -> None:
    """Sometimes a second defect of a seal on strict items."""
    if slot.item in STRICT and rng.random() < 0.3 and not slot.defects[0].startswith(("file", "item", "cross", "seal")):
        slot.defects.append(rng.choice(("seal-missing", "seal-wrong-kind", "seal-other-unit")))


OTHERS = (
    "question",
    "message",
    "machine",
    "question",
    "two-items",
    "wrong-mailbox",
    "message",
    "machine",
    "question-attached",
    "two-firms",
    "question",
    "machine",
    "message",
    "two-items",
    "wrong-mailbox",
    "question",
    "message",
    "question-attached",
)
PAIRS = (
    ("backpay-monthly-report", "insured-change-general"),
    ("hours-comprehensive", "hours-flexible"),
    ("backpay-recent-three-months", "refund"),
    ("backpay-monthly-report", "late-filing"),
)


def _others(count: int, rng: Random) -> list[Slot]:
    """Questions, messages, machine mail, double applications and wrong mailboxes."""
    insured = Wheel(_shuffled(INSURED, rng), rng)
    slots = []
    for i in range(count):
        situation = OTHERS[i % len(OTHERS)]
        slot = Slot(situation, insured.next() if rng.random() < 0.5 else rng.choice(STRICT))
        if situation == "two-items":
            slot.item, slot.second_item = rng.choice(PAIRS)
        elif situation == "two-firms":
            slot.item = slot.second_item = rng.choice(
                ("backpay-monthly-report", "backpay-extended-period", "late-filing")
            )
        elif situation == "wrong-mailbox":
            slot.item = rng.choice(
                ("hours-comprehensive", "hours-flexible", "dispatch-annual-report", "dispatch-change")
            )
        elif situation == "machine":
            slot.item = rng.choice((*FAXED, "hours-flexible", "dispatch-annual-report", "refund"))
        slots.append(slot)
    return slots


def slots(seed: int, count: int) -> list[Slot]:
    """All submissions of a run in order; the same for the same seed and count."""
    rng = Random(f"schedule {seed}")
    clean, defective = round(count * 0.5), round(count * 0.3)
    made = _clean(clean, rng) + _defective(defective, rng) + _others(count - clean - defective, rng)
    rng.shuffle(made)
    fit = [s for s in made if s.item in FAXED and s.situation in ("clean", "defect") and set(s.defects) <= FAXABLE]
    for slot in fit[: round(count / 20)]:
        slot.fax = True
    for slot in made:
        slot.daily = not slot.fax and rng.random() < 0.4
    return made
