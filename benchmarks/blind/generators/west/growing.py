"""Grow the cases of a submission from its outline."""

from __future__ import annotations

from dataclasses import dataclass, field

from .chance import Chance, source
from .firms import Firm, firm
from .look import Look, old_office, typed_office
from .paper import Case, Paper, Setting
from .persons import person
from .plan import Spec
from .planting import plant
from .scenes import MATERIALS, NAMES, SCENES
from .wording import HABITS, TICKS


@dataclass
class Submission:
    """A submission on its way: outline, cases, choices of scanning and sending."""

    name: str
    spec: Spec
    seed: str
    look: Look
    cases: list[Case] = field(default_factory=list)

    def chance(self, purpose: str) -> Chance:
        """Return a random source for one purpose."""
        return source(self.seed, purpose)


def _firm(spec: Spec, item: str, chance: Chance) -> Firm:
    """Return an applicant that fits the item."""
    if item.startswith("dispatch-"):
        capital = (
            chance.pick([50, 100, 150])
            if "capital-too-low" in spec.defects
            else chance.pick([200, 200, 300, 500, 1000])
        )
        trade = chance.pick(["dispatch", "dispatch", "property", "guard"])
        return firm(chance, trade, capital, young=item == "dispatch-new")
    made = firm(chance)
    if item.startswith("hours-") and chance.yes(0.14):
        return _branch(made, chance)
    return made


def _branch(made: Firm, chance: Chance) -> Firm:
    """Turn a firm into the Beijing branch of a company elsewhere."""
    place = chance.pick(["河北", "山东", "天津", "山西"])
    tail = {
        "factory": "制品有限公司",
        "transport": "物流有限公司",
        "property": "物业管理有限公司",
        "guard": "保安服务有限公司",
    }
    made.parent = f"{place}{made.short}{tail[made.trade]}"
    made.name = made.parent + "北京分公司"
    made.kind = "有限责任公司分公司(自然人投资或控股)"
    made.title = "负责人"
    return made


def _case(sub: Submission, item: str, number: int, held: Case | None) -> Case:
    """Grow one case; a second case of the same firm reuses firm and handler."""
    chance = sub.chance(f"case{number}")
    applicant = held.firm if held else _firm(sub.spec, item, chance)
    handler = held.handler if held else person(chance, (24, 50))
    alone = item.startswith("dispatch-") and chance.yes(0.15) and not held
    setting = Setting(
        chance, applicant, applicant.lr if alone else handler, sub.look, sub.spec.received, set(sub.spec.defects)
    )
    case = SCENES[item](setting)
    case.values["stamps_copies"] = chance.yes(0.5)
    for paper in case.papers:
        if not paper.own:
            paper.photocopy = chance.yes(0.4)
    return case


def grow(spec: Spec, name: str) -> Submission:
    """Return a submission with its cases and the defects of contents."""
    chance = source(name, "look")
    tick, habit = chance.pick(TICKS), chance.pick(HABITS)
    look = (old_office if spec.style == "old" else typed_office)(chance, tick, habit)
    sub = Submission(name, spec, name, look)
    for number, item in enumerate(spec.items):
        held = sub.cases[0] if sub.cases and spec.kind == "two-items" else None
        sub.cases.append(_case(sub, item, number, held))
    if spec.kind in ("question", "message"):
        with_notice = spec.kind == "question" and sub.chance("notice").yes(0.35)
        sub.cases[0].papers = [Paper("notice")] if with_notice else []
    for kind in spec.defects:
        plant(sub.cases[0], kind, sub.chance(kind))
    if spec.kind in ("clean", "defective") and sub.cases[0].strict:
        _cover(sub)
    return sub


def _cover(sub: Submission) -> None:
    """Put a cover or list of contents before some packages."""
    case, chance = sub.cases[0], sub.chance("cover")
    if len(case.papers) < 5 or not chance.yes(0.25):
        return
    case.values["contents"] = [MATERIALS[p.code] for p in case.papers]
    case.values["cover_title"] = NAMES[case.stated_item or case.item]
    case.papers.insert(0, Paper("cover"))
