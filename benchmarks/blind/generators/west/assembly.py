"""Stamp, scan and pack the papers of a submission."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from . import files, letters
from .chance import Chance
from .growing import Submission
from .mime import Attachment
from .paper import Case, Paper
from .picture import REDS, Scan, blank_back, encoded, scan_seed, scanned, stamped
from .planting import FILES, SEALING, plant_seals
from .seals import Seal
from .stamping import Page, official, stamp_page, strips
from .typeset import Leaf, leaves

PRODUCERS = ("MFP scan 2.3", "Scan2PDF 1.7", "Network Scanner", "ScanToMail 2.1", "Image to PDF")


@dataclass
class Bundle:
    """Pages of a submission in the order of the attachments, and the files."""

    pages: list[Page] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    fax: bytes = b""
    way: str = ""


def document_path(folder: Path, sub: Submission, number: int, paper: Paper) -> Path:
    """Return where the flat document of a paper lies."""
    return folder / f"{sub.name}_{number}_{paper.code}.fodt"


def scan_choice(sub: Submission, chance: Chance) -> Scan:
    """Choose how the office scans."""
    strict = sub.cases[0].strict
    ways = (
        {"flatbed": 0.5, "feeder": 0.42, "digital": 0.08}
        if strict
        else {"flatbed": 0.42, "feeder": 0.33, "phone": 0.17, "digital": 0.08}
    )
    if sub.spec.fax or sub.spec.kind == "machine":
        ways = {"feeder": 1.0}
    way = chance.weighted(ways)
    grey = not strict and way in ("flatbed", "feeder") and not sub.spec.defects and chance.yes(0.2)
    dpi = chance.weighted({150: 0.3, 200: 0.62, 300: 0.08 if not strict else 0.02})
    return Scan(
        way,
        150 if way == "phone" else dpi,
        grey,
        chance.randint(66, 86),
        chance.pick(REDS),
        chance.uniform(0.78, 0.98),
        way == "feeder" and chance.yes(0.2),
    )


def collect(sub: Submission, folder: Path) -> list[Page]:
    """Return all pages with their seals in the order of the papers."""
    pages: list[Page] = []
    for number, case in enumerate(sub.cases):
        found = {p.code: leaves(document_path(folder, sub, number, p).with_suffix(".pdf")) for p in case.papers}
        for kind in sub.spec.defects:
            if number == 0 and kind in SEALING:
                counts = {code: len(some) for code, some in found.items() if code != "cover"}
                plant_seals(case, kind, counts, sub.chance(kind))
        pages += _case_pages(sub, number, case, found)
    return pages


def _case_pages(sub: Submission, number: int, case: Case, found: dict[str, list[Leaf]]) -> list[Page]:
    chance = sub.chance(f"seals{number}")
    numbered = sum(map(ord, case.firm.name)) % 2 == 0
    seal = official(case.firm.name, case.firm, numbered)
    pages: list[Page] = []
    for paper in case.papers:
        group = [
            Page(
                leaf,
                None if paper.code in ("cover", "notice") else paper.code,
                number,
                stamp_page(case, paper, leaf, n, chance, numbered),
                paper.photocopy,
            )
            for n, leaf in enumerate(found[paper.code])
        ]
        pages += group
    _split_seals(sub, case, pages, seal, chance)
    return pages


def _split_seals(sub: Submission, case: Case, pages: list[Page], seal: Seal, chance: Chance) -> None:
    """Put the seals over the edges: over the whole package or material by material."""
    if not case.strict and not chance.yes(0.3):
        return
    upright = all(p.leaf and p.leaf.height > p.leaf.width for p in pages)
    if upright and 2 <= len(pages) <= 9 and not sub.spec.defects and chance.yes(0.4):
        strips(pages, seal, chance)
        return
    for paper in case.papers:
        group = [p for p in pages if p.material == paper.code]
        if len(group) > 1 and paper.strip:
            strips(group, seal, chance, paper.strip_gap)


def _blanks(sub: Submission, pages: list[Page], chance: Chance) -> list[Page]:
    """Slip in empty backs as a duplex scan does."""
    if sub.spec.defects or not chance.yes(0.06):
        return pages
    at = chance.randint(1, len(pages))
    return [*pages[:at], Page(None, None, pages[at - 1].case, blank=True), *pages[at:]]


def shots(sub: Submission, pages: list[Page], scan: Scan) -> list[np.ndarray]:
    """Return the scanned pictures of pages."""
    out: list[np.ndarray] = []
    chance = sub.chance("scan")
    front: np.ndarray | None = None
    for n, page in enumerate(pages):
        if page.blank and front is not None:
            out.append(scanned(blank_back(front, chance), scan, chance))
            continue
        front = stamped(page, scan, scan_seed(sub.name, n))
        out.append(scanned(front, scan, chance))
    return out


def bundle(sub: Submission, folder: Path) -> Bundle:
    """Return pages and files of a submission."""
    chance = sub.chance("pack")
    pages = collect(sub, folder)
    scan = scan_choice(sub, chance)
    mode = _mode(sub, scan, chance)
    if mode == "single":
        pages = _blanks(sub, pages, chance) if scan.way in ("flatbed", "feeder") else pages
    made = Bundle(pages, way=f"{scan.way}-{scan.dpi}{'-grey' if scan.grey else ''}/{mode}")
    if sub.spec.fax:
        fine = chance.yes(0.7)
        number = sub.cases[0].firm.phone.replace("-", "")
        made.fax = files.fax(shots(sub, pages, scan), fine, number, sub.spec.received)
        made.way = f"fax-{'fine' if fine else 'standard'}"
        return made
    made.attachments = _files(sub, pages, scan, mode, chance)
    _spoil(sub, made)
    return made


def _mode(sub: Submission, scan: Scan, chance: Chance) -> str:
    if sub.spec.kind in ("machine", "question") or any(d in FILES for d in sub.spec.defects):
        return "single"
    if len(sub.cases) > 1:
        return "cases"
    if sub.cases[0].strict:
        return chance.weighted({"single": 0.62, "materials": 0.33, "zip": 0.05})
    if scan.way == "phone":
        return chance.weighted({"jpg": 0.8, "zip-jpg": 0.1, "single": 0.1})
    if scan.way == "digital":
        return "single"
    return chance.weighted({"single": 0.55, "materials": 0.25, "jpg": 0.14, "zip": 0.06})


def _groups(pages: list[Page], mode: str) -> list[list[Page]]:
    """Return pages by file."""
    if mode == "single":
        return [pages]
    out: list[list[Page]] = []
    for page in pages:
        same = out and out[-1][0].case == page.case and (mode == "cases" or out[-1][0].material == page.material)
        if same:
            out[-1].append(page)
        else:
            out.append([page])
    return out


def _files(sub: Submission, pages: list[Page], scan: Scan, mode: str, chance: Chance) -> list[Attachment]:
    if scan.way == "digital":
        made = [
            (group, files.digital_pdf(group, scan, scan_seed(sub.name, i)))
            for i, group in enumerate(_groups(pages, mode.replace("zip", "materials")))
        ]
    else:
        pictures = [encoded(image, scan) for image in shots(sub, pages, scan)]
        if mode in ("jpg", "zip-jpg"):
            return _pictures(sub, pages, pictures, mode, chance)
        made, at, producer = [], 0, chance.pick(PRODUCERS)
        for group in _groups(pages, mode.replace("zip", "materials")):
            made.append((group, files.picture_pdf(pictures[at : at + len(group)], scan.dpi, producer)))
            at += len(group)
    named = _named(sub, made, mode, chance)
    if mode == "zip":
        pack = files.zipped(named, sub.spec.received, chance.yes(0.5))
        return [Attachment(f"{_title(sub, chance)}.zip", pack)]
    return [Attachment(name, data) for name, data in named]


def _title(sub: Submission, chance: Chance, number: int = 0) -> str:
    case = sub.cases[number]
    if sub.spec.kind == "question":
        return "停工通知"
    if sub.spec.kind == "machine":
        return f"SKM_C258{sub.spec.received:%y%m%d%H%M%S}"
    if sub.spec.daily and not case.stated_item:
        return letters.loose_name(case, sub.spec.received, chance)
    return letters.proper_name(case, chance)


def _named(sub: Submission, made: list[tuple[list[Page], bytes]], mode: str, chance: Chance) -> list[tuple[str, bytes]]:
    if mode == "single":
        return [(f"{_title(sub, chance)}.pdf", made[0][1])]
    if mode == "cases":
        return _unique([(f"{_title(sub, chance, group[0].case)}.pdf", data) for group, data in made])
    out = []
    for number, (group, data) in enumerate(made, 1):
        case = sub.cases[group[0].case]
        out.append((letters.material_name(group[0].material or "cover", number, case, chance) + ".pdf", data))
    return _unique(out)


def _unique(named: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Number names that come twice."""
    seen: dict[str, int] = {}
    out = []
    for name, data in named:
        seen[name] = seen.get(name, 0) + 1
        stem, _, ending = name.rpartition(".")
        out.append((name if seen[name] == 1 else f"{stem}({seen[name]}).{ending}", data))
    return out


def _pictures(sub: Submission, pages: list[Page], jpegs: list[bytes], mode: str, chance: Chance) -> list[Attachment]:
    """Return one JPEG a page, named as phones, chats or offices do."""
    when, case = sub.spec.received, sub.cases[0]
    way = chance.pick(["phone", "chat", "material"])
    named = []
    for n, (page, data) in enumerate(zip(pages, jpegs, strict=True), 1):
        stamp = f"{when:%Y%m%d}{'_' if way == 'phone' else ''}{int(f'{when:%H%M%S}') + n:06d}"
        base = letters.material_name(page.material or "cover", n, case, chance)
        named.append(({"phone": f"IMG_{stamp}", "chat": f"微信图片_{stamp}", "material": base}[way] + ".jpg", data))
    named = _unique(named)
    if mode == "zip-jpg":
        return [Attachment(f"{_title(sub, chance)}.zip", files.zipped(named, when, chance.yes(0.5)))]
    return [Attachment(name, data) for name, data in named]


def _spoil(sub: Submission, made: Bundle) -> None:
    """Encrypt or damage the file where that is the defect."""
    for kind in sub.spec.defects:
        if kind in FILES:
            first = made.attachments[0]
            first.data = files.encrypted(first.data, "8" * 6) if kind == "file-encrypted" else files.damaged(first.data)
