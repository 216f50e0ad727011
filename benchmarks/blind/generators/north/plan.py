"""The mix: which submissions a run makes, with which items, flaws and habits."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .items import ITEMS, STRICT
from .scene import receipt

LABOUR = {"dispatch-new": 10, "dispatch-extension": 5, "dispatch-change": 5, "dispatch-cancellation": 3,
    "dispatch-annual-report": 4, "hours-comprehensive": 6,
    "hours-flexible": 5, "layoff-report": 7}
INSURANCE = [code for code, item in ITEMS.items() if item.channel == "mail-insurance"]
HOURS = ["hours-comprehensive", "hours-flexible"]
PROMISE = ["refund", "backpay-three-years-general", "backpay-three-years-temporary"]
BACKPAY = [code for code in INSURANCE if code.startswith("backpay")]
PERSON = ["insured-change-general", "insured-change-key-fields", "benefit-new-retiree", "benefit-simplified",
    "late-filing", "injury-recognition"]
BOUND = ["dispatch-new", "dispatch-extension", "dispatch-annual-report"]
SEALED = [*LABOUR, *PROMISE]
FLAWS: dict[str, list[str]] = {
    "material-missing": [*LABOUR, "benefit-new-retiree", "benefit-simplified", "injury-recognition", "injury-benefit",
        "subsidy-recruitment",
        "insured-change-key-fields", "enrol-foreigner"],
    "seal-missing": SEALED, "seal-other-unit": SEALED, "seal-wrong-kind": SEALED,
    "cross-page-missing": BOUND, "cross-page-partial": BOUND,
    "field-missing": ["dispatch-new", "dispatch-extension", *HOURS, *BACKPAY, *PERSON, "refund"],
    "licence-expired": ["dispatch-new", "dispatch-extension", *HOURS, "layoff-report"],
    "code-inconsistent": ["dispatch-new", "dispatch-extension", "dispatch-cancellation", *HOURS, "subsidy-recruitment"],
    "code-invalid": [*BACKPAY, "refund", "insured-change-general", "late-filing", "benefit-new-retiree"],
    "name-inconsistent": ["dispatch-new", "dispatch-extension", *HOURS, "layoff-report", "refund",
        "injury-recognition"],
    "legal-representative-inconsistent": ["dispatch-new", "dispatch-extension", "dispatch-cancellation", *HOURS],
    "identity-invalid": [*BACKPAY, *PERSON, "subsidy-recruitment"],
    "item-mismatch": [*HOURS, "dispatch-extension", "dispatch-change", "backpay-recent-three-months",
        "backpay-base-difference"],
    "excluded-from-tolerance": ["insured-change-general"],
    "period-too-long": ["backpay-recent-three-months", "backpay-three-years-general"],
    "capital-too-low": ["dispatch-new"], "outside-window": ["dispatch-extension"], "below-threshold": ["layoff-report"],
    "signature-missing": ["layoff-report", *PROMISE], "file-encrypted": [*LABOUR, *INSURANCE],
    "file-damaged": [*LABOUR, *INSURANCE],
    "promise-missing": [*PROMISE, "injury-benefit"],
}
OTHERS = ["question"] * 6 + ["message"] * 4 + ["machine"] * 3 + ["two-items"] * 2 + ["two-firms"] * 2 + [
    "wrong-mailbox"] * 3
PAIRS = [("hours-comprehensive", "hours-flexible"), ("refund", "insured-change-general"),
    ("subsidy-recruitment", "backpay-extended-period"),
    ("backpay-recent-three-months", "backpay-base-difference"), ("backpay-monthly-report", "late-filing")]


@dataclass
class Plan:
    """What one submission is to be."""

    number: int
    sort: str
    items: list[str]
    flaws: list[str] = field(default_factory=list)
    daily: bool = False
    fax: bool = False
    received: datetime = datetime(2020, 2, 24, 9, 30)

    @property
    def strict(self) -> bool:
        """Whether the items go to the labour-relations mailboxes."""
        return ITEMS[self.items[0]].channel in STRICT


def deck(rng: random.Random, cards: list, count: int) -> list:
    """Deal a number of cards from a shuffled pack, again and again as needed."""
    found: list = []
    while len(found) < count:
        pack = list(cards)
        rng.shuffle(pack)
        found += pack
    return found[:count]


def item_deck(rng: random.Random, count: int) -> list[str]:
    """Items in the proportion 45 to 55, dispatch-new one in ten."""
    labour = round(count * 0.45)
    cards = deck(rng, [code for code, weight in LABOUR.items() for _ in range(weight)], labour)
    wanted = round(count * 0.1)
    cards = ["dispatch-new"] * wanted + [c for c in cards if c != "dispatch-new"][: labour - wanted]
    cards += deck(rng, [c for c in LABOUR if c != "dispatch-new"], labour - len(cards))
    cards += deck(rng, INSURANCE, count - labour)
    rng.shuffle(cards)
    return cards


def plans(seed: int, count: int) -> list[Plan]:
    """All submissions of a run, in a mixed order."""
    rng = random.Random(f"north-{seed}")
    clean, flawed = round(count * 0.5), round(count * 0.3)
    sorts = deck(rng, OTHERS, count - clean - flawed)
    items = item_deck(rng, clean + flawed + sorts.count("machine"))
    flaws = deck(rng, list(FLAWS), flawed)
    found = [defective(rng, flaw, items) for flaw in flaws]
    found += [Plan(0, "application", [items.pop()]) for _ in range(clean)]
    found += [other(rng, sort, items) for sort in sorts]
    rng.shuffle(found)
    habits(rng, found)
    return found


def defective(rng: random.Random, flaw: str, items: list[str]) -> Plan:
    """One with a flaw, on an item of the deck where possible."""
    fitting = [i for i in items if i in FLAWS[flaw]]
    item = rng.choice(fitting) if fitting else rng.choice(FLAWS[flaw])
    items.remove(item if item in items else next((i for i in items if i != "dispatch-new"), items[0]))
    second = ["seal-missing"] if rng.random() < 0.2 and item in LABOUR and not flaw.startswith(("seal", "file")) else []
    return Plan(0, "application", [item], [flaw, *second])


def other(rng: random.Random, sort: str, items: list[str]) -> Plan:
    """A question, a message, a machine's mail, two cases in one, or a wrong mailbox."""
    item = items.pop() if sort == "machine" else rng.choice(rng.choice([list(LABOUR), INSURANCE]))
    if sort == "two-items":
        return Plan(0, sort, list(rng.choice(PAIRS)))
    if sort == "two-firms":
        return Plan(0, sort, [item if item in INSURANCE else rng.choice(BACKPAY)] * 2)
    if sort == "wrong-mailbox":
        return Plan(0, sort, [rng.choice([*HOURS, "hours-comprehensive", "dispatch-annual-report", "layoff-report"])])
    return Plan(0, sort, [item])


def habits(rng: random.Random, found: list[Plan]) -> None:
    """Number the plans, give them days, daily habits and, to some, the fax."""
    for number, plan in enumerate(found, 1):
        plan.number = number
        last = datetime(2020, 3, 31) if "dispatch-annual-report" in plan.items else datetime(2020, 4, 29)
        first = datetime(2020, 2, 17) if {"backpay-extended-period",
            "subsidy-recruitment"} & set(plan.items) else datetime(2020, 2, 3)
        plan.received = receipt(rng, first.date(), last.date())
        usual = rng.random() < 0.38 or plan.sort == "machine"
        plan.daily = usual and not {"item-mismatch", "excluded-from-tolerance"} & set(plan.flaws)
    able = [p for p in found if p.sort == "application" and not p.strict
        and not {"file-encrypted", "file-damaged"} & set(p.flaws)]
    for plan in rng.sample(able, min(len(able), max(1, round(len(found) / 20)))):
        plan.fax = True


def day_written(rng: random.Random, plan: Plan):
    """The day on the papers: that of the mail or up to three days before."""
    day = plan.received.date() - timedelta(days=rng.choice([0, 0, 1, 1, 2, 3]))
    return max(day, datetime(2020, 2, 3).date())
