"""Born-digital pages in the ways of several producers, honest or with a text layer that lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from tests.drawing.text_setter import HEIGHT, WIDTH, Setter

_CITIES = ("北京", "天津", "石家庄", "济南", "成都", "杭州")
_NAMES = ("华兴", "泰和", "鼎盛", "博远", "凯达", "信诚", "云帆", "启明")
_TRADES = ("劳务派遣", "人力资源服务", "科技", "物业管理", "餐饮管理", "建筑工程")
_BODY = (
    "第一条 为规范本单位特殊工时管理，保障职工合法权益，根据劳动法及有关规定制定本方案。",
    "本单位因生产经营特点，部分岗位不能实行标准工时制度，拟申请实行综合计算工时工作制。",
    "职工在综合计算周期内的平均日工作时间和平均周工作时间与法定标准工作时间基本相同。",
    "对实行不定时工作制的职工，本单位采用弹性工作时间，确保职工休息休假的权利。",
    "本方案已经职工代表大会讨论通过，并在单位公告栏公示，职工均无异议。",
    "延长工作时间的，按照不低于工资的百分之一百五十支付劳动报酬，并安排补休。",
    "单位工会对本方案的执行情况进行监督，发现问题及时向单位提出意见和建议。",
    "劳务派遣人员与本单位职工享有同工同酬的权利，其社会保险由派遣单位依法缴纳。",
)


@dataclass(frozen=True, slots=True)
class LayeredPage:
    """A page and what it is about.

    Attributes:
        content: PDF.
        unit: Enterprise that the page shows.
        claimed: Text of the layer that the page does not show; empty on an honest page.
        kept: Text that the reading must hold.
    """

    content: bytes
    unit: str
    claimed: str
    kept: tuple[str, ...]


def unit_name(seed: int) -> str:
    """Return an enterprise's name."""
    chance = Random(f"unit {seed}")
    return f"{chance.choice(_CITIES)}{chance.choice(_NAMES)}{chance.choice(_TRADES)}有限公司"


def _other_name(seed: int, unit: str) -> str:
    """Return the name with its two own characters changed."""
    own = next(name for name in _NAMES if name in unit)
    return unit.replace(own, Random(f"other {seed}").choice([name for name in _NAMES if name != own]))


def _application(setter: Setter, seed: int, unit: str, way: str, skip: int = -1, claims: Callable[[str], str] = str,
                 lines: int = 22) -> list[str]:  # fmt: skip
    """Set a page of an application; returns its lines. ``skip`` leaves out one of them, keeping its room."""
    chance = Random(f"page {seed}")
    number = "".join(chance.choice("0123456789ABCDEFGH") for _ in range(18))
    rows = [("实行特殊工时制度申请表", 18.0), (f"申请单位：{unit}", 12.0), (f"统一社会信用代码：{number}", 12.0),
            (f"申请日期：2020年{chance.randint(1, 12)}月{chance.randint(1, 28)}日", 12.0),
            (f"职工总数：{chance.randint(20, 900)}人  申请人数：{chance.randint(2, 19)}人", 12.0)]  # fmt: skip
    rows += [(chance.choice(_BODY), 11.0) for _ in range(lines - 6)]
    rows.append((f"以上情况属实，{unit}对其真实性负责。", 11.0))
    down = 70.0
    for index, (text, size) in enumerate(rows):
        down += 1.9 * size
        if index != skip:
            setter.text(text, 70 if size < 18 else 190, down, size, claims(text), way)
    return [text for text, _ in rows]


def _honest(seed: int, way: str, face: str, ground: bool = False, double: bool = False) -> LayeredPage:
    unit, setter = unit_name(seed), Setter(face)
    if ground:
        setter.draw(f"q 1 1 1 rg 0 0 {WIDTH} {HEIGHT} re f Q 0 g")
    rows = _application(setter, seed, unit, way)
    if double:
        setter.text(rows[0], 190.3, 70 + 1.9 * 18, 18, None, way)
    return LayeredPage(setter.saved(), unit, "", tuple(rows))


def _table(seed: int) -> LayeredPage:
    unit, setter, chance = unit_name(seed), Setter("sans"), Random(f"table {seed}")
    setter.text("职工花名册", 240, 80, 18)
    setter.text(f"单位名称：{unit}", 60, 110, 11)
    kept = ["职工花名册", unit]
    for row in range(22):
        down = 130 + row * 28
        setter.draw(f"0.6 w 60 {HEIGHT - down} 475 28 re S")
        person = chance.choice("王李张刘陈杨") + chance.choice("伟芳娜敏静磊")
        day = f"20{chance.randint(10, 19)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        cells = [str(row), person, chance.choice(("司机", "保安", "销售")), day, "综合计算"]
        cells = ["序号", "姓名", "岗位", "入职日期", "工时制度"] if row == 0 else cells
        for column, cell in enumerate(cells):
            setter.draw(f"{60 + column * 95} {HEIGHT - down} m {60 + column * 95} {HEIGHT - down - 28} l S")
            setter.text(cell, 68 + column * 95, down + 19, 10.5, None, "runs")
    return LayeredPage(setter.saved(), unit, "", tuple(kept))


def _mixed(seed: int) -> LayeredPage:
    unit, setter = unit_name(seed), Setter("sans")
    rows = _application(setter, seed, unit, "line", lines=11)
    scanned = [f"扫描件编号{seed:05d}号", f"兹证明{unit}情况属实", "特此证明，请予办理相关手续"]
    setter.picture(setter.written(scanned, 16, 420), 80, 460, 420, 16 * 1.8 * 3)
    return LayeredPage(setter.saved(), unit, "", (*rows, *scanned))


def _small_print(seed: int) -> LayeredPage:
    unit, setter = unit_name(seed), Setter("micro")
    rows = _application(setter, seed, unit, "runs", lines=16)
    for index in range(4):
        setter.text(_BODY[index][:34], 70, 640 + index * 12, 7)
    setter.draw("0.55 g")
    setter.text(f"{unit} 内部资料 注意保存", 200, 800, 9)
    return LayeredPage(setter.saved(), unit, "", (*rows, unit))


HONEST: dict[str, Callable[[int], LayeredPage]] = {
    "整行（reportlab 一类）": lambda seed: _honest(seed, "line", "sans"),
    "分段（Word 一类）": lambda seed: _honest(seed, "runs", "micro", ground=True),
    "逐字（WPS 一类）": lambda seed: _honest(seed, "glyphs", "sans", ground=True, double=True),
    "表格": _table,
    "小字与灰字": _small_print,
    "半页文字半页图片": _mixed,
}
"""Honest pages by the way their producer sets text."""


def _extra(seed: int, before: str, after: str, y: float = 760, x: float = 70) -> LayeredPage:
    """An honest page that claims one more line which nobody can see."""
    unit, setter = unit_name(seed), Setter("sans")
    rows = _application(setter, seed, unit, "line")
    claim = f"委托单位：{_other_name(seed, unit)}"
    setter.draw(before)
    setter.text(claim, x, y, 12)
    setter.draw(after)
    return LayeredPage(setter.saved(), unit, _other_name(seed, unit), tuple(rows))


def _covered(seed: int, with_picture: bool) -> LayeredPage:
    unit, setter = unit_name(seed), Setter("sans")
    rows = _application(setter, seed, unit, "line")
    claim = f"委托单位：{_other_name(seed, unit)}"
    setter.text(claim, 70, 760, 12)
    if with_picture:
        setter.picture(Image.new("L", (40, 40), 255), 60, 740, 400, 30)
    else:
        setter.draw(f"q 1 1 1 rg 60 {HEIGHT - 770} 400 30 re f Q")
    return LayeredPage(setter.saved(), unit, _other_name(seed, unit), tuple(rows))


def _replaced(seed: int, under: str) -> LayeredPage:
    """The line with the name is a picture; the layer says another name at its place."""
    unit, setter = unit_name(seed), Setter("sans")
    false = _other_name(seed, unit)
    rows = _application(setter, seed, unit, "line", skip=1)
    y = 70 + 1.9 * 18 + 1.9 * 12
    shown = setter.written([rows[1]], 12, 300, 1.5)
    if under == "under":
        setter.text(f"申请单位：{false}", 70, y, 12)
    setter.picture(shown, 70, y - 14.5, 300, 18)
    if under == "invisible":
        setter.draw("BT 3 Tr ET")
        setter.text(f"申请单位：{false}", 70, y, 12)
        setter.draw("BT 0 Tr ET")
    elif under == "transparent":
        setter.draw("q /Clear gs")
        setter.text(f"申请单位：{false}", 70, y, 12)
        setter.draw("Q")
    return LayeredPage(setter.saved(), unit, false, tuple(row for row in rows if row != rows[1]))


def _mapped(seed: int, claims: Callable[[str], str], claimed: str | None = None) -> LayeredPage:
    unit, setter = unit_name(seed), Setter("sans")
    false = _other_name(seed, unit)
    rows = _application(setter, seed, unit, "line", claims=lambda text: claims(text.replace(unit, f"\0{unit}")))
    return LayeredPage(setter.saved(), unit, claimed or false, tuple(rows))


def _renamed(seed: int) -> LayeredPage:
    unit = unit_name(seed)
    return _mapped(seed, lambda text: text.replace(f"\0{unit}", _other_name(seed, unit)))


def _one_character(seed: int) -> LayeredPage:
    unit = unit_name(seed)
    own = next(name for name in _NAMES if name in unit)
    false = unit.replace(own, own[0] + Random(f"one {seed}").choice("星光威利"))
    return _mapped(seed, lambda text: text.replace(f"\0{unit}", false), false)


def _moved(seed: int) -> LayeredPage:
    """Glyphs mapped to the characters some places on in the code chart, as by a broken font."""
    unit, shift = unit_name(seed), 1 + seed % 7

    def moved(text: str) -> str:
        return "".join(chr(ord(one) + shift) if one >= "\u4e00" else one for one in text if one != "\0")

    return _mapped(seed, moved, moved(unit))


def _shifted(seed: int) -> LayeredPage:
    """The layer of a page of pictures stands one line too low."""
    unit, setter = unit_name(seed), Setter("sans")
    chance = Random(f"shift {seed}")
    rows = [f"申请单位：{unit}", "联系电话：6500", *(chance.choice(_BODY)[:28] for _ in range(8))]
    false = _other_name(seed, unit)
    claims = [f"申请单位：{false}", *rows[:-1]]
    for index, (row, claim) in enumerate(zip(rows, claims, strict=True)):
        y = 100 + index * 24
        setter.text(claim, 70, y, 11)
        setter.picture(setter.written([row], 11, 420, 1.6), 70, y - 13, 420, 17.6)
    return LayeredPage(setter.saved(), unit, false, ())


LIES: dict[str, Callable[[int], LayeredPage]] = {
    "不显示的文字（模式3）": lambda seed: _extra(seed, "BT 3 Tr ET", "BT 0 Tr ET"),
    "白色文字": lambda seed: _extra(seed, "1 g", "0 g"),
    "全透明文字": lambda seed: _extra(seed, "q /Clear gs", "Q"),
    "裁剪掉的文字": lambda seed: _extra(seed, "q 0 0 20 20 re W n", "Q"),
    "页外文字": lambda seed: _extra(seed, "", "", y=900),
    "极小文字": lambda seed: _extra(seed, "q 0.08 0 0 0.08 60 60 cm", "Q"),
    "白块遮盖": lambda seed: _covered(seed, False),
    "白图遮盖": lambda seed: _covered(seed, True),
    "名称是图片，下压另一名称": lambda seed: _replaced(seed, "under"),
    "名称是图片，上有模式3另一名称": lambda seed: _replaced(seed, "invisible"),
    "名称是图片，上有透明的另一名称": lambda seed: _replaced(seed, "transparent"),
    "字形映射成另一名称": _renamed,
    "字形映射错一个字": _one_character,
    "字形映射整体错位（乱码）": _moved,
    "文字层错行": _shifted,
}
"""Lying pages by the way they lie; each claims a name that its picture does not show."""
