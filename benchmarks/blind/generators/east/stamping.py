"""Where seals and signatures go on the pages of a case."""

from collections.abc import Iterator
from random import Random

import numpy as np

from .canvas import MM
from .ink import Ink, Mark, sign, stamp, strips
from .leaves import Leaf, Spot
from .markup import fill
from .seals import Seal
from .submission import Case, Material, SealChoice, Sheet

ANCHORS = ("（公章）", "（单位公章）", "申请单位（公章）")
FREE = {
    "business-licence",
    "title-deed",
    "legal-representative-identity",
    "agent-identity",
    "identity-card-copy",
    "audit-report",
    "capital-verification-report",
    "dispatch-permit",
    "union-opinion",
    "layoff-opinion",
    "parent-authorisation",
    "change-proof",
    "administrative-approval",
    "injury-decision",
    "diagnosis-certificate",
    "medical-bills",
    "recruitment-recognition",
    "police-proof",
    "passport-copy",
    "work-permit",
    "residence-permit",
    "permanent-residence-card",
    "hk-macao-taiwan-document",
    "treaty-coverage-certificate",
    "bank-slip",
}
SIGNERS = (
    ("法定代表人（签字）：", "legal"),
    ("负责人（签字）：", "legal"),
    ("法定代表人（签章）：", "legal"),
    ("负责人（签章）：", "legal"),
    ("受托人（签字）：", "agent"),
    ("受托人（签字）", "agent"),
    ("工会主席（签字）：", "chair"),
)


def official(case: Case, unit: str | None = None, code: str | None = None) -> SealChoice:
    """The firm's own seal, or that of another unit of the same make."""
    name = unit or case.firm.name
    number = case.firm.seal_code if code is None else code
    size = 42 if case.firm.kind in ("institute", "group") else 40 + (len(name) % 3)
    return SealChoice("official", name, Seal("round", name, code=number, face=case.face, width=size, height=size))


def special(case: Case, kind: str) -> SealChoice:
    """A special seal of the firm: contract, finance, personnel or invoice."""
    words = {"contract": "合同专用章", "finance": "财务专用章", "personnel": "人事专用章", "invoice": "发票专用章"}[
        kind
    ]
    if kind == "invoice":
        return SealChoice(
            kind, case.firm.name, Seal("oval", case.firm.name, words, case.firm.code, width=40, height=30)
        )
    return SealChoice(kind, case.firm.name, Seal("round", case.firm.name, words, face=case.face, width=40, height=40))


CLEAR = {
    "business-licence": ((0.47, 0.8), (0.4, 0.72)), "dispatch-permit": ((0.45, 0.8), (0.45, 0.8)),
    "title-deed": ((0.3, 0.86), (0.3, 0.86)),
}
FOREIGN = {
    "audit-report": ("{auditor}", "{auditor}", "", "other"),
    "capital-verification-report": ("{auditor}", "{auditor}", "", "other"),
    "premises-proof": ("{landlord}", "{landlord}", "", "other"),
    "change-proof": ("北京市朝阳区市场监督管理局", "北京市朝阳区市场监督管理局", "", "registrar"),
    "business-licence": ("registrar", "北京市朝阳区市场监督管理局", "", "registrar"),
    "dispatch-permit": ("bureau", "{bureau}", "", "other"),
    "title-deed": ("land", "北京市规划和自然资源委员会", "不动产登记专用章", "other"),
    "union-opinion": ("{union}", "{union}", "", "union"),
    "layoff-opinion": ("（工会盖章）", "{union}", "", "union"),
    "parent-authorisation": ("{parent}", "{parent}", "", "other"),
    "administrative-approval": ("{bureau}", "{bureau}", "", "other"),
    "injury-decision": ("{bureau}", "{bureau}", "工伤认定专用章", "other"),
    "diagnosis-certificate": ("{hospital}", "{hospital}", "诊断证明专用章", "other"),
    "medical-bills": ("hospital", "{hospital}", "收费专用章", "other"),
    "recruitment-recognition": ("北京市朝阳区发展和改革委员会", "北京市朝阳区发展和改革委员会", "", "other"),
    "articles-of-association": ("股东（盖章、签字）", "{holder_a}", "", "other"),
    "police-proof": ("{police}", "{police}", "户口专用章", "other"),
}


def _foreign(material: Material) -> tuple[str, ...] | None:
    """Another unit's seal on a material: anchor, name, words under the star, kind."""
    entry = FOREIGN.get(material.template, FOREIGN.get(material.code))
    return entry and tuple(fill(words, material.facts) for words in entry)


def _shift(material: Material, leaf: Leaf) -> float:
    """How far below the anchor a seal sits, in mm."""
    if material.code == "premises-proof":
        return 25 if leaf.find("授权代表") else 3
    return -6.0 if material.code in ("union-opinion", "layoff-opinion") else -3.0


def _others(material: Material, index: int) -> list[tuple[SealChoice, Spot]]:
    """Seals of other units that belong on a page."""
    leaf, entry = material.leaves[index], _foreign(material)
    if entry is None or not _belongs(material, index):
        return []
    anchor, name, under, kind = entry
    spot = leaf.find(anchor if anchor in leaf.text or anchor in leaf.spots else "（盖章）")
    if spot is None:
        return []
    seal = Seal("round", name, under, face="song" if len(name) % 2 else "gsong")
    return [(SealChoice(kind, name, seal), inside(leaf, spot[0], spot[1] + _shift(material, leaf)))]


def _belongs(material: Material, index: int) -> bool:
    """Whether the other unit stamps this page: auditors and shareholders where they sign, landlords the last."""
    if material.code in ("audit-report", "capital-verification-report"):
        return "中国注册会计师：" in material.leaves[index].text
    if material.code == "premises-proof":
        return index == len(material.leaves) - 1
    return material.code != "articles-of-association" or "股东（盖章" in material.leaves[index].text


def inside(leaf: Leaf, x: float, y: float) -> Spot:
    """A place whose seal stays on the page."""
    return float(np.clip(x, 24, leaf.width - 25)), float(np.clip(y, 24, leaf.height - 24))


def own_spot(material: Material, case: Case, index: int, taken: list[Spot], rng: Random) -> Spot:
    """Where the firm's own seal goes on a page."""
    leaf = material.leaves[index]
    for spot in _candidates(material, case, leaf, rng):
        x, y = inside(leaf, spot[0] + rng.uniform(-4, 4), spot[1] + rng.uniform(-3, 3))
        if all(np.hypot(x - a, y - b) > 47 for a, b in taken):
            return x, y
    return inside(leaf, leaf.width * 0.3, leaf.height * 0.3)


def _candidates(material: Material, case: Case, leaf: Leaf, rng: Random) -> Iterator[Spot]:
    """Places in the order a clerk would try them."""
    if material.code not in FREE:
        for words in ANCHORS:
            spot = leaf.find(words)
            if spot:
                yield spot
        party = leaf.find("承租方：") or leaf.find("乙方（盖章）：")
        if party and material.code == "premises-proof" and leaf is material.leaves[-1]:
            yield party[0] + 20, party[1] + (26 if leaf.find("授权代表") else 9)
        spot = leaf.find(material.facts["unit"])
        last = leaf is material.leaves[-1]
        signed = material.code == "premises-proof" or (spot is not None and spot[1] > leaf.height * 0.3)
        if spot and last and signed:
            yield spot[0], spot[1] + (25 if material.code == "premises-proof" and leaf.find("授权代表") else 2)
    if material.code in CLEAR:
        x, y = CLEAR[material.code][leaf.width < leaf.height]
        yield leaf.width * x + rng.uniform(-8, 8), leaf.height * y + rng.uniform(-4, 4)
    x, y = case.habit
    yield leaf.width * x + rng.uniform(-7, 7), leaf.height * y + rng.uniform(-9, 9)
    for _ in range(40):
        yield rng.uniform(0.2, 0.85) * leaf.width, rng.uniform(0.15, 0.88) * leaf.height


class Stamper:
    """Stamps and signs all pages of a case at a resolution."""

    def __init__(self, case: Case, dpi: int, digital: bool, rng: Random) -> None:
        self.case, self.dpi, self.rng = case, dpi, rng
        self.noise = np.random.default_rng(rng.randrange(2**32))
        self.digital = digital
        strength, dryness = rng.choice(((0.95, 0.1), (0.88, 0.25), (0.8, 0.4), (0.62, 0.3), (0.72, 0.55)))
        colour = rng.choice(((206, 32, 44), (214, 44, 60), (188, 24, 40), (222, 58, 62)))
        self.ink = Ink((230, 0, 18), 0.9, 0, True) if digital else Ink(colour, strength, dryness)

    def _ink(self) -> Ink:
        """Ink of one impression, varying a little."""
        if self.digital:
            return self.ink
        ink = self.ink
        strength = float(np.clip(ink.strength + self.rng.uniform(-0.08, 0.06), 0.5, 1))
        return Ink(ink.colour, strength, float(np.clip(ink.dryness + self.rng.uniform(-0.1, 0.12), 0, 0.65)))

    def press(self, sheet: Sheet, choice: SealChoice, spot: Spot) -> None:
        """One whole impression."""
        turn = self.rng.gauss(0, 1.0 if self.digital else 6)
        sheet.marks.append(stamp(choice.seal, spot, self.dpi, turn, self._ink(), self.noise))
        sheet.seals.append(choice.truth())

    def page(self, material: Material, index: int) -> Sheet:
        """Seals and signatures of one page."""
        leaf = material.leaves[index]
        sheet = Sheet(material.code, leaf)
        if material.template:
            self.signatures(sheet, material, leaf)
        taken: list[Spot] = []
        for choice, spot in _others(material, index):
            self.press(sheet, choice, spot)
            taken.append(spot)
        choice = material.odd_seals.get(index, official(self.case))
        if material.sealed and choice is not None:
            self.press(sheet, choice, own_spot(material, self.case, index, taken, self.rng))
        return sheet

    def signatures(self, sheet: Sheet, material: Material, leaf: Leaf) -> None:
        """Signs at the printed labels."""
        for label, who in SIGNERS:
            box = None if (label + "：") in leaf.text else leaf.box(label)
            if box is None or material.unsigned:
                continue
            x = box[2] + (self.rng.uniform(2, 4) if label.endswith("：") else 14)
            y = (box[1] + box[3]) / 2 + self.rng.uniform(-1.5, 1)
            sheet.marks.append(sign(material.facts[who], (x, y), self.dpi, self.noise))

    def strip(self, sheets: list[Sheet], skip: set[int]) -> None:
        """One stamp over the fanned edges of pages; skipped pages do not carry their part."""
        choice = official(self.case)
        parts = strips(choice.seal, len(sheets), self.dpi, self.rng.gauss(0, 4), self._ink(), self.noise)
        height = self.rng.uniform(0.34, 0.62)
        for index, (sheet, part) in enumerate(zip(sheets, parts, strict=True)):
            if index in skip or sheet.leaf is None:
                continue
            x = round(sheet.leaf.width * self.dpi / MM) - part.shape[1] - self.rng.randrange(0, 3)
            middle = (sheet.leaf.height * height + self.rng.uniform(-2, 2)) * self.dpi / MM
            sheet.marks.append(Mark(part, self.ink.colour, x, round(middle) - part.shape[0] // 2, self.dpi))
            sheet.seals.append(choice.truth(whole=False))

    def all(self) -> list[Sheet]:
        """All sheets of the case in order."""
        groups = [[self.page(m, i) for i in range(len(m.leaves))] for m in self.case.materials]
        if self.case.package_strip:
            self.strip([s for group in groups for s in group], set())
        else:
            for material, group in zip(self.case.materials, groups, strict=True):
                if material.strip and len(group) > 1:
                    self.strip(group, material.strip_skip)
        return [s for group in groups for s in group]
