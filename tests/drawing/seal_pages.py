"""Pages of known seals, class by class: how they look in life, and pages without any that resemble them."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image

from tests.drawing.dossier import draw_dossier
from tests.drawing.dry_ink import dried
from tests.drawing.red_marks import MARKS
from tests.drawing.scanning import GREY, PHOTO, Scan, draw_scan, encode, move_box, scan_page
from tests.drawing.seal_sheets import draw_photo, draw_table, page_sheet
from tests.drawing.seals import Inking, SealDesign, draw_inking, draw_seal, official_seal, special_seal, stamp

REDS = ("red", "dark-red", "vermilion", "pink", "orange", "crimson", "brown")


@dataclass(frozen=True, slots=True)
class PlacedSeal:
    """One impression as it lies on the delivered page: box in PDF points, size in mm."""

    design: SealDesign
    ink: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SealPage:
    """A delivered page: H×W×3 picture, its resolution, what colours it can show, and its seals."""

    bitmap: npt.NDArray[np.uint8]
    dots_per_inch: int
    one_channel: bool
    photo: bool
    seals: tuple[PlacedSeal, ...]


@dataclass(frozen=True, slots=True)
class _Pressed:
    design: SealDesign
    inking: Inking
    across: float
    down: float
    dry: str = ""


def draw_seal_page(kind: str, seed: int) -> SealPage:
    """Return one page of a class of ``CLASSES``; the same seed gives the same page."""
    random = Random(f"{kind}-{seed}")
    return CLASSES[kind](random)


def round_design(random: Random) -> SealDesign:
    """Return an official seal as makers cut them: thin or thick ring, second ring, large or no star, 36-58 mm."""
    dossier = draw_dossier(random.choice(("dispatch-new", "hours-flexible")), random.randrange(10_000))
    diameter = random.choice((36.0, 38.0, 40.0, 40.0, 42.0, 42.0, 45.0, 50.0, 58.0))
    design = official_seal(
        dossier.unit,
        dossier.seal_code if random.random() < 0.6 else "",
        diameter,
        random.choice(("medium", "sans", "bold", "micro", "light")),
    )
    return replace(
        design,
        ring_mm=random.choice((0.0, 0.0, 0.7, 0.9, 1.4, 1.8)),
        inner_ring_mm=random.choice((0.0, 0.0, 0.0, 1.6, 2.0)),
        star_mm=random.choice((0.0, 0.0, 0.11, 0.17)) * diameter,
        star=random.random() > 0.08,
    )


def special_design(
    random: Random, kinds: Sequence[str] = ("contract", "finance", "invoice", "personnel", "union")
) -> SealDesign:
    """Return a seal for one purpose, a government's or a name seal."""
    kind = random.choice(kinds)
    dossier = draw_dossier("dispatch-new", random.randrange(10_000))
    if kind == "name":
        side = random.choice((18.0, 20.0, 20.0, 22.0, 25.0))
        return replace(
            special_seal("name", random.choice(("王建国", "李庆国", "张伟", "欧阳明达", "赵丽华"))),
            width_mm=side,
            height_mm=side,
            ring_mm=0.0,
        )
    unit = "北京市朝阳区市场监督管理局" if kind == "government" else dossier.unit
    design = special_seal(kind, unit, "91110105MA01ABCD2X" if kind == "invoice" else dossier.seal_code)
    if kind == "invoice" and random.random() < 0.5:
        return replace(design, width_mm=45.0)
    return design


def _spot(random: Random) -> tuple[float, float]:
    return random.uniform(45, 165), random.uniform(90, 260)


def _pressed(design: SealDesign, inking: Inking, spot: tuple[float, float]) -> _Pressed:
    """Return an impression kept wholly on the page."""
    reach = math.hypot(design.width_mm, design.height_mm) / 2 if design.shape == "square" else design.width_mm / 2
    reach += 5
    return _Pressed(design, inking, min(max(spot[0], reach), 210 - reach), min(max(spot[1], reach), 297 - reach))


def _usual(random: Random, ink: str | None = None, *, any_turn: bool = True) -> Inking:
    inking = draw_inking(random, ink)
    return replace(inking, turn=random.uniform(-180, 180)) if any_turn and random.random() < 0.35 else inking


def _deliver(
    page: Image.Image,
    pressed: Sequence[_Pressed],
    scan: Scan,
    random: Random,
    *,
    drawn_at: int = 200,
    cast: bool = False,
) -> SealPage:
    """Press the seals, scan the page and encode it as it would come in."""
    scale = drawn_at / 25.4
    for one in pressed:
        impression = draw_seal(one.design, one.inking, drawn_at)
        if one.dry:
            impression = dried(impression, one.dry, random)
        stamp(
            page,
            impression,
            round(one.across * scale - impression.width / 2),
            round(one.down * scale - impression.height / 2),
        )
    if scan.dots_per_inch != drawn_at:
        factor = scan.dots_per_inch / drawn_at
        page = page.resize((round(page.width * factor), round(page.height * factor)), Image.Resampling.LANCZOS)
    picture, matrix = scan_page(page, scan, random)
    if cast:
        picture = _under_lamp(picture, random)
    with Image.open(io.BytesIO(encode(picture, scan))) as decoded:
        bitmap = np.array(decoded.convert("RGB"))
    scanned = scan.dots_per_inch / 25.4
    seals = []
    for one in pressed:
        width, height = _extent(one.design, one.inking.turn)
        box = (
            (one.across - width / 2) * scanned,
            (one.down - height / 2) * scanned,
            (one.across + width / 2) * scanned,
            (one.down + height / 2) * scanned,
        )
        x0, y0, x1, y1 = (value * 72 / scan.dots_per_inch for value in move_box(matrix, box))
        seals.append(PlacedSeal(one.design, one.inking.ink, (x0, y0, x1, y1)))
    return SealPage(bitmap, scan.dots_per_inch, scan.mode != "colour", scan.photo, tuple(seals))


def _extent(design: SealDesign, turn: float) -> tuple[float, float]:
    """Return width and height in mm of the upright box around a turned seal."""
    cos, sin = abs(math.cos(math.radians(turn))), abs(math.sin(math.radians(turn)))
    a, b = design.width_mm, design.height_mm
    if design.shape == "square":
        return a * cos + b * sin, a * sin + b * cos
    return math.hypot(a * cos, b * sin), math.hypot(a * sin, b * cos)


def _under_lamp(picture: Image.Image, random: Random) -> Image.Image:
    """Tint a photo as lamps do: warm, greenish or pink, and differently from side to side."""
    casts = (
        (1.0, 0.86, 0.66),
        (1.0, 0.8, 0.7),
        (1.0, 0.9, 0.78),
        (0.92, 1.0, 0.9),
        (1.0, 0.88, 0.9),
        (0.86, 0.93, 1.0),
    )
    one, two = (np.array(random.choice(casts)) for _ in range(2))
    slope = np.linspace(0, random.choice((0.0, 1.0)), picture.width, dtype=np.float32)[None, :, None]
    lit = np.asarray(picture.convert("RGB"), np.float32) * (one * (1 - slope) + two * slope)
    return Image.fromarray(lit.clip(0, 255).astype(np.uint8))


def _sealed(
    random: Random,
    design: SealDesign,
    inking: Inking,
    scan: Scan | None = None,
    *,
    busy: bool = False,
    cast: bool = False,
) -> SealPage:
    return _deliver(
        page_sheet(random, busy=busy),
        [_pressed(design, inking, _spot(random))],
        scan or draw_scan(random),
        random,
        cast=cast,
    )


def _two(random: Random) -> SealPage:
    """Two seals of which one lies over the edge of the other."""
    first = _pressed(round_design(random), _usual(random), (random.uniform(60, 110), random.uniform(100, 240)))
    kinds = ("contract", "finance", "name", "name")
    second = round_design(random) if random.random() < 0.5 else special_design(random, kinds)
    apart = (first.design.width_mm + second.width_mm) / 2 * random.uniform(0.62, 0.9)
    turn = random.uniform(-1, 1)
    spot = (first.across + apart * math.cos(turn), first.down + apart * math.sin(turn))
    return _deliver(page_sheet(random), [first, _pressed(second, _usual(random), spot)], draw_scan(random), random)


def _at_edge(random: Random) -> SealPage:
    """A seal of which the page's edge takes up to a tenth."""
    design = round_design(random)
    across = random.choice((0.5 - random.uniform(0.0, 0.09), -1))
    x = design.width_mm * across if across > 0 else 210 - design.width_mm * (0.5 - random.uniform(0.0, 0.09))
    return _deliver(
        page_sheet(random), [_Pressed(design, _usual(random), x, random.uniform(60, 250))], draw_scan(random), random
    )


def _over(draw: Callable[[Image.Image, float, Random], None], *, near: bool = True) -> Callable[[Random], SealPage]:
    def page(random: Random) -> SealPage:
        sheet = page_sheet(random)
        draw(sheet, 200 / 25.4, random)
        spot = (random.uniform(55, 140), random.uniform(165, 245)) if near else _spot(random)
        return _deliver(sheet, [_pressed(round_design(random), _usual(random), spot)], draw_scan(random), random)

    return page


def _beside_marks(random: Random) -> SealPage:
    """A seal on a page with two other red things."""
    sheet = page_sheet(random)
    for name in random.sample(list(MARKS), 2):
        MARKS[name](sheet, 200 / 25.4, random)
    return _deliver(sheet, [_pressed(round_design(random), _usual(random), _spot(random))], draw_scan(random), random)


def _pasted(random: Random) -> SealPage:
    """An electronic seal pasted without any unevenness, as PNG pictures are."""
    design = round_design(random) if random.random() < 0.6 else special_design(random)
    inking = Inking(random.choice(("red", "vermilion", "pink")), 0.0, random.uniform(0.55, 1.0), 0.0, 0.0)
    scan = Scan(skew=0.0, noise=0.0, tint=(255, 255, 255), quality=92, ink_level=0, crop_mm=0.0, blur=0.0)
    return _sealed(random, design, inking, scan)


def _coarse_or_fine(random: Random) -> SealPage:
    dots, quality = random.choice(((150, 50), (150, 75), (300, 60), (300, 85), (200, 50), (200, 60)))
    return _sealed(
        random, round_design(random), _usual(random), replace(draw_scan(random), dots_per_inch=dots, quality=quality)
    )


def _dry(
    draw: Callable[[Random], SealDesign],
    amounts: Sequence[str],
    inks: Sequence[str] = REDS,
    *,
    beside: bool = False,
    cast: bool = False,
) -> Callable[[Random], SealPage]:
    """Return the drawer of impressions in uneven ink, over a table now and then, with a name seal ``beside``."""

    def page(random: Random) -> SealPage:
        sheet = page_sheet(random, busy=random.random() < 0.2)
        if random.random() < 0.3:
            draw_table(sheet, 200 / 25.4, random)
        amount = random.choice(amounts)
        first = _pressed(draw(random), _even(random, inks), (random.uniform(110, 160), random.uniform(90, 250)))
        placed = [replace(first, dry=amount)]
        if beside:
            name = _pressed(special_design(random, ("name",)), _even(random, inks), (first.across - 50, first.down))
            placed.append(replace(name, dry=random.choice(amounts)))
        return _deliver(sheet, placed, _photo_scan(random) if cast else draw_scan(random), random, cast=cast)

    return page


def _even(random: Random, inks: Sequence[str]) -> Inking:
    turn = random.choice((random.gauss(0, 5), random.uniform(-35, 35), random.uniform(-180, 180)))
    strength = random.uniform(0.8, 0.97)
    return Inking(random.choice(inks), turn, strength, 0.0, 0.0, random.randrange(1 << 30))


def _large_invoice(random: Random) -> SealDesign:
    return replace(special_design(random, ("invoice",)), width_mm=45.0)


def _photo_scan(random: Random) -> Scan:
    return replace(PHOTO, quality=random.choice((60, 75, 85)), noise=random.choice((3.0, 6.0, 9.0)))


def _bare(*marks: str, scan: Callable[[Random], Scan] = draw_scan, cast: bool = False) -> Callable[[Random], SealPage]:
    """Return the drawer of pages without a seal but with marks."""

    def page(random: Random) -> SealPage:
        sheet = page_sheet(random, busy=random.random() < 0.3)
        if not marks and random.random() < 0.4:
            draw_table(sheet, 200 / 25.4, random)
        for name in marks:
            MARKS[name](sheet, 200 / 25.4, random)
        return _deliver(sheet, [], scan(random), random, cast=cast)

    return page


def _copy(random: Random) -> Scan:
    return Scan(mode="bilevel", dots_per_inch=random.choice((200, 300)), noise=10, ink_level=20)


def _grey(random: Random) -> Scan:
    return replace(GREY, noise=random.choice((2.0, 5.0)), quality=random.choice((60, 80)))


SEALED: dict[str, Callable[[Random], SealPage]] = {
    "圆章": lambda r: _sealed(r, round_design(r), _usual(r)),
    "专用章": lambda r: _sealed(r, special_design(r), _usual(r)),
    "机关章": lambda r: _sealed(r, special_design(r, ("government",)), _usual(r)),
    "方形名章": lambda r: _sealed(r, special_design(r, ("name",)), _usual(r)),
    "各种红色": lambda r: _sealed(r, round_design(r), _usual(r, r.choice(REDS))),
    "蓝章": lambda r: _sealed(r, round_design(r), _usual(r, "blue")),
    "淡印": lambda r: _sealed(r, round_design(r), replace(_usual(r, r.choice(REDS)), strength=r.uniform(0.22, 0.45))),
    "印迹残缺": lambda r: _sealed(r, round_design(r), replace(_usual(r), bare=r.uniform(0.12, 0.34), unevenness=0.5)),
    "洇墨拖墨": lambda r: _sealed(
        r,
        round_design(r),
        replace(_usual(r), clogged=r.uniform(0.3, 1.0), smear_mm=r.choice((0.0, 1.5, 3.0)), strength=1.0),
    ),
    "页边略缺": _at_edge,
    "两章相叠": _two,
    "压密文": lambda r: _sealed(r, round_design(r), _usual(r), busy=True),
    "压表格": _over(draw_table),
    "压照片": _over(draw_photo),
    "红色物旁": _beside_marks,
    "证书上": _over(MARKS["证书底纹"]),
    "电子图章": _pasted,
    "分辨率与压缩": _coarse_or_fine,
    "手机拍照": lambda r: _sealed(r, round_design(r), _usual(r), _photo_scan(r), cast=True),
    "灰度页": lambda r: _sealed(r, round_design(r), _usual(r), _grey(r)),
    "黑白复印": lambda r: _sealed(r, round_design(r), _usual(r, r.choice(("red", "dark-red"))), _copy(r)),
    "干墨圆章": _dry(round_design, ("good", "fair", "fair")),
    "干墨淡章": _dry(round_design, ("faint",), ("brown", "dark-red", "pink", "red", "orange")),
    "干墨专用章": _dry(special_design, ("good", "fair", "faint")),
    "干墨名章": _dry(round_design, ("fair", "faint"), beside=True),
    "干墨椭圆章": _dry(_large_invoice, ("good", "fair"), (*REDS, "blue")),
    "干墨拍照": _dry(round_design, ("fair", "faint"), cast=True),
    "彩页黑章": lambda r: _sealed(r, round_design(r), _usual(r, r.choice(("black", "grey")))),
}
"""Classes of pages with one seal or two."""

BARE: dict[str, Callable[[Random], SealPage]] = {
    **{f"无章：{name}": _bare(name) for name in MARKS},
    "无章：文字与表格": _bare(),
    "无章：手机拍照": _bare(scan=_photo_scan, cast=True),
    "无章：手机拍照红头": _bare("红头", "红笔", scan=_photo_scan, cast=True),
    "无章：灰度标志": _bare("圆形标志", "国徽", scan=_grey),
    "无章：黑白复印": _bare("圆形标志", scan=_copy),
}
"""Classes of pages without a seal."""

CLASSES = {**SEALED, **BARE}
