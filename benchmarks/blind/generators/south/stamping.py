"""Where seals go: the official seal, other people's seals and the strips across page edges."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

import numpy as np
from PIL import Image
from south import seals
from south.papers import MARKS, Leaf, Paper, multiply

STRIP_LIMIT = 11
OTHER_SEALS: dict[str, tuple[tuple[str, str], ...]] = {
    "audit-report": (("accountant", "audit_firm"),),
    "capital-verification-report": (("accountant", "audit_firm"),),
    "premises-proof": (("landlord", "landlord_firm"),),
    "change-proof": (("registrar", "registrar"),),
    "union-opinion": (("union", "union_name"),),
    "layoff-opinion": (("union", "union_name"),),
    "parent-authorisation": (("parent", "parent"),),
    "diagnosis-certificate": (("hospital", "hospital"),),
    "medical-bills": (("cashier", "hospital"),),
    "injury-decision": (("authority", "office"),),
    "administrative-approval": (("authority", "office"),),
    "bank-slip": (("bank", "bank"),),
    "insured-change-proof": (("authority", "proof_seal"),),
    "recruitment-recognition": (("authority", "recognition_body"),),
}


@dataclass
class SealPlan:
    """What the firm does with its seal; pages are indices over the case's leaves."""

    unit: str
    across: str = "material"
    skip: set[int] = field(default_factory=set)
    replaced: dict[int, tuple[str, str]] = field(default_factory=dict)
    no_strip_materials: set[str] = field(default_factory=set)
    no_strip_pages: set[int] = field(default_factory=set)
    name_seal: str = ""


class Stamper:
    """Stamps the leaves of one case, always with the same dies."""

    def __init__(self, plan: SealPlan, rng: Random) -> None:
        """A stamper with the firm's dies still to be cut."""
        self.plan, self.rng = plan, rng
        self.dies: dict[tuple[str, str], seals.Die] = {}

    def die(self, kind: str, unit: str) -> seals.Die:
        """The die of a unit, cut once."""
        key = kind, unit
        if key not in self.dies:
            self.dies[key] = seals.cut_die(kind, unit, self.rng)
        return self.dies[key]

    def press(self, leaf: Leaf, kind: str, unit: str, spot: tuple[float, float]) -> None:
        """One whole impression around a spot in mm."""
        mark = self.die(kind, unit).impression(self.rng)
        w, h = mark.width / seals.MM, mark.height / seals.MM
        x = min(max(spot[0] - w / 2, 2), leaf.width - w - 6)
        y = min(max(spot[1] - h / 2, 2), leaf.height - h - 4)
        leaf.marks.append((mark, x, y))
        leaf.seals.append({"kind": kind, "unit": unit, "whole": True, "at": [round(x + w / 2, 1), round(y + h / 2, 1)]})

    def press_others(self, paper: Paper) -> None:
        """The seals of landlords, accountants, offices and so on."""
        for kind, key in OTHER_SEALS.get(paper.material or "", ()):
            unit = paper.facts.get(key)
            if unit:
                self.press_other(paper, kind, unit)
        for leaf in paper.leaves:
            for kind, unit, x, y in leaf.spots:
                self.press(leaf, kind, unit, (x, y))

    def press_other(self, paper: Paper, kind: str, unit: str) -> None:
        """Somebody's seal where the name stands last."""
        leaf = next((x for x in reversed(paper.leaves) if x.anchors.get(unit)), paper.leaves[0])
        spots = leaf.anchors.get(unit) or [(leaf.width * 0.7, leaf.height * 0.5)]
        spot = max(spots, key=lambda s: s[1])
        if kind == "landlord":
            spot = leaf.anchors.get("出租方", leaf.anchors.get("甲方：", [spot]))[-1]
            spot = (spot[0] + 30, spot[1] - 6)
        self.press(leaf, kind, unit, (spot[0] + self.rng.uniform(-5, 8), spot[1] + self.rng.uniform(-3, 6)))

    def press_own(self, leaf: Leaf, index: int) -> None:
        """The applicant's seal, unless this page is left out."""
        if index in self.plan.skip or leaf.blank:
            return
        kind, unit = self.plan.replaced.get(index, ("official", self.plan.unit))
        self.press(leaf, kind, unit, self.free_spot(leaf))

    def free_spot(self, leaf: Leaf) -> tuple[float, float]:
        """A place for the applicant's seal away from other seals."""
        named = [s for word in (*MARKS, self.plan.unit) for s in leaf.anchors.get(word, [])]
        named.sort(key=lambda s: -s[1])
        jitter = self.rng.uniform
        tries = [(x + jitter(-4, 14), y + jitter(-4, 5)) for x, y in named[:3]]
        for _ in range(40):
            tries.append((jitter(0.18, 0.8) * leaf.width, jitter(0.45, 0.85) * leaf.height))
        taken = [s["at"] for s in leaf.seals if s["whole"]]
        return next((t for t in tries if all(math.dist(t, s) > 44 for s in taken)), tries[-1])

    def strips(self, leaves: list[Leaf], first: int) -> None:
        """One impression split over the right edges of these leaves."""
        mark = self.die("official", self.plan.unit).impression(self.rng, turn=self.rng.gauss(0, 4))
        box = mark.getbbox() or (0, 0, *mark.size)
        mark = mark.crop(box)
        height = self.rng.uniform(0.3, 0.62)
        each = mark.width / len(leaves)
        for k, leaf in enumerate(leaves):
            if first + k in self.plan.no_strip_pages:
                continue
            part = mark.crop((round(k * each), 0, round((k + 1) * each), mark.height))
            y = leaf.height * height + self.rng.uniform(-1.2, 1.2)
            leaf.marks.append((part, leaf.width - part.width / seals.MM, y))
            leaf.seals.append({"kind": "official", "unit": self.plan.unit, "whole": False})

    def strip_material(self, leaves: list[Leaf], first: int) -> None:
        """Strips over one material, in several goes when it is thick."""
        goes = -(-len(leaves) // STRIP_LIMIT)
        size = -(-len(leaves) // goes)
        for start in range(0, len(leaves), size):
            part = leaves[start : start + size]
            self.strips(part, first + start)

    def across(self, papers: list[Paper]) -> None:
        """The seals across page edges, by material or over the whole package."""
        if self.plan.across == "package":
            leaves = [x for p in papers for x in p.leaves if not x.blank]
            self.strip_material(leaves, 0)
            return
        index = 0
        for paper in papers:
            solid = [x for x in paper.leaves if not x.blank]
            if self.plan.across == "material" and len(solid) > 1 and paper.material not in self.plan.no_strip_materials:
                self.strip_material(solid, index)
            index += len(paper.leaves)

    def stamp(self, papers: list[Paper], bare: set[str]) -> None:
        """All seals of a case; `bare` materials get none of the applicant's."""
        index = 0
        for paper in papers:
            self.press_others(paper)
            for leaf in paper.leaves:
                if paper.material not in bare:
                    self.press_own(leaf, index)
                index += 1
        self.across(papers)
        self.sign_with_name_seal(papers)

    def sign_with_name_seal(self, papers: list[Paper]) -> None:
        """The legal representative's square seal beside the signature on the first form."""
        leaf = papers[0].leaves[0]
        spots = leaf.anchors.get(self.plan.name_seal or " ")
        if spots:
            x, y = max(spots, key=lambda s: s[1])
            self.press(leaf, "name", self.plan.name_seal, (x + 26, y + 2))


def paste_all(image: Image.Image, leaf: Leaf, dpi: int) -> Image.Image:
    """The page with its seals inked on it."""
    page = np.array(image)
    scale = dpi / seals.DPI
    for mark, x, y in leaf.marks:
        size = max(1, round(mark.width * scale)), max(1, round(mark.height * scale))
        small = mark.resize(size, Image.Resampling.LANCZOS) if size != mark.size else mark
        multiply(page, np.asarray(small), round(x / 25.4 * dpi), round(y / 25.4 * dpi))
    return Image.fromarray(page)
