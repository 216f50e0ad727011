"""Single pages for measuring how well text is read: one class per device, size of print or fault.

Handwriting is left out, since nobody can say what a scribbled name should read; everything else stays as it is in
the papers of a submission.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from PIL import Image

from cases.submission import FileKind
from tests.drawing.dossier import Dossier, draw_dossier
from tests.drawing.forms import Look, draw_look
from tests.drawing.materials import PAPERS, Paper
from tests.drawing.page_truth import reading_order
from tests.drawing.photographs import COPIED, HELD, LAID, Photograph, draw_photograph, photograph
from tests.drawing.scanning import CLEAN, COARSE, COPY, GREY, OLD, Scan, draw_scan, encode, fax, fax_header, scan_page
from tests.drawing.seals import draw_inking, draw_seal, official_seal, stamp
from tests.drawing.sheet import Picture, Sheet, Text, raster

MM_PER_INCH = 25.4
Device = Callable[[Image.Image, Random], tuple[bytes, FileKind]]
FAX_CALL = Path(__file__).parent.parent / "servers" / "faxcall.py"
_DENSE = ("articles-of-association", "dispatch-management-rules", "dispatch-agreement-sample", "work-and-rest-plan")
_TABLES = ("special-hours-form", "special-hours-roster", "layoff-list", "equipment-list", "backpay-form")
_DEBIAN = (("song", "serif-bold"), ("serif", "serif-bold"), ("kai", "serif-bold"), ("zenhei", "zenhei"))


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page as a file.

    Attributes:
        orders: Its lines in each order that a reader may choose: by rows of the page, by cells of its tables.
        covered: The lines that a seal lies over.
    """

    content: bytes
    kind: FileKind
    orders: tuple[tuple[str, ...], ...]
    covered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextClass:
    """A class of pages.

    Attributes:
        device: Turns a drawn page into a file.
        dots_per_inch: At which the page is drawn.
        look: Changes the typography.
        papers: Codes to choose from, empty for all.
        sealed: A seal is pressed over its print.
        above: Lines that the device itself prints at the top.
    """

    device: Device
    dots_per_inch: int = 200
    look: Callable[[Look, Random], Look] = lambda look, random: look
    papers: tuple[str, ...] = ()
    sealed: bool = False
    above: tuple[str, ...] = ()


def draw_text_page(name: str, seed: int) -> TextPage:
    """Draw a page of a class; the same class and seed give the same page.

    Raises:
        KeyError: There is no such class.
        FontMissing, FaxFailed: The class needs a font or library of the machine that is not there.
    """
    kind, random = CLASSES[name], Random(f"text-page-{name}-{seed}")
    dossier, sheet = _draw_sheet(kind, random, seed)
    page = raster(sheet, kind.dots_per_inch)
    covered = _press(page, sheet, dossier, random, kind.dots_per_inch) if kind.sealed else []
    content, file_kind = kind.device(page, random)
    texts = sheet.lines()
    orders = tuple((*kind.above, *(line.text for line in order)) for order in (reading_order(texts), texts))
    return TextPage(content, file_kind, orders, tuple(line.text for line in covered))


def _draw_sheet(kind: TextClass, random: Random, seed: int) -> tuple[Dossier, Sheet]:
    item = random.choice([item for item in PAPERS if not kind.papers or _papers(item, kind)])
    paper = random.choice(_papers(item, kind))
    dossier = draw_dossier(item, seed, agent=True)
    sheets, _ = paper.draw(dossier, kind.look(draw_look(random), random), random)
    sheet = random.choice(sheets)
    if sheet.signatures:
        sheet.items[:] = [each for each in sheet.items if not isinstance(each, Picture)]
    return dossier, sheet


def _papers(item: str, kind: TextClass) -> list[Paper]:
    return [paper for paper in PAPERS[item] if not kind.papers or paper.code in kind.papers]


def _press(page: Image.Image, sheet: Sheet, dossier: Dossier, random: Random, dots_per_inch: int) -> list[Text]:
    """Press a seal over a printed line and return the lines its box meets."""
    target = random.choice(sheet.lines())
    size = random.choice((38.0, 40.0, 42.0))
    design = official_seal(dossier.unit, dossier.seal_code, size, random.choice(("medium", "sans", "bold")))
    scale = dots_per_inch / MM_PER_INCH
    impression = draw_seal(design, draw_inking(random), dots_per_inch)
    across = min(max(target.left + random.uniform(0, 1) * target.width, size / 2 + 3), sheet.width - size / 2 - 3)
    down = min(max(target.top + random.uniform(-12, 12), size / 2 + 3), sheet.height - size / 2 - 3)
    stamp(page, impression, round(across * scale - impression.width / 2), round(down * scale - impression.height / 2))
    reach = size / 2
    box = (across - reach, down - reach, across + reach, down + reach)
    return [line for line in sheet.lines() if _overlap(line.box, box)]


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scanned(choose: Callable[[Random], Scan]) -> Device:
    def deliver(page: Image.Image, random: Random) -> tuple[bytes, FileKind]:
        scan = choose(random)
        return encode(scan_page(page, scan, random)[0], scan), FileKind.IMAGE

    return deliver


def _faxed(fine: bool) -> Device:
    def deliver(page: Image.Image, random: Random) -> tuple[bytes, FileKind]:
        return fax([page], 200, fine, random=random)[0], FileKind.TIFF

    return deliver


class FaxFailed(RuntimeError):
    """The call did not get through, or libspandsp is not installed."""


def _called(page: Image.Image, random: Random) -> tuple[bytes, FileKind]:
    """Send the page through a real T.30 call."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "sent.tif"), Path(folder, "received.tif")
        source.write_bytes(fax([page], 200, random.random() < 0.7, random=random)[0])
        command = [sys.executable, str(FAX_CALL), str(source), str(target), "--seed", str(random.randrange(1000))]
        done = subprocess.run(command, capture_output=True, timeout=300, check=False)
        if done.returncode:
            raise FaxFailed(done.stderr.decode(errors="replace")[-200:])
        return target.read_bytes(), FileKind.TIFF


def _photographed(usual: Photograph) -> Device:
    def deliver(page: Image.Image, random: Random) -> tuple[bytes, FileKind]:
        return photograph(page, draw_photograph(random, usual), random)[0], FileKind.IMAGE

    return deliver


def _sized(*points: float) -> Callable[[Look, Random], Look]:
    return lambda look, random: replace(look, points=random.choice(points), heading_points=16.0)


def _debian(look: Look, random: Random) -> Look:
    body, heading = random.choice(_DEBIAN)
    return replace(look, body=body, heading=heading)


def _faint(random: Random) -> Scan:
    return replace(draw_scan(random), ink_level=random.randint(110, 165), noise=6.0, quality=75)


CLASSES: dict[str, TextClass] = {
    "清晰扫描200": TextClass(_scanned(draw_scan)),
    "清晰扫描300": TextClass(_scanned(lambda random: CLEAN), 300),
    "扫描150": TextClass(_scanned(lambda random: COARSE), 150),
    "密排正文": TextClass(_scanned(draw_scan), papers=_DENSE),
    "表格": TextClass(_scanned(draw_scan), papers=_TABLES),
    "小五六号字": TextClass(_scanned(draw_scan), look=_sized(7.5, 9.0)),
    "宋体楷体": TextClass(_scanned(draw_scan), look=_debian),
    "倾斜": TextClass(_scanned(lambda random: replace(draw_scan(random), skew=2.0))),
    "转向": TextClass(_scanned(lambda random: replace(draw_scan(random), rotation=random.choice((90, 180, 270))))),
    "低质JPEG": TextClass(_scanned(lambda random: replace(draw_scan(random), quality=random.choice((50, 55, 60))))),
    "灰度": TextClass(_scanned(lambda random: GREY)),
    "黑白": TextClass(_scanned(lambda random: COPY), 300),
    "浅淡": TextClass(_scanned(_faint)),
    "旧扫描仪": TextClass(_scanned(lambda random: OLD)),
    "复印件": TextClass(_photographed(COPIED)),
    "盖章": TextClass(_scanned(draw_scan), sealed=True),
    "平放拍照": TextClass(_photographed(LAID), 300),
    "手持拍照": TextClass(_photographed(HELD), 300),
    "精细传真": TextClass(_faxed(True), above=(fax_header(1, 1),)),
    "标准传真": TextClass(_faxed(False), above=(fax_header(1, 1),)),
    "电话传真": TextClass(_called, above=(fax_header(1, 1),)),
}
"""Every class by its name; ``宋体楷体`` needs Debian's fonts, ``电话传真`` libspandsp."""
