"""Sets the papers of planned cases: Writer files in batches, drawn copies, and the pages of each material."""

from pathlib import Path
from random import Random

from . import cards, licences
from .convert import convert
from .defects import plant_late
from .fodt import document
from .items import MATERIAL_NAMES, strict
from .leaves import Leaf, from_canvas, from_pdf
from .looks import OUTSIDE, compact, outside_look
from .markup import parse, templates
from .submission import Case, Material, Submission

TEMPLATES = {
    ("late-filing", "insured-change-form"): "late-form",
    ("insured-change-key-fields", "insured-change-proof"): "police-proof",
    ("benefit-new-retiree", "administrative-approval"): "approval-retirement",
    ("benefit-simplified", "administrative-approval"): "approval-benefit",
}
DRAWN = {
    "passport-copy": cards.passport_pages,
    "work-permit": cards.work_permit_pages,
    "residence-permit": cards.residence_pages,
    "permanent-residence-card": cards.settled_pages,
    "hk-macao-taiwan-document": cards.compatriot_pages,
    "medical-bills": cards.bill_pages,
}
OFFICIAL = {"dispatch-permit": licences.permit_pages, "title-deed": licences.deed_pages}
IDENTITY = ("legal-representative-identity", "agent-identity", "identity-card-copy")


def _contents(case: Case) -> list[dict[str, object]]:
    """Rows of the table of contents."""
    codes = [code for code in case.planned if code != "front"]
    return [dict(i=i, name=MATERIAL_NAMES[code], pages="1份") for i, code in enumerate(codes, 1)]


def _material(case: Case, code: str) -> Material:
    """A material before its pages are known."""
    drawn = code in DRAWN or code in OFFICIAL or code in IDENTITY or code == "business-licence"
    template = "" if drawn else TEMPLATES.get((case.item, code), code)
    facts = {**case.facts, "contents": _contents(case), **case.overrides.get(code, {})}
    return Material(code, template, facts)


def write(submissions: list[Submission], folder: Path) -> list[Path]:
    """Writes flat documents of all cases; returns their paths."""
    paths = []
    for made in submissions:
        for number, case in enumerate(made.cases):
            case.materials = [_material(case, code) for code in case.planned]
            for index, material in enumerate(case.materials):
                if material.template:
                    path = folder / f"{made.name}-{number}-{index}.fodt"
                    blocks = parse(templates(case.style)[material.template], material.facts)
                    look = case.look
                    if material.code in OUTSIDE or material.template == "police-proof":
                        look = outside_look(case.style, case.firm, made.rng)
                    look = compact(look) if made.fax else look
                    path.write_text(document(blocks, look, material.facts), encoding="utf-8")
                    paths.append(path)
    return paths


def _identity(case: Case, code: str, dpi: int, rng: Random) -> list[Leaf]:
    """Pages with one or two identity cards."""
    firm, facts = case.firm, case.facts
    legal, agent = (firm.legal, facts["legal_id"]), (firm.agent, facts["agent_id"])
    people = {"legal-representative-identity": [legal], "agent-identity": [agent]}.get(code)
    if code == "identity-card-copy":
        people = [legal, agent] if case.item.startswith("hours") and case.choices.agent else [legal]
        if case.item == "enrol-part-time":
            people = [(facts["p_person"], facts["p_id"])]
    return [from_canvas(c) for c in cards.identity_pages(people or [legal], dpi, rng)]


def _drawn(case: Case, code: str, dpi: int, rng: Random) -> list[Leaf]:
    """Pages of a copied certificate."""
    if code in IDENTITY:
        return _identity(case, code, dpi, rng)
    if code in DRAWN:
        return [from_canvas(c) for c in DRAWN[code](case.facts, dpi, rng)]
    draw = OFFICIAL.get(code) or (
        licences.licence_wide if case.style == "table" or rng.random() < 0.5 else licences.licence_tall
    )
    return [from_canvas(c) for c in draw(case.firm, case.facts, dpi, rng)]


def load(made: Submission, folder: Path, kinds: list[str]) -> None:
    """Fills the pages of all materials and plants defects of seals."""
    for number, case in enumerate(made.cases):
        for index, material in enumerate(case.materials):
            path = folder / f"{made.name}-{number}-{index}.pdf"
            material.leaves = (
                from_pdf(path) if material.template else _drawn(case, material.code, made.scanner.dpi, made.rng)
            )
        _habits(case, made)
        plant_late(case, kinds, made.rng)


def _habits(case: Case, made: Submission) -> None:
    """Which materials the firm seals and stamps over the edges."""
    demanded = strict(case.item)
    total = sum(len(m.leaves) for m in case.materials)
    case.package_strip = demanded and 2 < total <= 9 and made.bundle == "one-pdf" and made.rng.random() < 0.3
    for material in case.materials:
        material.strip = demanded or (material.code == "labour-contract" and made.rng.random() < 0.6)
        copied = material.code in DRAWN or material.code in (
            "diagnosis-certificate", "bank-slip", "treaty-coverage-certificate",
        )
        if not demanded and copied:
            material.sealed = made.rng.random() < 0.6


def set_papers(submissions: list[Submission], folder: Path) -> None:
    """Writes and converts the papers of all submissions."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = write(submissions, folder)
    if paths:
        convert(paths, folder)
