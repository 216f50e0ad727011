"""Which pages there are, and which seals go where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from tests.drawing.cross_page import Strip, stamp_across
from tests.drawing.dispatch_papers import tolerance_commitment
from tests.drawing.dossier import Dossier, twin_name
from tests.drawing.expectations import Defect
from tests.drawing.forms import draw_look
from tests.drawing.identifiers import draw_credit_code
from tests.drawing.materials import Paper, papers_for
from tests.drawing.seals import Inking, SealDesign, draw_inking, official_seal, special_seal
from tests.drawing.sheet import Sheet

if TYPE_CHECKING:
    from tests.drawing.submission import SubmissionSpec


@dataclass(frozen=True, slots=True)
class Impression:
    """One whole seal on a page; centre in mm. ``applicant``: it satisfies the seal rule."""

    design: SealDesign
    inking: Inking
    across: float
    down: float
    applicant: bool


@dataclass
class DrawnMaterial:
    """A paper with its values and number of pages."""

    paper: Paper
    values: dict[str, str]
    sheets: list[Sheet]


@dataclass
class PagePlan:
    """One page before it is rendered.

    Attributes:
        key: Names the page within its submission whatever comes before it, so that chance falls the same for it
            when another page is missing or spoilt.
    """

    number: int
    material: DrawnMaterial
    sheet: Sheet
    key: str
    impressions: list[Impression] = field(default_factory=list)


@dataclass
class Plan:
    """All pages and strips of a submission; ``places`` names page and material of each defect."""

    pages: list[PagePlan]
    materials: list[DrawnMaterial]
    strips: list[Strip] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    places: dict[Defect, list[tuple[int | None, str | None]]] = field(default_factory=dict)

    def of(self, material: DrawnMaterial) -> list[PagePlan]:
        """Return a material's pages."""
        return [page for page in self.pages if page.material is material]

    def cross_page_state(self, material: DrawnMaterial) -> str:
        """Return complete, partial, absent or not-needed."""
        numbers = {page.number for page in self.of(material)}
        if len(numbers) < 2 or not material.paper.cross_page:
            return "not-needed"
        marked = {strip.page for strip in self.strips if strip.page in numbers and not strip.alien}
        return "complete" if marked == numbers else "partial" if marked else "absent"


def make_plan(spec: SubmissionSpec, dossier: Dossier, dots_per_inch: float) -> tuple[Plan, Brush]:
    """Draw the papers and place the seals; defects of seals come after, in ``spoiling``."""
    random = Random(f"plan-{spec.item}-{spec.seed}")
    plan = _draw_papers(spec, dossier)
    brush = Brush(dossier, random, spec.page)
    if Defect.TWIN_NAME_SEAL in spec.defects:
        brush.edge_design = replace(brush.design, text=twin_name(dossier.unit))
    for page in plan.pages:
        brush.seal(page, Random(f"seal-{page.key}"))
    _stamp_edges(spec, plan, brush, dots_per_inch)
    return plan, brush


class Brush:
    """The applicant's seal and how his clerk presses it."""

    def __init__(self, dossier: Dossier, random: Random, page: int | None) -> None:
        self.dossier, self.page = dossier, page
        self.face = random.choice(("medium", "sans", "bold", "micro"))
        self.diameter = random.choice((40.0, 40.0, 42.0, 38.0))
        self.code = dossier.seal_code if random.random() < 0.6 else ""
        self.design = official_seal(dossier.unit, self.code, self.diameter, self.face)
        self.edge_design = self.design
        self.ink = draw_inking(random)

    def inking(self, random: Random) -> Inking:
        """Return one impression: same pad, other pressure and turn."""
        usual = draw_inking(random, self.ink.ink)
        return replace(usual, strength=max(0.6, min(1.0, self.ink.strength + random.uniform(-0.08, 0.08))))

    def seal(self, page: PagePlan, random: Random) -> None:
        """Press the applicant's seal on a page, and the union's on the union's paper."""
        spot = page.sheet.seal_spot or (random.uniform(70, 150), random.uniform(175, 245))
        reach = self.diameter / 2 + 4
        across = min(max(spot[0] + random.uniform(-6, 6), reach), page.sheet.width - reach - 24)
        down = min(max(spot[1] + random.uniform(-5, 5), reach), page.sheet.height - reach)
        design, applicant = self.design, True
        if page.material.paper.seal == "union":
            design = special_seal("union", self.dossier.unit, face=self.face)
        page.impressions.append(Impression(design, self.inking(random), across, down, applicant))
        for kind, text, x, y in page.sheet.foreign_seals:
            base = special_seal(kind.removeprefix("grey-"), text)
            inking = self.inking(random)
            page.impressions.append(
                Impression(base, replace(inking, ink="grey" if kind.startswith("grey-") else "red"), x, y, False)
            )


def _draw_papers(spec: SubmissionSpec, dossier: Dossier) -> Plan:
    papers = papers_for(spec.item, dossier.agent is not None, spec.union)
    missing = _choose_missing(spec, papers)
    kept = [paper for paper in papers if paper.code not in missing]
    if Defect.MISSING_TOLERABLE in spec.defects and spec.commitment:
        names = "、".join(paper.name for paper in papers if paper.code in missing)
        kept.append(
            Paper("tolerance-commitment", "容缺受理承诺书", lambda d, look, r: tolerance_commitment(d, look, r, names))
        )
    pages: list[PagePlan] = []
    materials = []
    for paper in kept:
        own = Random(f"{paper.code}-{spec.item}-{spec.seed}")
        facts = dossier
        if Defect.CODE_INCONSISTENT in spec.defects and paper is kept[0]:
            facts = replace(dossier, code=draw_credit_code(Random(f"code-{spec.item}-{spec.seed}")))
        sheets, values = paper.draw(facts, draw_look(own, spec.debian_fonts), own)
        materials.append(DrawnMaterial(paper, values, sheets))
        pages += [
            PagePlan(len(pages) + at, materials[-1], sheet, f"{paper.code}-{at}-{spec.item}-{spec.seed}")
            for at, sheet in enumerate(sheets, 1)
        ]
    plan = Plan(pages, materials, missing=missing)
    for defect in (Defect.MISSING_REQUIRED, Defect.MISSING_TOLERABLE):
        if defect in spec.defects:
            needs = ("required", "agent") if defect == Defect.MISSING_REQUIRED else ("tolerable", "agent-tolerable")
            plan.places[defect] = [
                (None, paper.code) for paper in papers if paper.code in missing and paper.need in needs
            ]
    return plan


def _choose_missing(spec: SubmissionSpec, papers: tuple[Paper, ...]) -> tuple[str, ...]:
    if spec.missing is not None:
        return spec.missing
    random, missing = Random(f"missing-{spec.item}-{spec.seed}"), []
    for defect, need in ((Defect.MISSING_REQUIRED, "required"), (Defect.MISSING_TOLERABLE, "tolerable")):
        if defect in spec.defects:
            codes = [paper.code for paper in papers if paper.need.endswith(need)]
            missing.append(random.choice(codes[1:] or codes))
    return tuple(missing)


def _stamp_edges(spec: SubmissionSpec, plan: Plan, brush: Brush, dots_per_inch: float) -> None:
    """Stamp each material of two or more pages (or the whole set) across the edges."""
    sets = [[page.number for page in plan.of(material)] for material in plan.materials if material.paper.cross_page]
    size = 0
    if spec.cross_page != "material":
        sets, size = [[page.number for page in plan.pages]], 8 if spec.cross_page == "groups" else 0
    for pages in sets:
        if len(pages) > 1:
            random = Random(f"edge-{plan.pages[pages[0] - 1].key}")
            group = 1 + max((strip.group for strip in plan.strips), default=-1)
            plan.strips += stamp_across(
                pages,
                brush.edge_design,
                brush.inking(random),
                random,
                dots_per_inch,
                edge=spec.cross_page_edge,
                group_size=size,
                first_group=group,
            )
