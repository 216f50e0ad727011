"""Certificates by registrars and bureaus: business licence, dispatch permit, title deed."""

from datetime import date

import numpy as np

from .canvas import Canvas
from .convert import Sheet
from .firms import Firm

GOLD = (190, 150, 70)
BROWN = (120, 60, 40)


def cn(day: date) -> str:
    """2020年02月24日."""
    return f"{day.year}年{day.month:02d}月{day.day:02d}日"


def term(firm: Firm) -> str:
    """The licence's business term."""
    return f"{cn(firm.founded)}至{cn(firm.term_end)}" if firm.term_end else f"{cn(firm.founded)}至长期"


def frame(page: Canvas, inset: float, rng: np.random.Generator, colour: tuple[int, int, int] = GOLD) -> None:
    """A decorated border."""
    w, h = page.width, page.height
    page.guilloche((inset, inset), (w - 2 * inset, h - 2 * inset), (246, 240, 226), rng)
    for step, line in ((0, 1.0), (1.8, 0.3), (4.4, 0.3), (5.4, 0.9)):
        page.box((inset + step, inset + step), (w - 2 * (inset + step), h - 2 * (inset + step)), colour, line)
    for x in np.arange(inset + 5, w - inset - 4, 4.6):
        for y in (inset + 2.2, h - inset - 4.0):
            page.box((x, y), (1.6, 1.6), colour, 0.25)


def licence_landscape(firm: Firm, rng: np.random.Generator, day: date) -> Sheet:
    """The licence's form of 2019: landscape, with a two-dimensional code."""
    page = Canvas(297, 210, (253, 251, 245))
    frame(page, 8, rng)
    page.emblem(148.5, 32, 11)
    page.text((148.5, 57), "营 业 执 照", 13, "serifbold", (40, 30, 20), "mm")
    page.text((148.5, 70), "（副　本）", 6, "serif", BROWN, "mm")
    page.text((26, 36), "统一社会信用代码", 4.4, "hei")
    page.text((26, 43), firm.credit, 5.2, "sans")
    page.matrix(240, 30, 27, rng)
    page.text((253.5, 60), "扫描二维码登录“国家企业", 2.1, "hei", anchor="mt")
    page.text((253.5, 63), "信用信息公示系统”了解更多", 2.1, "hei", anchor="mt")
    left = [("名称", firm.name), ("类型", firm.kind), ("法定代表人", firm.legal.name), ("经营范围", firm.business)]
    right = [("注册资本", f"{firm.capital}万元人民币"), ("成立日期", cn(firm.founded)), ("营业期限", term(firm)),
        ("住所", firm.address)]
    for column, rows in ((28, left), (160, right)):
        y = 84.0
        for label, value in rows:
            page.spread((column, y), label, 4.6, 25, "hei", BROWN)
            y = page.block((column + 30, y), value, 4.3 if label != "经营范围" else 3.6, 84) + 4.5
    page.spread((172, 166), "登记机关", 5, 34, "hei", BROWN)
    page.text((238, 184), cn(day), 4.6, "song", anchor="mm")
    page.seal_place((232, 168), "O", "registrar")
    page.text((148.5, 203), "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn　　国家市场监督管理总局监制", 2.6,
        "hei", anchor="mm")
    return page.sheet()


def licence_portrait(firm: Firm, rng: np.random.Generator, day: date) -> Sheet:
    """The licence's form before 2019: portrait, registrar the trade bureau's branch."""
    page = Canvas(210, 297, (252, 250, 246))
    frame(page, 10, rng, (170, 120, 60))
    page.emblem(105, 40, 13)
    page.text((105, 68), "营业执照", 15, "kai", (60, 20, 20), "mm")
    page.text((105, 82), "（副　本）（1-1）", 5.4, "kai", anchor="mm")
    page.text((176, 93), f"统一社会信用代码　{firm.credit}", 4.4, "song", anchor="rm")
    rows = [
        ("名称", firm.name), ("类型", firm.kind), ("住所", firm.address), ("法定代表人", firm.legal.name),
        ("注册资本", f"{firm.capital}万元"), ("成立日期", cn(firm.founded)), ("营业期限", term(firm)),
        ("经营范围", firm.business),
    ]
    y = 106.0
    for label, value in rows:
        page.spread((30, y), label, 5, 28, "song", BROWN)
        y = page.block((66, y), value, 4.6 if label != "经营范围" else 3.9, 112, "kai") + 4.6
    page.matrix(34, 232, 26, rng)
    page.text((70, 262), "在线扫码获取详细信息", 3, "song")
    page.spread((112, 238), "登记机关", 5.6, 36, "song", BROWN)
    page.text((150, 263), cn(day), 4.8, "song", anchor="mm")
    page.seal_place((148, 248), "O", "registrar")
    page.text((105, 281), "提示：每年1月1日至6月30日通过企业信用信息公示系统报送上一年度年度报告并公示。", 2.9, "song",
        anchor="mm")
    return page.sheet()


def permit_front(firm: Firm, permit: dict[str, str], rng: np.random.Generator) -> Sheet:
    """The dispatch permit's original: landscape."""
    page = Canvas(297, 210, (254, 250, 242))
    frame(page, 9, rng, (176, 60, 50))
    page.emblem(148.5, 36, 12)
    page.text((148.5, 64), "劳务派遣经营许可证", 13, "serifbold", (150, 20, 20), "mm")
    page.text((148.5, 77), "（正　本）", 5, "serif", anchor="mm")
    page.text((262, 86), f"编号：{permit['no']}", 4.6, "song", anchor="rm")
    y = 97.0
    for label, value in permit_rows(firm, permit):
        page.spread((42, y), label, 5, 32, "hei")
        y = page.block((82, y), value, 4.8, 170) + 3.6
    page.text((224, 178), "发证机关（印章）", 4.6, "song", anchor="mm")
    page.text((224, 188), permit["issued"], 4.6, "song", anchor="mm")
    page.seal_place((222, 172), "O", "bureau")
    page.text((48, 190), "中华人民共和国人力资源和社会保障部监制", 3.2, "song")
    return page.sheet()


def permit_rows(firm: Firm, permit: dict[str, str]) -> list[tuple[str, str]]:
    """What the permit records."""
    return [
        ("单位名称", permit.get("name", firm.name)), ("住所", permit.get("address", firm.address)),
        ("法定代表人", permit.get("legal", firm.legal.name)),
        ("注册资本", permit.get("capital", f"{firm.capital}万元")),
        ("许可经营事项", "劳务派遣业务"), ("有效期限", permit["term"]),
    ]


def permit_copy(firm: Firm, permit: dict[str, str], rng: np.random.Generator) -> Sheet:
    """The dispatch permit's duplicate: portrait with a table of annual reports."""
    page = Canvas(210, 297, (254, 252, 246))
    page.guilloche((14, 14), (182, 269), (248, 236, 228), rng)
    page.box((14, 14), (182, 269), (176, 60, 50), 0.8)
    page.emblem(105, 36, 10)
    page.text((105, 58), "劳务派遣经营许可证（副本）", 9, "serifbold", (150, 20, 20), "mm")
    page.text((186, 72), f"编号：{permit['no']}", 4.4, "song", anchor="rm")
    y = 84.0
    for label, value in permit_rows(firm, permit):
        page.text((26, y), label + "：", 4.8, "hei")
        y = page.block((62, y), value, 4.6, 124) + 3.4
    page.text((146, y + 16), "发证机关", 4.6, "song", anchor="mm")
    page.text((146, y + 26), permit["issued"], 4.6, "song", anchor="mm")
    page.seal_place((144, y + 18), "O", "bureau")
    top = max(y + 48, 222)
    page.text((105, top - 6), "年度经营情况报告记录", 4, "hei", anchor="mm")
    for index in range(4):
        page.box((26, top + index * 10), (158, 10), (90, 60, 60), 0.25)
    page.line((78, top), (78, top + 40), (90, 60, 60))
    page.text((52, top + 5), "年　度", 3.8, "song", anchor="mm")
    page.text((130, top + 5), "核　验　记　录", 3.8, "song", anchor="mm")
    return page.sheet()


def deed_rows(deed: dict[str, str]) -> list[tuple[str, str]]:
    """What a title deed records."""
    return [
        ("权利人", deed["owner"]), ("共有情况", "单独所有"), ("坐落", deed["place"]), ("不动产单元号", deed["unit_no"]),
        ("权利类型", "国有建设用地使用权/房屋所有权"), ("权利性质", "出让/商品房"), ("用途", "办公"),
        ("面积", f"房屋建筑面积 {deed['area']} 平方米"), ("使用期限", "国有建设用地使用权 2052年06月30日止"),
    ]


def deed_new(deed: dict[str, str], rng: np.random.Generator) -> Sheet:
    """A page of the real-estate title certificate in use since 2015."""
    page = Canvas(210, 297, (255, 253, 250))
    page.guilloche((16, 20), (178, 230), (240, 232, 236), rng)
    page.text((105, 30), deed["no"], 5, "serif", anchor="mm")
    y = 42.0
    for label, value in deed_rows(deed):
        page.box((20, y), (44, 15), (110, 80, 80), 0.3)
        page.box((64, y), (126, 15), (110, 80, 80), 0.3)
        page.text((42, y + 7.5), label, 4.4, "song", anchor="mm")
        page.block((67, y + 5), value, 4.1, 120)
        y += 15
    page.box((20, y), (170, 40), (110, 80, 80), 0.3)
    page.text((23, y + 3), "权利其他状况", 4.2, "song")
    page.text((23, y + 11), "房屋结构：钢筋混凝土结构　总层数：21", 3.8, "song")
    page.text((150, y + 56), "北京市规划和自然资源委员会", 4, "song", anchor="mm")
    page.text((150, y + 64), deed["day"], 4.2, "song", anchor="mm")
    page.seal_place((150, y + 57), "O", "land")
    return page.sheet()


def deed_old(deed: dict[str, str], rng: np.random.Generator) -> Sheet:
    """Two facing pages of the older house title certificate, on one landscape sheet."""
    page = Canvas(297, 210, (252, 248, 238))
    page.guilloche((12, 14), (273, 182), (238, 228, 206), rng)
    page.line((148.5, 10), (148.5, 200), (190, 180, 160), 0.5)
    page.text((80, 28), "房屋所有权证", 8, "kai", (150, 30, 30), "mm")
    page.text((80, 42), deed["no"], 4.4, "song", anchor="mm")
    rows = [("房屋所有权人", deed["owner"]), ("共有情况", "单独所有"), ("房屋坐落", deed["place"]),
        ("登记时间", deed["day"]),
        ("房屋性质", "商品房"), ("规划用途", "办公"), ("总层数", "21"), ("建筑面积", f"{deed['area']}平方米")]
    for index, (label, value) in enumerate(rows):
        x, y = (20, 56 + index * 17) if index < 4 else (158, 30 + (index - 4) * 17)
        page.box((x, y), (34, 17), (90, 70, 50), 0.3)
        page.box((x + 34, y), (84, 17), (90, 70, 50), 0.3)
        page.text((x + 17, y + 8.5), label, 4.2, "song", anchor="mm")
        page.block((x + 37, y + 5), value, 4, 78)
    page.text((158, 106), "附记：土地使用权期限至2052年6月30日。", 3.8, "song")
    page.text((232, 166), "填发单位（盖章）", 4.4, "song", anchor="mm")
    page.seal_place((228, 164), "O", "land")
    return page.sheet()
