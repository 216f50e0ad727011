"""The papers of a case: written or drawn, then turned into leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from south import cards_firm, cards_person
from south.cases import Case
from south.markup import Draft, Facts, expand, has_template
from south.writer import Look, flat_document

DRAWN: dict[str, Callable[[Facts, Random, str], list[cards_firm.Picture]]] = {
    "business-licence": cards_firm.licence,
    "dispatch-permit": cards_firm.permit,
    "title-deed": cards_firm.deed,
    "agent-identity": cards_person.identity,
    "identity-card-copy": cards_person.identity,
    "hk-macao-taiwan-document": cards_person.resident_card,
    "passport-copy": cards_person.passport,
    "work-permit": cards_person.work_permit,
    "residence-permit": cards_person.residence_permit,
    "permanent-residence-card": cards_person.permanent_card,
}
FOREIGN = {
    "bank-slip",
    "treaty-coverage-certificate",
    "administrative-approval",
    "diagnosis-certificate",
    "injury-decision",
    "medical-bills",
    "recruitment-recognition",
    "insured-change-proof",
} | set(DRAWN)
MARKS = ("盖章", "公章")


@dataclass
class Leaf:
    """One page; lengths in mm, `marks` are seal pictures with their top left corner."""

    material: str | None
    width: float
    height: float
    sheet: Image.Image | None = None
    source: tuple[Path, int] | None = None
    anchors: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    spots: list[cards_firm.SealSpot] = field(default_factory=list)
    marks: list[tuple[Image.Image, float, float]] = field(default_factory=list)
    seals: list[dict[str, Any]] = field(default_factory=list)
    blank: bool = False


@dataclass
class Paper:
    """One material in one hand-in."""

    material: str | None
    title: str
    facts: Facts
    draft: Draft | None = None
    pictures: list[cards_firm.Picture] = field(default_factory=list)
    file: Path | None = None
    leaves: list[Leaf] = field(default_factory=list)

    @property
    def foreign(self) -> bool:
        """Whether somebody else than the applicant made the paper."""
        return self.material in FOREIGN


@cache
def looks() -> dict[str, tuple[Look, ...]]:
    """The ways of laying out papers by style."""
    song, kai, serif, sans, hei = (
        "AR PL UMing CN",
        "AR PL UKai CN",
        "Noto Serif CJK SC",
        "Noto Sans CJK SC",
        "WenQuanYi Zen Hei",
    )
    return {
        "letter": (
            Look(sans, song, 20, 14, 165, 27, footer="第 # 页"),
            Look(serif, kai, 22, 14, 150, 25, footer="- # -"),
            Look(song, song, 20, 13, 180, 28, fill="under"),
            Look(kai, serif, 21, 12.5, 150, 24, footer="#"),
            Look(hei, hei, 18, 12, 160, 30),
        ),
        "form": (
            Look(serif, song, 18, 12, 140, 20, footer="第 # 页"),
            Look(sans, sans, 16, 10.5, 125, 18, fill="hand", footer="— # —"),
            Look(song, song, 20, 12, 130, 22, rule="0.75pt solid #222222"),
            Look(hei, kai, 17, 12, 130, 20, fill="under"),
            Look(serif, serif, 17, 11, 125, 19, rule="0.4pt solid #555555", footer="#"),
        ),
    }


def pick_look(style: str, unit: str, rng: Random) -> Look:
    """The layout of one firm, sometimes with a header."""
    look = rng.choice(looks()[style])
    return replace(look, header=unit) if rng.random() < 0.15 else look


def with_cards(material: str, case: Case) -> Facts:
    """The facts of a drawn paper with the persons whose cards it shows."""
    facts, unit = case.facts, case.unit
    crew = [unit.legal]
    if material == "agent-identity":
        crew = [unit.agent]
    elif "worker_person" in facts:
        crew = [facts["worker_person"]]
    elif material == "identity-card-copy" and case.by_agent:
        crew = [unit.legal, unit.agent]
    return cards_firm.licence_defaults(facts) | {"card_people": crew, "card_numbers": [p.identity for p in crew]}


def make_paper(material: str, case: Case, style: str, rng: Random, overrides: Facts) -> Paper:
    """One paper of the case."""
    facts = with_cards(material, case) | overrides
    paper = Paper(material, material, facts)
    if has_template(material):
        paper.draft = expand(material, style, facts, rng)
        paper.title = paper.draft.title or material
    if material in DRAWN:
        paper.pictures = DRAWN[material](facts, rng, style)
    elif material == "legal-representative-identity":
        paper.pictures = cards_person.identity(facts, rng, "letter")
        if rng.random() < 0.5:
            paper.draft = None
    return paper


def write_paper(paper: Paper, look: Look, folder: Path, stem: str) -> None:
    """Write the paper's text for conversion."""
    if paper.draft:
        paper.file = folder / f"{stem}.fodt"
        paper.file.write_text(flat_document(paper.draft, look), "utf-8")


def find_anchors(page: pypdfium2.PdfPage, words: list[str]) -> dict[str, list[tuple[float, float]]]:
    """Middles in mm, from the top left, of every place where a word stands."""
    text = page.get_textpage()
    height = page.get_height()
    found: dict[str, list[tuple[float, float]]] = {}
    for word in filter(None, words):
        search = text.search(word)
        while hit := search.get_next():
            boxes = [text.get_charbox(hit[0] + k) for k in range(hit[1])]
            left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
            low, high = min(b[1] for b in boxes), max(b[3] for b in boxes)
            spot = ((left + right) / 2 / 72 * 25.4, (height - (low + high) / 2) / 72 * 25.4)
            found.setdefault(word, []).append(spot)
    return found


def text_leaves(paper: Paper, pdf: Path, words: list[str]) -> list[Leaf]:
    """The leaves of a written paper."""
    document = pypdfium2.PdfDocument(pdf)
    leaves = []
    for index in range(len(document)):
        page = document[index]
        leaves.append(
            Leaf(
                paper.material,
                page.get_width() / 72 * 25.4,
                page.get_height() / 72 * 25.4,
                source=(pdf, index),
                anchors=find_anchors(page, words),
            )
        )
    document.close()
    return leaves


def drawn_leaves(paper: Paper) -> list[Leaf]:
    """The leaves of a drawn paper."""
    return [
        Leaf(paper.material, s.image.width / 200 * 25.4, s.image.height / 200 * 25.4, sheet=s.image, spots=spots)
        for s, spots in paper.pictures
    ]


def load_leaves(paper: Paper, folder: Path, words: list[str]) -> None:
    """Fill the paper's leaves once its text is converted."""
    written = text_leaves(paper, folder / f"{paper.file.stem}.pdf", words) if paper.file else []
    paper.leaves = written + drawn_leaves(paper)


def page_image(leaf: Leaf, dpi: int) -> Image.Image:
    """The leaf as printed, without seals."""
    if leaf.source:
        document = pypdfium2.PdfDocument(leaf.source[0])
        image = document[leaf.source[1]].render(scale=dpi / 72).to_pil().convert("RGB")
        document.close()
        return image
    size = round(leaf.width / 25.4 * dpi), round(leaf.height / 25.4 * dpi)
    sheet = leaf.sheet or Image.new("RGB", size, "white")
    return sheet if sheet.size == size else sheet.resize(size, Image.Resampling.LANCZOS)


def blank_leaf(like: Leaf) -> Leaf:
    """The empty back of a page."""
    return Leaf(None, like.width, like.height, blank=True)


def multiply(image: np.ndarray, mark: np.ndarray, x: int, y: int) -> None:
    """Lay ink over a page in place; parts outside are cut."""
    h, w = image.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(w, x + mark.shape[1]), min(h, y + mark.shape[0])
    if right <= left or bottom <= top:
        return
    part = mark[top - y : bottom - y, left - x : right - x].astype(np.float32)
    alpha = part[..., 3:] / 255
    under = image[top:bottom, left:right].astype(np.float32)
    inked = under * part[..., :3] / 255
    image[top:bottom, left:right] = (under * (1 - alpha) + inked * alpha).astype(np.uint8)
