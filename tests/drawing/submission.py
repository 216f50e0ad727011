"""A whole submission from a specification: drawn, sealed, spoiled where asked, scanned and bound.

The same specification gives the same bytes on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.drawing.binding import Bound, ScannedPages, bind
from tests.drawing.dossier import ITEM_NAMES, Dossier, draw_dossier
from tests.drawing.expectations import BAD_NAMES, NOT_APPLICABLE, Defect, combine, expectation
from tests.drawing.materials import PAPERS
from tests.drawing.plan import Plan, make_plan
from tests.drawing.scanning import Scan, draw_scan
from tests.drawing.spoiling import spoil
from tests.drawing.truth import ExpectedFinding, MaterialTruth, Truth


@dataclass(frozen=True, slots=True)
class SubmissionSpec:
    """What to draw.

    Attributes:
        item: Item code of the catalogue.
        seed: Chooses unit, people, looks, seal and scanner.
        defects: What is wrong with it.
        scan: The device; None lets the seed choose an everyday colour scanner.
        unit: Applicant's name; None lets the seed invent one.
        agent: Whether an agent files; None lets the seed decide.
        union: True: the union consents (special hours); False: there is none (layoff report).
        missing: Document codes to leave out for ``MISSING_*``; None lets the seed choose one.
        page: Page (from 1) that a defect of one page takes; None lets the seed choose.
        commitment: With ``MISSING_TOLERABLE``: a 容缺受理承诺书 is among the pages.
        bad_name: Key of ``BAD_NAMES`` for ``BAD_NAME``; None lets the seed choose.
        born_digital: A PDF with a text layer instead of pictures of pages.
        pasted: With ``born_digital``: the same picture of a seal on all pages.
        cross_page: ``material`` (each material of two or more pages), ``package`` or ``groups`` of eight.
        cross_page_edge: right or left.
        container: pdf, tiff-fine, tiff-standard (fax) or jpeg (first page only).
        debian_fonts: Also use the faces of Debian's packages; the bytes then depend on the machine.
    """

    item: str
    seed: int = 0
    defects: tuple[Defect, ...] = ()
    scan: Scan | None = None
    unit: str | None = None
    agent: bool | None = None
    union: bool | None = None
    missing: tuple[str, ...] | None = None
    page: int | None = None
    commitment: bool = False
    bad_name: str | None = None
    born_digital: bool = False
    pasted: bool = False
    cross_page: str = "material"
    cross_page_edge: str = "right"
    container: str = "pdf"
    debian_fonts: bool = False


@dataclass(frozen=True, slots=True)
class DrawnSubmission:
    """One file as an enterprise would send it, and the truth about it.

    Attributes:
        scans: The pictures that the pages of a scanned PDF consist of, page by page; empty in other containers.
    """

    unit: str
    item: str
    file_name: str
    content: bytes
    media_type: str
    truth: Truth
    dossier: Dossier
    scans: tuple[bytes, ...] = ()


def draw_submission(spec: SubmissionSpec, scanned: ScannedPages | None = None) -> DrawnSubmission:
    """Draw a submission.

    Args:
        spec: What to draw.
        scanned: Keeps scanned pages, so that variants of one seed do not draw the pages they share again.

    Raises:
        ValueError: The item has no room for one of the defects.
    """
    barred = NOT_APPLICABLE.get(spec.item, frozenset()) & set(spec.defects)
    if barred:
        raise ValueError(f"{spec.item} has no room for {', '.join(sorted(barred))}")
    dossier = draw_dossier(spec.item, spec.seed, spec.unit, spec.agent)
    random = Random(f"submission-{spec.item}-{spec.seed}")
    scan = spec.scan or draw_scan(random)
    if Defect.GREY_COPY in spec.defects and scan.mode == "colour":
        scan = replace(scan, mode="grey")
    plan, brush = make_plan(spec, dossier, scan.dots_per_inch)
    spoil(plan, brush, spec.defects, scan.dots_per_inch)
    bound = bind(spec, plan, scan, {} if scanned is None else scanned)
    return DrawnSubmission(
        dossier.unit,
        spec.item,
        _file_name(spec, dossier, bound.extension),
        bound.content,
        bound.media_type,
        _truth(spec, plan, bound, scan),
        dossier,
        bound.scans,
    )


def _bad_name(spec: SubmissionSpec) -> str:
    return spec.bad_name or Random(f"name-{spec.seed}").choice(sorted(BAD_NAMES))


def _file_name(spec: SubmissionSpec, dossier: Dossier, extension: str) -> str:
    pattern = _bad_name(spec) if Defect.BAD_NAME in spec.defects else "{unit}+{item}.pdf"
    return pattern.format(unit=dossier.unit, item=ITEM_NAMES[spec.item]).replace(".pdf", extension)


def _truth(spec: SubmissionSpec, plan: Plan, bound: Bound, scan: Scan) -> Truth:
    outcome, allowed = combine(spec.item, spec.defects)
    if bound.uncoloured and Defect.GREY_COPY not in spec.defects:
        outcome, allowed = combine(spec.item, (*spec.defects, Defect.GREY_COPY))
    if scan.photo:
        allowed |= {"review"}
    return Truth(
        bound.pages, tuple(_materials(plan)), plan.missing, outcome, allowed, tuple(_findings(spec, plan, bound))
    )


def _materials(plan: Plan) -> list[MaterialTruth]:
    result = []
    for drawn in plan.materials:
        pages = tuple(page.number for page in plan.pages if page.material is drawn)
        result.append(
            MaterialTruth(drawn.paper.code, drawn.paper.name, pages, plan.cross_page_state(drawn), dict(drawn.values))
        )
    return result


def _findings(spec: SubmissionSpec, plan: Plan, bound: Bound) -> list[ExpectedFinding]:
    """Return what the defects must lead to, with page or material where there is one."""
    found = []
    for defect in spec.defects:
        for code in expectation(spec.item, defect).codes:
            places: list[tuple[int | None, str | None]] = plan.places.get(defect) or [(None, None)]
            found += [ExpectedFinding(code, page, material, defect) for page, material in places]
    if Defect.BAD_NAME in spec.defects:
        found += [ExpectedFinding(code, defect=Defect.BAD_NAME) for code in BAD_NAMES[_bad_name(spec)]]
    if bound.uncoloured and Defect.GREY_COPY not in spec.defects:
        found.append(ExpectedFinding("seal-uncoloured", defect=Defect.GREY_COPY))
    return found


def required_codes(item: str) -> tuple[str, ...]:
    """Return the codes of an item's required materials."""
    return tuple(paper.code for paper in PAPERS[item] if paper.need == "required")
