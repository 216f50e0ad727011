"""Which submissions a run writes: kinds, items, defects, habits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .chance import Chance, source
from .planting import FITTING
from .scenes import DISPATCH, HOURS, INSURANCE

CLEAN, DEFECTIVE = 0.50, 0.30
OTHERS = (
    "question",
    "machine",
    "two-items",
    "message",
    "wrong-mailbox",
    "question",
    "machine",
    "two-firms",
    "message",
    "question",
)
STRICT = (
    "dispatch-new",
    "hours-comprehensive",
    "layoff-report",
    "dispatch-annual-report",
    "hours-flexible",
    "dispatch-new",
    "dispatch-extension",
    "hours-comprehensive",
    "dispatch-change",
    "layoff-report",
    "dispatch-cancellation",
    "hours-flexible",
)


@dataclass
class Spec:
    """The outline of one submission."""

    number: int
    kind: str
    items: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    daily: bool = False
    style: str = "old"
    fax: bool = False
    received: datetime = datetime(2020, 2, 24, 9, 30)


def _cycle(options: tuple[str, ...], chance: Chance) -> list[str]:
    return chance.sample(options, len(options))


class Deck:
    """Deals options in random order, all of them before any comes again."""

    def __init__(self, options: tuple[str, ...], chance: Chance) -> None:
        self.options, self.chance, self.left = options, chance, _cycle(options, chance)

    def deal(self, fitting: tuple[str, ...] = ()) -> str:
        """Return the next option, or the next fitting one."""
        for _ in range(2):
            for option in self.left:
                if not fitting or option in fitting:
                    self.left.remove(option)
                    self.left = self.left or _cycle(self.options, self.chance)
                    return option
            self.left += _cycle(self.options, self.chance)
        return fitting[0]


def _time(chance: Chance) -> datetime:
    """Return a moment in office hours between 3 February and 30 April 2020, sometimes late or at weekends."""
    day = datetime(2020, 2, 3) + timedelta(days=chance.randint(0, 87))
    if day.weekday() > 4 and chance.yes(0.85):
        day -= timedelta(days=2) if day.day > 4 else timedelta(days=-2)
    hour = chance.weighted({9: 4, 10: 5, 11: 3, 13: 2, 14: 4, 15: 5, 16: 4, 17: 2, 21: 1})
    return day.replace(hour=hour, minute=chance.randint(0, 59), second=chance.randint(0, 59))


def _kinds(count: int, chance: Chance) -> list[str]:
    clean, defective = round(count * CLEAN), round(count * DEFECTIVE)
    others = [OTHERS[i % len(OTHERS)] for i in range(count - clean - defective)]
    kinds = ["clean"] * clean + ["defective"] * defective + others
    chance.shuffle(kinds)
    return kinds


def outlines(seed: int, count: int) -> list[Spec]:
    """Return the outlines of a run."""
    chance = source("west", seed, "plan")
    strict, insurance = Deck(STRICT, chance), Deck(INSURANCE, chance)
    defects = Deck(tuple(FITTING), chance)
    specs = []
    for number, kind in enumerate(_kinds(count, chance), 1):
        spec = Spec(
            number, kind, received=_time(chance), style=chance.pick(["old", "old", "typed"]), daily=chance.yes(0.4)
        )
        deck = strict if chance.yes(0.45) else insurance
        _choose(spec, deck, (strict, insurance), defects, chance)
        spec.fax = (
            kind in ("clean", "defective") and spec.items[0] in INSURANCE and not _unfaxable(spec) and chance.yes(0.19)
        )
        spec.received = _fitting_day(spec)
        specs.append(spec)
    return specs


def _fitting_day(spec: Spec) -> datetime:
    """Move a mail into the time in which its item is taken in (from 17 February, or until 31 March)."""
    if "backpay-extended-period" in spec.items and spec.received < datetime(2020, 2, 17):
        return spec.received + timedelta(days=21)
    if "dispatch-annual-report" in spec.items and spec.received > datetime(2020, 3, 31):
        return spec.received - timedelta(days=35)
    return spec.received


def _unfaxable(spec: Spec) -> bool:
    return any(d.startswith(("file-", "item-", "excluded", "seal-")) for d in spec.defects)


def _choose(spec: Spec, deck: Deck, decks: tuple[Deck, Deck], defects: Deck, chance: Chance) -> None:
    """Choose the items and defects of a submission."""
    strict, insurance = decks
    if spec.kind == "defective":
        kind = defects.deal()
        pool = tuple(i for i in deck.options if i in FITTING[kind])
        deck = deck if pool else (insurance if deck is strict else strict)
        spec.items = [deck.deal(tuple(i for i in deck.options if i in FITTING[kind]))]
        spec.defects = [kind, *_second(kind, spec.items[0], chance)]
    elif spec.kind == "wrong-mailbox":
        spec.items = [chance.pick(HOURS)]
    elif spec.kind == "two-items":
        spec.items = chance.pick(
            [
                ["hours-comprehensive", "hours-flexible"],
                ["backpay-monthly-report", "refund"],
                ["enrol-part-time", "insured-change-general"],
                ["benefit-new-retiree", "backpay-recent-three-months"],
            ]
        )
    elif spec.kind == "two-firms":
        spec.items = [insurance.deal(), insurance.deal()]
    elif spec.kind in ("question", "message"):
        spec.items = [chance.pick((*DISPATCH, *HOURS, "layoff-report", *INSURANCE))]
    else:
        spec.items = [deck.deal()]


def _second(first: str, item: str, chance: Chance) -> list[str]:
    """Return a second defect in some submissions."""
    pairs = {
        "material-missing": "seal-missing",
        "field-missing": "seal-missing",
        "seal-wrong-kind": "material-missing",
        "licence-expired": "field-missing",
        "cross-page-missing": "seal-missing",
    }
    other = pairs.get(first)
    if other and item in FITTING[other] and chance.yes(0.35):
        return [other]
    return []
