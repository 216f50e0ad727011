"""Whole sets of pages with or without a cross-page seal (骑缝章), scanned, with what a reader must say about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from random import Random

import cv2
import numpy as np
from PIL import Image

from ocr.engine import Bitmap
from tests.drawing.edge_marks import MARKS
from tests.drawing.fanning import Fan, Piece, spread
from tests.drawing.scanning import PHOTO, scan_page
from tests.drawing.seals import Inking, SealDesign, draw_inking, draw_seal, official_seal, special_seal, stamp
from tests.drawing.sheet import Sheet, raster

UNITS = (
    "北京华兴劳务派遣有限公司", "北京市朝阳区众诚人力资源服务有限公司", "上海星河科技有限公司",
    "北京中润达物流股份有限公司",
)
A4_MM = (210.0, 297.0)
PAPERS = ((252, 251, 248), (255, 255, 255), (247, 247, 250), (248, 244, 234))


@dataclass(frozen=True, slots=True)
class Recipe:
    """How sets of one class come about.

    Attributes:
        counts: Numbers of pages to choose from.
        edges: Edges to choose from.
        design: round, oval (across the edge or along it, 45×30 or 40×30 mm).
        inks: Keys of ``INKS``.
        strength: Range of the impression's strength.
        group: Pages to an impression in a thick set, 0: one impression.
        duplex: ``both``: fronts at the right edge, backs at the left; ``fronts``: backs carry nothing.
        uneven: How much the fan's distances vary.
        lost_mm: Range of what the scanner loses at the sealed edge.
        shift_mm: Pages lie higher or lower by up to this.
        scale: Pages are larger or smaller by up to this share.
        skew: Greatest turn, degrees.
        gone: Pages without strip, number to choose from.
        exchange: other (another seal), height (same seal, elsewhere), same (same seal and height, another fan).
        stamped: False: no cross-page seal at all.
        last_only: Only the last page was stamped at its edge.
        part: Judged is a material of so many pages out of a package stamped as a whole; 0: all.
        marks: Keys of ``MARKS`` to choose one from per set.
        photo, grey: How the pages were taken.
        states: Right verdicts, by value.
    """

    counts: tuple[int, ...] = (3, 4, 5, 6, 8)
    edges: tuple[str, ...] = ("right",)
    design: str = "round"
    inks: tuple[str, ...] = ("red", "red", "dark-red", "vermilion", "pink")
    strength: tuple[float, float] = (0.72, 1.0)
    group: int = 0
    duplex: str = ""
    uneven: float = 0.22
    reverse: bool = False
    lost_mm: tuple[float, float] = (0.0, 0.4)
    shift_mm: float = 0.6
    scale: float = 0.003
    skew: float = 0.4
    gone: tuple[int, ...] = (0,)
    exchange: str = ""
    stamped: bool = True
    last_only: bool = False
    part: int = 0
    marks: tuple[str, ...] = ()
    photo: bool = False
    grey: bool = False
    states: tuple[str, ...] = ("complete",)


ALL_MARKS = tuple(MARKS)
RECIPES: dict[str, Recipe] = {
    "两页": Recipe((2,)),
    "三至八页": Recipe(),
    "十二页": Recipe((12,)),
    "二十页": Recipe((20,)),
    "四十页一枚": Recipe((40,), states=("complete", "uncertain")),
    "左边": Recipe(edges=("left",), counts=(2, 3, 5, 8)),
    "上边或下边": Recipe(edges=("top", "bottom"), counts=(2, 3, 5, 8)),
    "反向展开": Recipe(reverse=True, edges=("right", "left")),
    "程序均分": Recipe((2, 3, 5, 10), uneven=0.0, lost_mm=(0.0, 0.0), shift_mm=0.0, scale=0.0, skew=0.0),
    "厚册分组": Recipe((20, 24, 30), group=10),
    "整份加盖": Recipe((8, 12), part=3),
    "双面都盖": Recipe((6, 8), duplex="both"),
    "双面只盖正面": Recipe((6, 8), duplex="fronts", states=("uncertain",)),
    "扫描裁边": Recipe((3, 4, 5), lost_mm=(1.0, 5.0), states=("complete", "uncertain")),
    "淡印": Recipe(strength=(0.35, 0.5), inks=("red", "pink")),
    "歪斜错位": Recipe(shift_mm=3.0, scale=0.01, skew=1.2),
    "椭圆": Recipe(design="oval", counts=(2, 3, 4, 6)),
    "蓝印": Recipe(inks=("blue",), states=("complete", "uncertain")),
    "灰度": Recipe(grey=True, states=("uncertain",)),
    "拍照": Recipe(photo=True, counts=(2, 4), states=("uncertain",)),
    "杂物与骑缝章": Recipe(marks=ALL_MARKS),
    "缺一页": Recipe((2, 3, 5, 8), gone=(1,), states=("partial",)),
    "缺多页": Recipe((5, 6, 8), gone=(2, 3), states=("partial",)),
    "厚册缺一页": Recipe((12, 20), gone=(1,), states=("partial", "uncertain")),
    "淡印缺一页": Recipe((3, 5), gone=(1,), strength=(0.35, 0.5), inks=("red", "pink"), states=("partial",)),
    "杂物与缺页": Recipe((3, 5), gone=(1,), marks=ALL_MARKS, states=("partial", "uncertain")),
    "换页（他章）": Recipe((4, 5, 6), exchange="other", states=("partial",)),
    "换页（异高）": Recipe((4, 5, 6), exchange="height", states=("partial",)),
    "换页（同高）": Recipe((4, 5, 6), exchange="same", states=("partial", "uncertain")),
    "只盖末页": Recipe((3, 5), last_only=True, states=("partial", "uncertain")),
    "未盖": Recipe(stamped=False, counts=(2, 3, 5, 8), states=("absent",)),
    "未盖而有杂物": Recipe(stamped=False, counts=(2, 3, 5), marks=ALL_MARKS, states=("absent",)),
}
"""The classes of the benchmark."""


@dataclass
class DrawnSet:
    """One drawn set.

    Attributes:
        judged: Indexes of the pages of the material.
        missing: Pages (from 1) that must be named when the verdict is partial.
        foreign: Pages that hold another impression's strip.
        mark: Key of ``MARKS``, empty for none.
        paper: Colour of white as scanned.
        scans: Of each page mm lost at its edge and moved along it, growth, turn in degrees.
    """

    recipe: Recipe
    seed: int
    count: int
    dots_per_inch: int
    judged: range
    missing: tuple[int, ...]
    foreign: tuple[int, ...]
    pieces: list[Piece]
    mark: str
    paper: tuple[int, int, int]
    scans: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def states(self) -> tuple[str, ...]:
        """Right verdicts."""
        return self.recipe.states

    def page(self, place: int) -> Bitmap:
        """Return one page as scanned, H×W×3."""
        packed = np.frombuffer(self.scan(place), np.uint8)
        return np.asarray(cv2.cvtColor(cv2.imdecode(packed, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB))

    def scan(self, place: int) -> bytes:
        """Return one page as scanned, a JPEG file."""
        random = Random(f"{self.seed}-{place}")
        scale = self.dots_per_inch / 25.4
        sheet = _background(self.seed % 4 + place % 3, self.dots_per_inch).copy()
        if self.mark and (self.mark in ("rules", "frame", "letterhead") or random.random() < 0.7):
            MARKS[self.mark](sheet, scale, random)
        if random.random() < 0.3:
            _seal_page(sheet, self.seed, scale, random)
        for piece in self.pieces:
            if piece.page == place:
                piece.press(sheet, self.dots_per_inch)
        return _taken(sheet, self, place, random)


def draw_set(recipe: Recipe, seed: int) -> DrawnSet:
    """Draw one set of a class; the same seed gives the same pages."""
    random = Random(f"cross-page-{seed}")
    count, dots = random.choice(recipe.counts), random.choice((150, 200, 200))
    edge = random.choice(recipe.edges)
    design, inking = _design(recipe, random), _inking(recipe, random)
    pieces = _stamped(recipe, count, edge, design, inking, random, dots) if recipe.stamped else []
    missing: tuple[int, ...] = ()
    foreign: tuple[int, ...] = ()
    if recipe.last_only:
        pieces = [piece for piece in pieces if piece.page == count - 1]
        missing = tuple(range(1, count))
    elif any(recipe.gone):
        gone = sorted(random.sample(range(count), min(random.choice(recipe.gone), count - 1)))
        pieces = [piece for piece in pieces if piece.page not in gone]
        missing = tuple(place + 1 for place in gone)
    if recipe.exchange:
        place = random.randrange(1, count - 1)
        pieces = _exchanged(pieces, place, recipe, design, inking, random, dots)
        foreign = missing = (place + 1,)
    first = random.randrange(0, count - recipe.part + 1) if recipe.part else 0
    judged = range(first, first + (recipe.part or count))
    drawn = DrawnSet(
        recipe, seed, count, dots, judged, missing, foreign, pieces,
        random.choice(recipe.marks) if recipe.marks else "", random.choice(PAPERS),
    )
    lost = random.uniform(*recipe.lost_mm)
    for _ in range(count):
        drawn.scans.append((
            lost + random.uniform(0, 0.3), random.uniform(-1, 1) * recipe.shift_mm,
            random.uniform(-1, 1) * recipe.scale, random.uniform(-1, 1) * recipe.skew,
        ))
    return drawn


def _design(recipe: Recipe, random: Random) -> SealDesign:
    unit = random.choice(UNITS)
    if recipe.design == "round":
        return official_seal(unit, diameter_mm=random.choice((38.0, 40.0, 42.0, 42.0, 45.0)))
    width, height = random.choice(((45.0, 30.0), (40.0, 30.0)))
    return replace(special_seal("invoice", unit), width_mm=width, height_mm=height)


def _inking(recipe: Recipe, random: Random) -> Inking:
    usual = draw_inking(random, random.choice(recipe.inks))
    return replace(usual, strength=random.uniform(*recipe.strength))


def _stamped(
    recipe: Recipe, count: int, edge: str, design: SealDesign, inking: Inking, random: Random, dots: int
) -> list[Piece]:
    """Stamp fronts and backs, groups, or all pages at once."""
    blank = random.choice((0.0, 0.0, random.uniform(0.5, 4.0))) if recipe.uneven else 0.0
    fan = Fan(edge, recipe.uneven, recipe.reverse, blank)
    middle = random.uniform(60, 230) if edge in ("right", "left") else random.uniform(50, 160)
    if recipe.duplex:
        sides = [(range(0, count, 2), "right"), (range(1, count, 2), "left")][: 2 if recipe.duplex == "both" else 1]
        sets = [(list(places), replace(fan, edge=side), middle) for places, side in sides]
    elif recipe.group:
        starts = range(0, count - 1, recipe.group - 1)
        sets = [
            ([*range(start, min(start + recipe.group, count))], fan, random.uniform(*((60, 120), (180, 230))[at % 2]))
            for at, start in enumerate(starts)
        ]
    else:
        sets = [(list(range(count)), fan, middle)]
    return [
        piece
        for group, (places, each, height) in enumerate(sets) if len(places) > 1
        for piece in spread(places, design, inking, each, height, random, dots, group)
    ]


def _exchanged(
    pieces: list[Piece], place: int, recipe: Recipe, design: SealDesign, inking: Inking, random: Random, dots: int
) -> list[Piece]:
    """Give one page the strip of another fan."""
    old = next(piece for piece in pieces if piece.page == place)
    turned = replace(inking, turn=inking.turn + random.choice((-1, 1)) * random.uniform(20, 90), seed=inking.seed + 1)
    if recipe.exchange == "other":
        design = official_seal("天津恒通商贸有限公司", diameter_mm=38.0 if design.width_mm > 40 else 45.0)
    # A page of another set stood at another place of its fan.
    count = len(pieces) if recipe.exchange == "same" else random.choice((3, 4, 8))
    at = place if recipe.exchange == "same" else random.randrange(count)
    other = spread(list(range(count)), design, turned, Fan(old.edge), old.centre_mm, random, dots)[at]
    move = 0.0 if recipe.exchange == "same" else random.choice((-1, 1)) * random.uniform(12, 60)
    height = old.centre_mm + move
    if not 30 < height < 265:
        height = old.centre_mm - move
    return [replace(other, page=place, centre_mm=height) if piece is old else piece for piece in pieces]


@lru_cache(maxsize=16)
def _background(number: int, dots_per_inch: int) -> Image.Image:
    """Return a page of print: paragraphs, or a table."""
    random = Random(f"paper-{number}")
    sheet = Sheet()
    sheet.centred(24, random.choice(("劳务派遣协议", "公司章程", "规章制度", "申请材料")), 18, "bold")
    words = "本公司应当按照劳动合同法规定订立协议并依法支付劳动报酬缴纳社会保险费用工单位不得再派遣到其他单位"
    for row in range(20 if number % 2 else 30):
        start = random.randrange(len(words) - 4)
        sheet.text(26, 40 + row * 7.4, (words[start:] + words)[: random.randint(18, 38)], 12, "medium")
    if number % 2:
        for row in range(8):
            sheet.rule(26, 195 + row * 9, 184, 195 + row * 9)
    return raster(sheet, dots_per_inch)


def _seal_page(sheet: Image.Image, seed: int, scale: float, random: Random) -> None:
    """Stamp the whole official seal of every page, clear of the edges."""
    picture = draw_seal(official_seal(UNITS[seed % len(UNITS)]), draw_inking(random), scale * 25.4)
    left, top = round(random.uniform(70, 130) * scale), round(random.uniform(190, 235) * scale)
    stamp(sheet, picture, left, top)


def _taken(sheet: Image.Image, drawn: DrawnSet, place: int, random: Random) -> bytes:
    """Scan or photograph a sheet and pack it as JPEG."""
    if drawn.recipe.photo:
        taken = scan_page(sheet, replace(PHOTO, dots_per_inch=drawn.dots_per_inch), random)[0].convert("RGB")
        return _packed(np.asarray(taken), 80)
    moved = _laid_down(np.asarray(sheet), drawn, place)
    generator = np.random.default_rng(drawn.seed * 100 + place)
    # Each colour has noise of its own, as from a colour scanner's three lines of sensors.
    tile = generator.normal(0, 3, (256, 256, 3)).astype(np.int16)
    height, width = moved.shape[:2]
    noise = np.tile(tile, (height // 256 + 1, width // 256 + 1, 1))[:height, :width]
    noisy = np.clip(moved + noise, 0, 255).astype(np.uint8)
    if drawn.recipe.grey:
        noisy = np.repeat(cv2.cvtColor(noisy, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    return _packed(noisy, random.choice((72, 80, 88)))


def _laid_down(sheet: Bitmap, drawn: DrawnSet, place: int) -> Bitmap:
    """Return the page turned, moved and grown a little about the middle of its sealed edge, on tinted paper."""
    lost, shift, larger, skew = drawn.scans[place]
    edge = min((piece.edge for piece in drawn.pieces if piece.page == place), default="right")
    height, width = sheet.shape[:2]
    middle = (width / 2, height / 2)
    pivot = {"right": (width, middle[1]), "left": (0, middle[1]), "top": (middle[0], 0), "bottom": (middle[0], height)}
    matrix = cv2.getRotationMatrix2D(pivot[edge], skew, 1.0 + larger)
    away = {"right": (lost, shift), "left": (-lost, shift), "top": (shift, -lost), "bottom": (shift, lost)}[edge]
    matrix = matrix + np.array([[0, 0, distance * drawn.dots_per_inch / 25.4] for distance in away])
    tinted = (sheet.astype(np.uint16) * np.array(drawn.paper, np.uint16) // 255).astype(np.uint8)
    return np.asarray(cv2.warpAffine(tinted, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=drawn.paper))


def _packed(pixels: Bitmap, quality: int) -> bytes:
    return bytes(cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])[1])
