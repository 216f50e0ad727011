"""Seal impressions: official, contract, finance, invoice, personnel, union, government, name seal.

Sizes and parts follow 国发〔1999〕25号 (at most 45 mm, star, name in an arc), 税务总局公告2011年第7号
(invoice seal: oval 40×30 mm, tax number in the middle) and GA 241 (13-digit code below).
A design is cut once as a sharp mask; each impression of it gets its own ink, pressure and turn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageFilter

from tests.drawing.seal_cutting import SCALE, cut

INKS: dict[str, tuple[int, int, int]] = {
    "red": (214, 32, 44),
    "dark-red": (158, 22, 34),
    "pink": (232, 92, 112),
    "vermilion": (222, 62, 30),
    "orange": (228, 88, 34),
    "crimson": (176, 10, 52),
    "brown": (138, 64, 50),
    "blue": (38, 62, 168),
    "grey": (96, 96, 98),
    "black": (38, 36, 40),
}
"""Ink colours as they look on white paper."""


@dataclass(frozen=True, slots=True)
class SealDesign:
    """A cut seal.

    Attributes:
        kind: Seal kind of the contract: official, contract, finance, invoice, personnel, union, government, name.
        text: Ring text, or the characters of a name seal.
        inner_text: Line below the centre (合同专用章), empty for none.
        code: Digits at the bottom (13), or the tax number in the middle of an invoice seal.
        width_mm, height_mm: Outline.
        ring_mm: Width of the outer ring; 0 for the usual one of its kind.
        inner_ring_mm: Distance of a second, thin ring from the edge; 0 for none.
        star_mm: Radius of the star; 0 for the usual one.
        narrow: Width of the name's characters as a share of the usual one: tall narrow type.
    """

    kind: str
    text: str
    inner_text: str = ""
    code: str = ""
    width_mm: float = 42.0
    height_mm: float = 42.0
    face: str = "medium"
    star: bool = True
    ring_mm: float = 0.0
    inner_ring_mm: float = 0.0
    star_mm: float = 0.0
    narrow: float = 1.0

    @property
    def shape(self) -> str:
        """Outline: round, oval or square."""
        if self.kind == "name":
            return "square"
        return "round" if abs(self.width_mm - self.height_mm) < 1 else "oval"


@dataclass(frozen=True, slots=True)
class Inking:
    """How one impression came out.

    Attributes:
        ink: Key of ``INKS``.
        turn: Degrees, counter-clockwise.
        strength: 1.0 a full impression, 0.4 a pale one.
        unevenness: 0.0–1.0, how much the pressure varies over the seal.
        speckle: Share of the inked area that stayed white.
        bare: Share of the impression, from a straight border on, where the seal hardly touched the paper.
        smear_mm: How far the wet ink was dragged.
        clogged: 0.0–1.0, how much ink ran into the gaps between ring, characters and star.
        fading: 0.0–1.0, share of the pressure lost from one edge of the seal to the opposite one.
        dry: 0.0–1.0, how much of the ink stayed away in grains and patches, as from a dry pad on rough paper.
    """

    ink: str = "red"
    turn: float = 0.0
    strength: float = 0.9
    unevenness: float = 0.3
    speckle: float = 0.03
    seed: int = 0
    bare: float = 0.0
    smear_mm: float = 0.0
    clogged: float = 0.0
    fading: float = 0.0
    dry: float = 0.0


def official_seal(unit: str, code: str = "", diameter_mm: float = 42.0, face: str = "medium") -> SealDesign:
    """Return a 公章: ring, star, name in an arc, 13-digit code when given."""
    return SealDesign("official", unit, code=code, width_mm=diameter_mm, height_mm=diameter_mm, face=face)


def special_seal(kind: str, unit: str, code: str = "", face: str = "medium") -> SealDesign:
    """Return a seal of another kind: contract, finance, invoice, personnel, union, government or name."""
    base = SealDesign(kind, unit, code=code, face=face)
    if kind == "invoice":
        return replace(base, inner_text="发票专用章", width_mm=40.0, height_mm=30.0, star=False)
    if kind == "name":
        return replace(base, text=unit + ("印" if len(unit) == 3 else "之印"), code="", width_mm=20.0, height_mm=20.0)
    if kind == "union":
        return replace(base, text=unit + "工会委员会", code="")
    if kind == "government":
        return replace(base, code="", star=False)
    words = {"contract": "合同专用章", "finance": "财务专用章", "personnel": "人力资源部"}
    size = 38.0 if kind == "finance" else 42.0
    return replace(base, inner_text=words[kind], width_mm=size, height_mm=size, star=kind != "contract")


def draw_inking(random: Random, ink: str | None = None) -> Inking:
    """Return a usual impression: red of some shade, a little turned, a little uneven."""
    return Inking(
        ink or random.choice(("red", "red", "red", "dark-red", "vermilion", "pink")),
        random.gauss(0, 7),
        random.uniform(0.72, 1.0),
        random.uniform(0.1, 0.45),
        random.uniform(0.01, 0.06),
        random.randrange(1 << 30),
    )


def draw_seal(design: SealDesign, inking: Inking | None = None, dots_per_inch: float = 200) -> Image.Image:
    """Return one impression as an RGBA picture at a resolution; see :func:`stamp` to put it on a page."""
    inking = inking or Inking()
    mask = Image.frombytes("L", *cut(design))
    turned = mask.rotate(inking.turn, Image.Resampling.BICUBIC, expand=True)
    scale = dots_per_inch / 25.4 / SCALE
    size = (max(1, round(turned.width * scale)), max(1, round(turned.height * scale)))
    inked = _damaged(turned.resize(size, Image.Resampling.LANCZOS), inking, dots_per_inch / 25.4)
    alpha = np.asarray(inked, np.float32) / 255 * _pressure(size, inking)
    if inking.dry or inking.fading:
        alpha *= _touch(size, inking, dots_per_inch / 25.4)
    picture = np.empty((size[1], size[0], 4), np.uint8)
    picture[..., :3] = INKS[inking.ink]
    picture[..., 3] = np.clip(alpha * 255, 0, 255)
    return Image.fromarray(picture, "RGBA")


def stamp(page: Image.Image, impression: Image.Image, left: int, top: int) -> None:
    """Press an impression on an RGB page in place: ink multiplies with what is printed below."""
    box = (
        max(0, left),
        max(0, top),
        min(page.width, left + impression.width),
        min(page.height, top + impression.height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    part = np.asarray(impression.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top)), np.float32) / 255
    below = np.asarray(page.crop(box), np.float32)
    alpha = part[..., 3:]
    page.paste(Image.fromarray((below * (1 - alpha * (1 - part[..., :3]))).astype(np.uint8)), box[:2])


def _damaged(mask: Image.Image, inking: Inking, pixels_per_mm: float) -> Image.Image:
    """Return a mask clogged, smeared and partly untouched, as the inking says."""
    if inking.clogged:
        spread = mask.filter(ImageFilter.MaxFilter(2 * round(0.3 * pixels_per_mm) + 1))
        spread = spread.filter(ImageFilter.BoxBlur(1.2 * inking.clogged * pixels_per_mm))
        mask = ImageChops.lighter(mask, spread)
    if inking.smear_mm:
        reach = max(2, round(inking.smear_mm * pixels_per_mm))
        for step in range(1, reach):
            mask = ImageChops.lighter(mask, ImageChops.offset(mask, step, step // 3).point(
                [round(value * 0.55 * (1 - step / reach)) for value in range(256)]))
    if inking.bare:
        turn = Random(inking.seed).uniform(0, 2 * math.pi)
        rows, columns = np.indices((mask.height, mask.width), np.float32)
        along = ((columns / mask.width - 0.5) * math.cos(turn) + (rows / mask.height - 0.5) * math.sin(turn)) + 0.5
        touched = np.clip((1 - inking.bare - along) / 0.08 + 0.5, 0.06, 1.0)
        mask = Image.fromarray((np.asarray(mask, np.float32) * touched).astype(np.uint8))
    return mask


def _pressure(size: tuple[int, int], inking: Inking) -> npt.NDArray[np.float32]:
    """Return the share of ink that reached the paper: slow waves, grain and bare specks."""
    generator = np.random.default_rng(inking.seed)
    slow = Image.fromarray(generator.integers(0, 256, (4, 4), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)
    waves = 1 - inking.unevenness * np.asarray(slow, np.float32) / 255
    grain = generator.random((size[1], size[0]), np.float32)
    blots = (
        np.asarray(
            Image.fromarray(generator.integers(0, 256, (size[1] // 4 + 1, size[0] // 4 + 1), dtype=np.uint8)).resize(
                size, Image.Resampling.BILINEAR
            ),
            np.float32,
        )
        / 255
    )
    bare = np.where(grain * 0.6 + blots * 0.4 < inking.speckle * 2.6, 0.45, 1.0)
    return np.asarray(inking.strength * waves * bare * (0.86 + 0.14 * grain), np.float32)


def _touch(size: tuple[int, int], inking: Inking, pixels_per_mm: float) -> npt.NDArray[np.float32]:
    """Return the share of ink that a dry pad or a tilted hand left: grains, patches, and a slope over the seal."""
    generator = np.random.default_rng(inking.seed + 1)
    rough = sum(
        share * _clouds(size, grain_mm * pixels_per_mm, generator)
        for share, grain_mm in ((0.5, 0.3), (0.7, 2.3), (0.5, 15.0))
    )
    kept = 1 / (1 + np.exp(-4 * (rough + 2.2 - 1.6 * inking.dry))) if inking.dry else 1.0
    turn = Random(inking.seed).uniform(0, 2 * math.pi)
    rows, columns = np.indices((size[1], size[0]), np.float32)
    along = (columns / size[0] - 0.5) * math.cos(turn) + (rows / size[1] - 0.5) * math.sin(turn) + 0.5
    return np.asarray(kept * (1 - inking.fading * np.clip(along, 0, 1)), np.float32)


def _clouds(size: tuple[int, int], grain: float, generator: np.random.Generator) -> npt.NDArray[np.float32]:
    """Return smooth noise of a grain in pixels, of unit variance before smoothing."""
    coarse = (max(2, round(size[1] / grain)), max(2, round(size[0] / grain)))
    noise = Image.fromarray(generator.standard_normal(coarse, np.float32))
    return np.asarray(noise.resize(size, Image.Resampling.BICUBIC), np.float32)
