"""Turn papers into PDF files with LibreOffice, many at once, and find where seals belong."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import pikepdf

from .chance import source
from .flat import SEAL_LINK, document
from .ink import signature
from .look import Look, typed_office
from .paper import Case, Paper
from .sheet import fill, parse

TEMPLATES = Path(__file__).parent / "templates"
Rect = tuple[float, float, float, float]
MM = 25.4 / 72


@dataclass
class Leaf:
    """A page of a paper: size in mm, places of seals in mm from the top left corner."""

    pdf: Path
    index: int
    width: float
    height: float
    places: list[tuple[str, Rect]] = field(default_factory=list)


@lru_cache(maxsize=1)
def templates() -> dict[tuple[str, str], str]:
    """Return all templates by code and style."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(TEMPLATES.glob("*.txt")):
        for part in re.split(r"^%% ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, _, body = part.partition("\n")
            code, style = head.split()
            found[code, style] = body
    return found


class Pictures(dict[str, bytes]):
    """Pictures by key; signatures are written when asked for."""

    def __init__(self, base: dict[str, bytes], seed: str) -> None:
        super().__init__(base)
        self.seed = seed

    def __missing__(self, key: str) -> bytes:
        name = key.removeprefix("sign:")
        self[key] = signature(name, source(self.seed, name))
        return self[key]


def paper_look(paper: Paper, look: Look, seed: str) -> Look:
    """Return the look of a paper: the firm's own or that of whoever made it."""
    if paper.own:
        return look
    other = typed_office(source(seed, paper.code), look.tick, "std")
    return replace(other, hand=paper.code == "diagnosis-certificate", pen="#1b2f7a", shade="")


def written(case: Case, paper: Paper, look: Look, seed: str, plain: bool = False) -> bytes:
    """Return the flat document of a paper; plain leaves signatures out."""
    chance = source(seed, paper.code, "write")
    style = paper.style or (look.style if paper.own else chance.pick(["old", "typed"]))
    paper.style = style
    own = paper_look(paper, look, seed)
    text = fill(templates()[paper.code, style], {**case.values, **paper.changes}, own.habit, own.tick)
    if paper.unsigned or plain:
        text = re.sub(r"‹.*?›", "‹›" if plain else "　　　　　", text)
    return document(parse(text), own, Pictures(case.pictures, seed), chance)


def convert(files: list[Path], kind: str, profile: Path) -> None:
    """Convert flat documents in place to another kind (pdf, doc) in one call."""
    if not files:
        return
    by_folder: dict[Path, list[Path]] = {}
    for path in files:
        by_folder.setdefault(path.parent, []).append(path)
    for folder, names in by_folder.items():
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{profile}",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            *map(str, names),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=900)


def leaves(path: Path) -> list[Leaf]:
    """Return the pages of a PDF with the places of seals; removes the marks from the file."""
    found: list[Leaf] = []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for index, page in enumerate(pdf.pages):
            box = [float(v) for v in page.mediabox]
            leaf = Leaf(path, index, (box[2] - box[0]) * MM, (box[3] - box[1]) * MM)
            leaf.places = _places(page, box[3])
            if "/Annots" in page:
                del page["/Annots"]
            found.append(leaf)
        pdf.save(path)
    return found


def _places(page: pikepdf.Page, top: float) -> list[tuple[str, Rect]]:
    out: list[tuple[str, Rect]] = []
    for mark in page.get("/Annots", []):
        target = str(mark.get("/A", {}).get("/URI", ""))
        if not target.startswith(SEAL_LINK):
            continue
        x0, y0, x1, y1 = (float(v) for v in mark["/Rect"])
        key = target.removeprefix(SEAL_LINK)
        rect = (x0 * MM, (top - y1) * MM, x1 * MM, (top - y0) * MM)
        if out and out[-1][0] == key and abs(out[-1][1][1] - rect[1]) < 8:
            last = out.pop()[1]
            rect = (min(last[0], rect[0]), min(last[1], rect[1]), max(last[2], rect[2]), max(last[3], rect[3]))
        out.append((key, rect))
    return out


__all__ = ["Leaf", "convert", "leaves", "written"]
