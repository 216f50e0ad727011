"""Single impressions on small sheets, class by class: what stands on a ring, how it was inked, on what, how scanned.

A sheet is just large enough for its resolution to be believed (see ``ocr.seals``); only photographs fill an A4 page.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageDraw

from tests.drawing.fonts import debian_fonts_present, load_font
from tests.drawing.ring_names import PAIRS, foreign_name, unit_name
from tests.drawing.scanning import GREY, PHOTO, Scan, draw_scan, encode, scan_page
from tests.drawing.seals import Inking, SealDesign, draw_inking, draw_seal, official_seal, special_seal, stamp

_SHEET_MM = (130.0, 130.0)
_A4_MM = (210.0, 297.0)
_PROSE = (
    "根据国务院关于职工工作时间的规定及劳动合同法有关条款结合本单位生产经营特点现申请实行综合计算工时工作制"
    "请予审批特此说明"
)
_FACES = ("sans", "medium", "bold", "light")


@dataclass(frozen=True, slots=True)
class Impression:
    """What is pressed on a sheet.

    Attributes:
        foreign: Latin words along the bottom of the ring.
        centre: Lines in the middle, where no ring text stands.
        even: Drawn by a computer: one tone, no pressure.
    """

    design: SealDesign
    inking: Inking
    foreign: str = ""
    centre: tuple[str, ...] = ()
    even: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Sheet, print below the impression (``line``, ``dense``, ``table``) and device."""

    scan: Scan
    below: str = "line"
    sheet_mm: tuple[float, float] = _SHEET_MM


@dataclass(frozen=True, slots=True)
class RingPage:
    """A scanned sheet with one impression.

    Attributes:
        bitmap: H×W×3 RGB.
        text: What stands on the ring; for a seal without ring text what stands in its middle.
        on_ring: Whether the text stands on the ring.
        turn: Degrees counter-clockwise.
    """

    bitmap: npt.NDArray[np.uint8]
    dots_per_inch: float
    grey: bool
    size_known: bool
    text: str
    on_ring: bool
    inner_text: str
    turn: float


def draw_ring_page(group: str, seed: int) -> RingPage:
    """Return one sheet of a class; see ``GROUPS``."""
    random = Random(f"{group} {seed}")
    impression, setting = GROUPS[group](random)
    return press(impression, setting, random)


def draw_twins(seed: int, below: str = "dense") -> tuple[str, RingPage]:
    """Return the name of a unit, and a sheet with the seal of another whose name differs by one like character."""
    random = Random(f"twins {seed}")
    one, other = random.sample(random.choice(PAIRS), 2)
    name = unit_name(random, 9, 15)
    at = random.randrange(2, 5)
    names = [name[:at] + character + name[at + 1 :] for character in (one, other)]
    impression, setting = _official(random, names[1])
    return names[0], press(impression, replace(setting, below=below), random)


def press(impression: Impression, setting: Setting, random: Random) -> RingPage:
    """Return the sheet with an impression near its middle as the device delivers it."""
    dots = setting.scan.dots_per_inch
    across, down = (round(side / 25.4 * dots) for side in setting.sheet_mm)
    page = Image.new("RGB", (across, down), "white")
    _print(page, setting.below, dots, random)
    picture = _picture(impression, dots)
    x, y = (round((0.5 + random.uniform(-0.06, 0.06)) * side) for side in page.size)
    stamp(page, picture, x - picture.width // 2, y - picture.height // 2)
    scanned, _ = scan_page(page, setting.scan, random)
    read = Image.open(io.BytesIO(encode(scanned, setting.scan))).convert("RGB")
    text = "".join(impression.centre) or impression.design.text
    return RingPage(np.array(read, dtype=np.uint8), float(dots), setting.scan.mode == "grey", not setting.scan.photo,
                    text, not impression.centre, impression.design.inner_text, impression.inking.turn)


def _picture(impression: Impression, dots: int) -> Image.Image:
    """Return the impression as RGBA, with the words that the cutter of seals does not know."""
    inking = impression.inking
    flat = draw_seal(impression.design, replace(inking, turn=0.0), dots)
    if impression.even:
        alpha = flat.getchannel("A").point(lambda value: 255 if value > 90 else 0)
        flat.putalpha(alpha)
    words = Image.new("L", flat.size, 0)
    if impression.foreign:
        _set_foreign_arc(words, impression.foreign, impression.design, dots / 25.4)
    if impression.centre:
        _set_centre(words, impression.centre, impression.design, dots / 25.4)
    strength = 1.0 if impression.even else inking.strength * (1 - inking.unevenness / 2)
    flat.putalpha(ImageChops.lighter(flat.getchannel("A"), words.point(lambda value: round(value * strength))))
    return flat.rotate(inking.turn, Image.Resampling.BICUBIC, expand=True)


def _set_foreign_arc(words: Image.Image, text: str, design: SealDesign, scale: float) -> None:
    """Set Latin words along the bottom, read from the left, feet outward."""
    height = 0.062 * design.height_mm
    rx, ry = (side / 2 - 1.9 - height / 2 for side in (design.width_mm, design.height_mm))
    step = math.radians(min(150.0, 5.0 * len(text))) / max(1, len(text) - 1)
    for at, character in enumerate(text):
        angle = (at - (len(text) - 1) / 2) * step
        normal = math.degrees(math.atan2(rx * math.sin(angle), ry * math.cos(angle)))
        place = (rx * math.sin(angle), ry * math.cos(angle))
        _set(words, character, (height * 0.62, height), place, normal, scale)


def _set_centre(words: Image.Image, lines: tuple[str, ...], design: SealDesign, scale: float) -> None:
    """Set large lines in the middle: 电子 / 印章."""
    size = 0.66 * design.height_mm / max(len(lines), *(len(line) for line in lines))
    for row, line in enumerate(lines):
        for at, character in enumerate(line):
            place = ((at - (len(line) - 1) / 2) * size * 1.08, (row - (len(lines) - 1) / 2) * size * 1.12)
            _set(words, character, (size, size), place, 0.0, scale)


def _set(words: Image.Image, character: str, size_mm: tuple[float, float], place_mm: tuple[float, float],
         turn: float, scale: float) -> None:
    cell = Image.new("L", (96, 96), 0)
    ImageDraw.Draw(cell).text((48, 48), character, 255, load_font("medium", 92), anchor="mm")
    width, height = (max(2, round(side * scale)) for side in size_mm)
    turned = cell.resize((width, height), Image.Resampling.LANCZOS).rotate(turn, Image.Resampling.BICUBIC, expand=True)
    words.paste(255, (round(words.width / 2 + place_mm[0] * scale - turned.width / 2),
                      round(words.height / 2 + place_mm[1] * scale - turned.height / 2)), turned)


def _print(page: Image.Image, below: str, dots: int, random: Random) -> None:
    """Print what lies below the impression: everywhere, or two lines under its middle."""
    pen, size = ImageDraw.Draw(page), round(random.uniform(3.4, 4.6) / 25.4 * dots)
    step = round(size * random.uniform(1.35, 2.0))
    font = load_font(random.choice(_FACES), size)
    start = random.randrange(step)
    rows = range(start, page.height, step)
    if below == "line":
        top = page.height // 2 - random.randrange(3 * size)
        rows = range(top, top + 3 * step, 2 * step)
    for y in rows:
        shift = random.randrange(len(_PROSE))
        pen.text((random.randrange(size), y), (_PROSE * 3)[shift : shift + page.width // size], (28, 28, 30), font)
    if below == "table":
        rule = max(1, round(0.25 / 25.4 * dots))
        for y in range(start - size // 4, page.height, step):
            pen.line((0, y, page.width, y), (28, 28, 30), rule)
        for x in range(random.randrange(80), page.width, round(22 / 25.4 * dots)):
            pen.line((x, 0, x, page.height), (28, 28, 30), rule)


def _official(random: Random, name: str = "") -> tuple[Impression, Setting]:
    """Return an everyday official seal on an everyday scan."""
    code = "".join(random.choices("0123456789", k=13)) if random.random() < 0.5 else ""
    diameter = random.choice((38.0, 40.0, 42.0, 42.0, 45.0))
    face = random.choice(("medium", "bold", "light", "sans", "micro"))
    design = official_seal(name or unit_name(random, 9, 20), code, diameter, face)
    return Impression(design, draw_inking(random)), Setting(draw_scan(random))


def _turned(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return replace(one, inking=replace(one.inking, turn=random.uniform(0, 360))), setting


def _lengths(random: Random) -> tuple[Impression, Setting]:
    least = random.choice((8, 12, 16, 20, 24, 28))
    return _official(random, unit_name(random, least, min(28, least + 3)))


def _two_rings(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return replace(one, design=replace(one.design, inner_ring_mm=random.uniform(1.2, 1.8))), setting


def _bilingual(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random, unit_name(random, 9, 15))
    oval = random.random() < 0.5
    design = replace(one.design, code="", star=random.random() < 0.4)
    if oval:
        design = replace(design, width_mm=45.0, height_mm=30.0, star=False)
    return replace(one, design=design, foreign=foreign_name(random)), setting


def _brackets(random: Random) -> tuple[Impression, Setting]:
    name = unit_name(random, 9, 16)
    place = random.choice(("北京", "中国", "上海", "集团"))
    at = random.choice((2, 4))
    return _official(random, f"{name[:at]}（{place}）{name[at:]}")


def _special(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    kind = random.choice(("contract", "finance", "personnel"))
    code = one.design.code or "".join(random.choices("0123456789", k=13))
    return replace(one, design=special_seal(kind, one.design.text, code, one.design.face)), setting


def _oval(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random, unit_name(random, 9, 16))
    code = "".join(random.choices("0123456789ABCDEFGHJK", k=18))
    return replace(one, design=special_seal("invoice", one.design.text, code, one.design.face)), setting


def _starless(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return replace(one, design=replace(one.design, star=False)), setting


def _badly_inked(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    fault = random.choice(("faint", "bare", "smeared", "clogged"))
    inking = one.inking
    if fault == "faint":
        inking = replace(inking, strength=random.uniform(0.35, 0.5), unevenness=0.6, speckle=0.12)
    elif fault == "bare":
        inking = replace(inking, bare=random.uniform(0.03, 0.12))
    elif fault == "smeared":
        inking = replace(inking, smear_mm=random.uniform(0.5, 1.0))
    else:
        inking = replace(inking, clogged=random.uniform(0.2, 0.5))
    return replace(one, inking=inking), setting


def _over_text(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return one, replace(setting, below="dense")


def _over_table(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return one, replace(setting, below="table")


def _photographed(random: Random) -> tuple[Impression, Setting]:
    one, _ = _official(random)
    return one, Setting(PHOTO, sheet_mm=_A4_MM)


def _compressed(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return one, replace(setting, scan=replace(setting.scan, quality=random.randint(50, 90)))


def _resolutions(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return one, replace(setting, scan=replace(setting.scan, dots_per_inch=random.choice((150, 200, 300))))


def _copied(random: Random) -> tuple[Impression, Setting]:
    one, _ = _official(random)
    return one, Setting(GREY)


def _coarse_oval(random: Random) -> tuple[Impression, Setting]:
    one, setting = _oval(random)
    scan = replace(setting.scan, dots_per_inch=random.choice((96, 110, 125)), blur=0.2, quality=85)
    return one, replace(setting, scan=scan)


def _electronic(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    centre = random.choice((("电子", "印章"), ("合同", "专用"), ("人事", "专用"), ("业务", "受理"), ("审核", "专用章")))
    design = replace(one.design, text=" ", code="", star=False)  # the cutter wants a character
    inking = replace(one.inking, turn=random.choice((0.0, random.uniform(-8, 8))))
    return Impression(design, inking, centre=centre, even=True), setting


def _union(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random, unit_name(random, 9, 17))
    return replace(one, design=special_seal("union", one.design.text, face=one.design.face)), setting


def _government(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    region = random.choice(("北京市朝阳区", "天津市南开区", "河北省保定市", "海南省", "上海市浦东新区", "武汉市"))
    office = random.choice(("人力资源和社会保障局", "市场监督管理局", "农业农村厅信息中心", "公安局",
                            "税务局第三税务所", "社会保险基金管理中心", "人民政府办公室"))
    return replace(one, design=special_seal("government", region + office, face=one.design.face)), setting


def _song_face(random: Random) -> str:
    """Return a face with thin and thick strokes where the machine has one."""
    return random.choice(("song", "serif", "serif-bold") if debian_fonts_present() else ("thin", "light", "sans"))


def _narrow_type(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    design = replace(one.design, face=_song_face(random), narrow=random.uniform(0.5, 0.75))
    return replace(one, design=design), setting


def _fading(random: Random) -> tuple[Impression, Setting]:
    one, setting = _narrow_type(random)
    inking = replace(one.inking, fading=random.uniform(0.5, 0.85), dry=random.uniform(0.2, 0.7))
    return replace(one, inking=inking), setting


def _dry(random: Random) -> tuple[Impression, Setting]:
    one, setting = _narrow_type(random)
    inking = replace(one.inking, dry=random.uniform(0.5, 1.0))
    return replace(one, inking=inking), setting


def _unusual_ink(random: Random) -> tuple[Impression, Setting]:
    one, setting = _narrow_type(random)
    ink = random.choice(("brown", "dark-red", "orange", "pink", "crimson"))
    inking = replace(one.inking, ink=ink, strength=random.uniform(0.5, 0.9), dry=random.uniform(0.1, 0.5))
    return replace(one, inking=inking), setting


def _wet(random: Random) -> tuple[Impression, Setting]:
    one, setting = _official(random)
    return replace(one, inking=replace(one.inking, clogged=random.uniform(0.03, 0.1), speckle=0.0)), setting


GROUPS: dict[str, Callable[[Random], tuple[Impression, Setting]]] = {
    "任意转角": _turned,
    "8 至 28 字": _lengths,
    "双圈": _two_rings,
    "中英文": _bilingual,
    "带括号": _brackets,
    "专用章、编码": _special,
    "椭圆": _oval,
    "无五角星": _starless,
    "浅淡、残缺、拖墨": _badly_inked,
    "盖在密集文字上": _over_text,
    "盖在表格上": _over_table,
    "手机拍照": _photographed,
    "JPEG 50–90": _compressed,
    "150、200、300 dpi": _resolutions,
    "灰度": _copied,
    "低分辨率椭圆": _coarse_oval,
    "电子章（仅中间有字）": _electronic,
    "工会章": _union,
    "机关章": _government,
    "窄高宋体": _narrow_type,
    "一侧压力渐轻": _fading,
    "印泥干涩": _dry,
    "褐、暗红、橙、粉色印泥": _unusual_ink,
    "湿印": _wet,
}
"""Classes of the benchmark and what draws them."""
