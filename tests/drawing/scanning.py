"""What a scanner, copier, telephone camera or fax makes of a printed page."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from tests.drawing.fonts import load_font

Matrix = npt.NDArray[np.float64]
"""3×3 homography from drawn pixels to pixels of the result before ``rotation`` is applied."""

FAX_WIDTH = 1728
FAX_ACROSS = 204.0
CALLER = "01065550123"


@dataclass(frozen=True, slots=True)
class Scan:
    """Settings of one device.

    Attributes:
        skew: Largest turn of a page, degrees.
        noise: Standard deviation of the grain, 0–255.
        tint: Colour of the paper as scanned.
        quality: JPEG quality.
        ink_level: Grey of full black, 0 dark to 90 washed out.
        mode: colour, grey or bilevel.
        rotation: Degrees clockwise by which the picture lies wrong.
        crop_mm: What the scanner cuts off at each edge.
        photo: Taken by telephone: perspective, shadow, desk around the paper.
    """

    dots_per_inch: int = 200
    skew: float = 0.5
    noise: float = 4.0
    tint: tuple[int, int, int] = (252, 251, 248)
    quality: int = 82
    ink_level: int = 12
    mode: str = "colour"
    rotation: int = 0
    crop_mm: float = 0.3
    blur: float = 0.4
    photo: bool = False


OFFICE = Scan()
CLEAN = Scan(
    dots_per_inch=300, skew=0.15, noise=1.5, tint=(255, 255, 255), quality=90, ink_level=0, crop_mm=0.0, blur=0.3
)
OLD = Scan(skew=1.2, noise=8, tint=(244, 240, 226), quality=65, ink_level=40, crop_mm=1.5, blur=0.7)
COARSE = Scan(dots_per_inch=150, skew=0.6, noise=5, quality=75, blur=0.4)
GREY = Scan(mode="grey", tint=(246, 246, 246))
COPY = Scan(mode="bilevel", dots_per_inch=300, noise=10, ink_level=20)
PHOTO = Scan(photo=True, noise=6, quality=80, tint=(238, 234, 224), ink_level=28, crop_mm=0.0, blur=0.8)


def draw_scan(random: Random) -> Scan:
    """Return an everyday colour scanner at 200 dpi."""
    tints = ((252, 251, 248), (255, 255, 255), (247, 247, 250), (248, 244, 234))
    return Scan(
        skew=random.choice((0.1, 0.4, 0.8)),
        noise=random.choice((2.0, 4.0, 6.0)),
        tint=random.choice(tints),
        quality=random.choice((72, 80, 88)),
        ink_level=random.choice((0, 12, 30)),
        crop_mm=random.choice((0.0, 0.3, 0.8)),
        blur=random.choice((0.3, 0.5)),
    )


def scan_page(page: Image.Image, scan: Scan, random: Random) -> tuple[Image.Image, Matrix]:
    """Return the page as the device delivers it (RGB, L or 1) and where its pixels went."""
    moved, matrix = _photograph(page, scan, random) if scan.photo else _lay_down(page, scan, random)
    if scan.blur:
        moved = moved.filter(ImageFilter.BoxBlur(scan.blur * scan.dots_per_inch / 200))
    if scan.mode != "colour":
        moved = moved.convert("L")
    picture = _grain(_tone(moved, scan), scan.noise, random)
    if scan.mode == "bilevel":
        picture = (
            picture.convert("L").point(lambda value: 255 if value > 150 else 0).convert("1", dither=Image.Dither.NONE)
        )
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return (picture.transpose(turns[scan.rotation]) if scan.rotation else picture), matrix


def encode(picture: Image.Image, scan: Scan) -> bytes:
    """Return a scanned page as JPEG, a bilevel one as PNG, with its resolution noted."""
    stream = io.BytesIO()
    dots = (scan.dots_per_inch, scan.dots_per_inch)
    if picture.mode == "1":
        picture.save(stream, "PNG", dpi=dots)
    else:
        picture.save(stream, "JPEG", quality=scan.quality, dpi=dots, subsampling="4:2:0")
    return stream.getvalue()


def move_box(matrix: Matrix, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return the upright box around a box moved by a homography."""
    x0, y0, x1, y1 = box
    corners = matrix @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1, 1, 1, 1]], np.float64)
    x, y = corners[0] / corners[2], corners[1] / corners[2]
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _lay_down(page: Image.Image, scan: Scan, random: Random) -> tuple[Image.Image, Matrix]:
    """Turn the page a little on the glass and cut its edges."""
    angle = math.radians(random.uniform(-scan.skew, scan.skew))
    cut = round(scan.crop_mm / 25.4 * scan.dots_per_inch)
    cx, cy, cos, sin = page.width / 2, page.height / 2, math.cos(angle), math.sin(angle)
    matrix = np.array(
        [[cos, -sin, cx - cos * cx + sin * cy - cut], [sin, cos, cy - sin * cx - cos * cy - cut], [0, 0, 1]], np.float64
    )
    back = np.linalg.inv(matrix)
    size = (page.width - 2 * cut, page.height - 2 * cut)
    return page.transform(
        size, Image.Transform.AFFINE, back[:2].ravel().tolist(), Image.Resampling.BILINEAR, fillcolor="white"
    ), matrix


def _photograph(page: Image.Image, scan: Scan, random: Random) -> tuple[Image.Image, Matrix]:
    """Put the page in perspective on a desk under uneven light."""
    width, height = page.size
    margin = 0.035
    corners = [
        (x + random.uniform(-0.018, 0.018), y + random.uniform(-0.018, 0.018))
        for x, y in ((margin, margin), (1 - margin, margin), (1 - margin, 1 - margin), (margin, 1 - margin))
    ]
    target = [(x * width, y * height) for x, y in corners]
    matrix = _homography([(0, 0), (width, 0), (width, height), (0, height)], target)
    back = np.linalg.inv(matrix)
    back /= back[2, 2]
    moved = page.transform(page.size, Image.Transform.PERSPECTIVE, back.ravel()[:8].tolist(), Image.Resampling.BICUBIC)
    inside = Image.new("L", page.size, 0)
    ImageDraw.Draw(inside).polygon(target, fill=255)
    desk = Image.new("RGB", page.size, random.choice(((116, 88, 62), (96, 98, 104), (150, 132, 110))))
    desk.paste(moved, mask=inside)
    light = np.array([[random.randint(190, 255) for _ in range(3)] for _ in range(3)], np.uint8)
    shade = Image.fromarray(light).resize(page.size, Image.Resampling.BICUBIC)
    lit = (np.asarray(desk).astype(np.uint16) * np.asarray(shade)[..., None] // 255).astype(np.uint8)
    return Image.fromarray(lit), matrix


def _homography(source: Sequence[tuple[float, float]], target: Sequence[tuple[float, float]]) -> Matrix:
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.append(np.linalg.solve(np.array(rows, np.float64), np.array(values, np.float64)), 1).reshape(3, 3)


def _tone(page: Image.Image, scan: Scan) -> Image.Image:
    """Map white to the paper's tint and black to the device's black."""
    if page.mode == "L":
        return page.point([scan.ink_level + value * (scan.tint[1] - scan.ink_level) // 255 for value in range(256)])
    return page.point(
        [scan.ink_level + value * (top - scan.ink_level) // 255 for top in scan.tint for value in range(256)]
    )


def _grain(page: Image.Image, noise: float, random: Random) -> Image.Image:
    if noise <= 0:
        return page
    tile = _tile(random.randrange(4))
    across, down = random.randrange(512), random.randrange(512)
    rows, columns = -(-page.height // 1024) + 1, -(-page.width // 1024) + 1
    field = np.tile(tile, (rows, columns))[down : down + page.height, across : across + page.width]
    grain = (field * noise).astype(np.int16)
    values = np.asarray(page).astype(np.int16)
    values += grain if values.ndim == 2 else grain[..., None]
    return Image.fromarray(np.clip(values, 0, 255, out=values).astype(np.uint8))


@lru_cache(maxsize=4)
def _tile(number: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(number).standard_normal((1024, 1024), np.float32)


def fax(
    pages: Sequence[Image.Image],
    dots_per_inch: float,
    fine: bool = True,
    group4: bool = False,
    caller: str = CALLER,
    random: Random | None = None,
) -> tuple[bytes, list[Matrix]]:
    """Return a multi-page fax TIFF, 1728 pixels wide at 204×196 (fine) or 204×98 dpi, with its header lines.

    Returns:
        The file and, per page, the matrix from the pixels given to the fax's pixels.
    """
    random = random or Random(0)
    down = 196.0 if fine else 98.0
    sent, matrices = [], []
    for number, page in enumerate(pages, 1):
        across_scale, down_scale = FAX_ACROSS / dots_per_inch, down / dots_per_inch
        size = (min(FAX_WIDTH, round(page.width * across_scale)), round(page.height * down_scale))
        left = (FAX_WIDTH - size[0]) // 2
        grey = _grain(page.convert("L").resize(size, Image.Resampling.BOX), 14, random)
        line = Image.new("L", (FAX_WIDTH, size[1]), 255)
        line.paste(grey, (left, 0))
        line = line.point(lambda value: 255 if value > 148 else 0)
        _print_header(line, fax_header(number, len(pages), caller), down)
        sent.append(line.convert("1", dither=Image.Dither.NONE))
        matrices.append(np.array([[across_scale, 0, left], [0, down_scale, 0], [0, 0, 1]], np.float64))
    stream = io.BytesIO()
    sent[0].save(
        stream,
        "TIFF",
        save_all=True,
        append_images=sent[1:],
        compression="group4" if group4 else "group3",
        dpi=(FAX_ACROSS, down),
    )
    return stream.getvalue(), matrices


def fax_header(number: int, total: int, caller: str = CALLER) -> str:
    """Return what the sending machine prints above a page."""
    return f"2020-02-05  10:{30 + number:02d}   FROM: {caller}   TO: 01065090452   P.{number:02d}/{total:02d}"


def _print_header(line: Image.Image, text: str, down: float) -> None:
    head = Image.new("L", (FAX_WIDTH, 34), 255)
    ImageDraw.Draw(head).text((40, 4), text, 0, load_font("medium", 24))
    line.paste(
        head.resize((FAX_WIDTH, max(12, round(34 * down / FAX_ACROSS))), Image.Resampling.BOX).point(
            lambda value: 255 if value > 150 else 0
        ),
        (0, 0),
    )
