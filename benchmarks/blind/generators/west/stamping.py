"""Decide where on which page which seal goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .chance import Chance
from .firms import Firm
from .paper import Case, Paper
from .seals import Seal
from .typeset import Leaf

BUREAU = "北京市朝阳区人力资源和社会保障局"
SPECIAL = {
    "contract": ("合同专用章", 40.0, "round"),
    "finance": ("财务专用章", 38.0, "round"),
    "personnel": ("人事专用章", 38.0, "round"),
    "invoice": ("发票专用章", 40.0, "oval"),
}
AUTHORITIES = {
    "bureau": BUREAU,
    "registrar": "北京市朝阳区市场监督管理局",
    "deeds": "北京市住房和城乡建设委员会",
    "committee": "朝阳区疫情防控物资保障组",
}
UNITS = {
    "auditor": "auditor",
    "lessor": "lessor",
    "issuer": "issuer",
    "first": "first_unit",
    "clinic": "clinic",
    "clinicfee": "clinic",
    "treaty": "treaty_body",
}
KINDS = {
    "auditor": "official",
    "lessor": "official",
    "first": "official",
    "parent": "official",
    "registrar": "registrar",
    "union": "union",
}


@dataclass
class Print:
    """One impression: centre in mm from the top left, turn in degrees, slice of its width when split."""

    seal: Seal
    x: float
    y: float
    turn: float
    part: tuple[float, float] = (0.0, 1.0)
    before_copy: bool = False

    @property
    def whole(self) -> bool:
        """Tell whether the whole seal is on the page."""
        return self.part == (0.0, 1.0)


@dataclass
class Page:
    """A page as it is scanned: leaf, material, seals."""

    leaf: Leaf | None
    material: str | None
    case: int
    prints: list[Print] = field(default_factory=list)
    photocopy: bool = False
    blank: bool = False


def official(unit: str, firm: Firm, numbered: bool) -> Seal:
    """Return the official seal of a unit."""
    return Seal("official", unit, "", firm.number if numbered else "", 42.0)


def other_seal(key: str, case: Case) -> Seal:
    """Return the seal of another office, bank, owner or hospital."""
    values = {**case.values}
    if key == "union":
        return Seal("union", case.firm.union, "", "", 42.0)
    if key == "parent":
        return Seal("official", case.firm.parent, "", "", 42.0)
    unit = str(values[UNITS[key]]) if key in UNITS else AUTHORITIES[key]
    if key == "clinicfee":
        return Seal("fee", unit, "收费专用章", "", 38.0, "oval")
    words = {"clinic": "诊断证明专用章", "registrar": ""}.get(key, "")
    return Seal(KINDS.get(key, "authority"), unit, words, "", 45.0 if key == "registrar" else 42.0)


def _inside(value: float, limit: float, half: float) -> float:
    return min(max(value, half + 2), limit - half - 2)


def at_place(leaf: Leaf, rect: tuple[float, float, float, float], seal: Seal, chance: Chance) -> Print:
    """Put a seal over marked text."""
    x = (rect[0] + rect[2]) / 2 + chance.uniform(-6, 6)
    y = (rect[1] + rect[3]) / 2 + chance.uniform(-4, 4)
    if rect[1] < 62 and seal.kind != "registrar":  # beside the title, clear of the numbers below
        x, y = x + 12, y - 8
    half = seal.width / 2
    return Print(seal, _inside(x, leaf.width, half), _inside(y, leaf.height, half), chance.gauss(0, 5))


def anywhere(leaf: Leaf, seal: Seal, taken: list[Print], chance: Chance) -> Print:
    """Put a seal where a clerk who stamps every page would, clear of other seals."""
    spots = [(0.78, 0.86), (0.75, 0.6), (0.5, 0.88), (0.72, 0.3), (0.5, 0.55), (0.25, 0.8), (0.8, 0.14), (0.22, 0.2)]
    spots = spots[:3] * 2 + spots
    chance.shuffle(spots)
    half = seal.width / 2
    best, gap = None, -1.0
    for sx, sy in spots:
        x, y = _inside(sx * leaf.width, leaf.width, half), _inside(sy * leaf.height, leaf.height, half)
        near = min((((t.x - x) ** 2 + (t.y - y) ** 2) ** 0.5 for t in taken), default=99.0)
        if near > gap:
            best, gap = (x, y), near
        if near > 48:
            break
    x, y = best or (leaf.width / 2, leaf.height / 2)
    return Print(seal, x + chance.uniform(-2, 2), y + chance.uniform(-2, 2), chance.gauss(0, 7))


def clear(prints: list[Print], leaf: Leaf) -> None:
    """Shift later seals aside where they would lie over earlier ones."""
    for n, late in enumerate(prints):
        for early in prints[:n]:
            if abs(late.x - early.x) < 43 and abs(late.y - early.y) < 40:
                left = early.x - 45
                late.x = left if left > 24 else min(early.x + 45, leaf.width - 24)


def _own_seal(case: Case, paper: Paper, page: int, numbered: bool) -> Seal:
    kind, unit = paper.other_seal.get(page, ("official", case.firm.name))
    if kind == "official":
        return official(unit, case.firm, numbered and unit == case.firm.name)
    words, width, shape = SPECIAL[kind]
    return Seal(kind, unit, words, "", width, shape)


def stamp_page(case: Case, paper: Paper, leaf: Leaf, number: int, chance: Chance, numbered: bool) -> list[Print]:
    """Return the seals of one page; number counts from 0 within the material."""
    prints: list[Print] = []
    for key, rect in leaf.places:
        if key != "own":
            seal = other_seal(key, case)
            done = at_place(leaf, rect, seal, chance)
            done.before_copy = not paper.own
            prints.append(done)
    if number in paper.skip_pages or not _wants_own(case, paper, chance):
        return prints
    seal = _own_seal(case, paper, number, numbered)
    places = [rect for key, rect in leaf.places if key == "own"]
    if places:
        prints.append(at_place(leaf, places[-1], seal, chance))
    else:
        prints.append(anywhere(leaf, seal, prints, chance))
    clear(prints, leaf)
    return prints


def _wants_own(case: Case, paper: Paper, chance: Chance) -> bool:
    """Tell whether this firm puts its seal on the paper."""
    if case.strict or paper.own:
        return True
    return bool(case.values.get("stamps_copies")) or chance.yes(0.2)


def strips(pages: list[Page], seal: Seal, chance: Chance, gap: int = -1) -> None:
    """Stamp one seal over the fanned right edges of pages; gap names a page left out."""
    count = len(pages)
    low = min(p.leaf.height for p in pages if p.leaf)
    y, turn = chance.uniform(60, low - 70), chance.gauss(0, 4)
    cuts = [0.0]
    for _ in range(count):
        cuts.append(cuts[-1] + chance.uniform(0.85, 1.15))
    cuts = [c / cuts[-1] for c in cuts]
    for n, page in enumerate(pages):
        if n == gap or page.leaf is None:
            continue
        mark = Print(seal, page.leaf.width, y + chance.uniform(-1.5, 1.5), turn, (cuts[n], cuts[n + 1]))
        page.prints.append(mark)
