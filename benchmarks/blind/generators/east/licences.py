"""Licence, permit and title deed as copied pages."""

from random import Random

from .canvas import Canvas, emblem, matrix_code, ornament
from .days import padded
from .facts import Facts
from .firms import Firm

TEAL, GOLD, ROSE = (94, 140, 150), (188, 150, 84), (190, 110, 104)


def _legal_rows(firm: Firm, facts: Facts) -> list[tuple[str, str]]:
    """Rows of the licence."""
    branch = firm.kind == "branch"
    rows = [("名称", facts["unit"]), ("类型", firm.type_words), (firm.legal_title, facts["legal"])]
    if not branch:
        rows.append(("注册资本", f"{facts['capital']}万元人民币"))
    rows += [("成立日期", padded(firm.founded)), ("营业期限", facts["term"])]
    return [*rows, ("营业场所" if branch else "住所", facts["address"]), ("经营范围", firm.scope)]


def licence_wide(firm: Firm, facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """The landscape form used since 2019, with a two-dimensional code."""
    sheet = Canvas(297, 210, dpi, (250, 249, 244))
    ornament(sheet, 8, rng.choice((TEAL, GOLD)))
    emblem(sheet, 148, 32, 11)
    sheet.text((148, 48), "营业执照", 17, "serif-bold", anchor="mt")
    sheet.text(
        (148, 68), rng.choice(("（副　本）（1-1）", "（副　本）", "（副　本）（3-1）")), 5.5, "serif", anchor="mt"
    )
    sheet.text((24, 38), "统一社会信用代码", 4.6, "sans")
    sheet.text((24, 45), facts["code"], 5.2, "sans-bold")
    matrix_code(sheet, 246, 26, 26, rng)
    sheet.wrapped(
        (226, 54), "扫描二维码登录“国家企业信用信息公示系统”了解更多登记、备案、许可、监管信息。", 2.4, 46, "sans"
    )
    rows = _legal_rows(firm, facts)
    _columns(sheet, [r for r in rows if r[0] in ("名称", "类型", firm.legal_title, "经营范围")], 24, 92)
    _columns(sheet, [r for r in rows if r[0] in ("注册资本", "成立日期", "营业期限", "住所", "营业场所")], 156, 82)
    _foot(sheet, firm, rng, (222, 166))
    return [sheet]


def _columns(sheet: Canvas, rows: list[tuple[str, str]], x: float, width: float) -> None:
    """Labels and values of one column."""
    y = 82.0
    for label, words in rows:
        sheet.spread((x, y), label, 4.4, 24, "serif-medium")
        size = 3.2 if label == "经营范围" else 4.3
        y = max(sheet.wrapped((x + 29, y), words, size, width, "serif"), y + 9) + 3


def _foot(sheet: Canvas, firm: Firm, rng: Random, spot: tuple[float, float]) -> None:
    """Registrar, day of issue and the printed notes at the bottom."""
    x, y = spot
    sheet.text((x, y), "登 记 机 关", 5, "serif-medium", anchor="mm")
    issued = firm.extra.setdefault(
        "issued", f"{rng.choice((2017, 2018, 2019))}年{rng.randrange(1, 12):02d}月{rng.randrange(1, 28):02d}日"
    )
    sheet.text((x + 18, y + 12), issued, 4.6, "serif", anchor="mm")
    sheet.spots["registrar"] = (x + 16, y + 2)
    line = (
        "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn　　"
        "市场主体应当于每年1月1日至6月30日通过公示系统报送年度报告。"
    )
    sheet.text((sheet.width / 2, sheet.height - 10.5), line, 2.3, "sans", (70, 70, 70), "mm")


def licence_tall(firm: Firm, facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """The older portrait form."""
    sheet = Canvas(210, 297, dpi, (251, 248, 243))
    ornament(sheet, 9, ROSE, 7)
    emblem(sheet, 105, 38, 12)
    sheet.text((105, 56), "营 业 执 照", 17, "serif-bold", anchor="mt")
    sheet.text((105, 78), "（副　本）", 5.5, "serif", anchor="mt")
    sheet.text((184, 90), f"统一社会信用代码　{facts['code']}", 4.4, "sans", anchor="rt")
    y = 106.0
    for label, words in _legal_rows(firm, facts):
        sheet.spread((32, y), label, 4.6, 26, "song")
        y = max(sheet.wrapped((66, y), words, 3.4 if label == "经营范围" else 4.4, 114, "song"), y + 9) + 2.5
    sheet.text((32, 246), "在线扫码获取详细信息", 2.6, "sans", (90, 90, 90))
    matrix_code(sheet, 34, 251, 22, rng)
    _foot(sheet, firm, rng, (136, 250))
    return [sheet]


def permit_pages(firm: Firm, facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """Permit for lending workers: main copy and second copy."""
    return [_permit(facts, dpi, "（正　本）", False), _permit(facts, dpi, "（副　本）", rng.random() < 0.6)]


def _permit(facts: Facts, dpi: int, copy: str, table: bool) -> Canvas:
    """One copy of the permit; the second may carry the yearly check table."""
    sheet = Canvas(297, 210, dpi, (250, 247, 240))
    ornament(sheet, 9, GOLD if copy.startswith("（正") else TEAL, 8)
    sheet.text((148, 26), "劳务派遣经营许可证", 13, "serif-bold", anchor="mt")
    sheet.text((148, 44), copy, 5.2, "serif", anchor="mt")
    sheet.text((268, 54), f"编号：{facts['permit_no']}", 4.4, "sans", anchor="rt")
    y = 66.0
    rows = (
        ("单位名称", facts.get("permit_unit", facts["unit"])),
        ("法定代表人", facts.get("permit_legal", facts["legal"])),
        ("注册资本", facts.get("permit_capital", f"{facts['capital']}万元")),
        ("住所", facts.get("permit_address", facts["address"])), ("许可经营事项", "劳务派遣"),
        ("有效期限", f"{facts['permit_from']}至{facts['permit_to']}"),
    )
    for label, words in rows:
        sheet.spread((34, y), label, 5, 32, "serif-medium")
        y = max(sheet.wrapped((74, y), words, 4.8, 110 if table else 180, "serif"), y + 13)
    if table:
        sheet.text((226, 70), "年度报告情况", 4, "serif-medium", anchor="mt")
        sheet.grid((196, 78), [20, 42], 10, [["2018", "已报告"], ["2019", "　"], ["2020", "　"], ["2021", "　"]], 3.6)
    sheet.text((206, 160), "发 证 机 关", 5, "serif-medium", anchor="mm")
    sheet.text((226, 174), facts["permit_from"], 4.6, "serif", anchor="mm")
    sheet.spots["bureau"] = (222, 163)
    sheet.text((148, 192), "人力资源和社会保障部监制", 3, "song", (90, 90, 90), "mm")
    return sheet


def _deed_rows(facts: Facts, rng: Random) -> dict[str, str]:
    """Rows of a real estate certificate."""
    parcel = f"110105 {rng.randrange(100, 999)}00{rng.randrange(1, 9)} GB{rng.randrange(10**5):05d}"
    return {
        "权利人": facts["landlord"], "共有情况": "单独所有", "坐落": facts["premises"],
        "不动产单元号": f"{parcel} F000{rng.randrange(10, 99)}", "权利类型": "国有建设用地使用权／房屋所有权",
        "权利性质": "出让／商品房", "用途": "办公",
        "面积": f"房屋建筑面积{facts['area'] + 40}.{rng.randrange(10, 99)}平方米",
        "使用期限": "2004年06月11日起至2054年06月10日止",
    }


def deed_pages(firm: Firm, facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """Real estate certificate of the landlord: with or without its cover page."""
    sheet, y = Canvas(210, 297, dpi, (252, 250, 246)), 36.0
    sheet.text((105, 24), facts["deed_no"], 5, "serif", anchor="mt")
    rows = {**_deed_rows(facts, rng), "权利其他状况": "房屋结构：钢筋混凝土；总层数：18；竣工时间：2006年。"}
    for label, words in rows.items():
        height = 40 if label == "权利其他状况" else 17
        sheet.box(24, y, 36, height)
        sheet.box(60, y, 126, height)
        sheet.text((42, y + height / 2), label, 4, "serif", anchor="mm")
        sheet.wrapped((63, y + 4), words, 4, 120, "serif")
        y += height
    sheet.text((150, y + 20), "北京市规划和自然资源委员会", 3.8, "serif", anchor="mm")
    sheet.spots["land"] = (150, y + 20)
    return [_deed_cover(dpi, rng), sheet] if rng.random() < 0.4 else [sheet]


def _deed_cover(dpi: int, rng: Random) -> Canvas:
    """The inner cover page of the certificate."""
    cover = Canvas(210, 297, dpi, (252, 248, 240))
    emblem(cover, 105, 60, 16)
    cover.text((105, 96), "中华人民共和国", 11, "serif-bold", (150, 40, 36), "mt")
    cover.text((105, 114), "不动产权证书", 15, "serif-bold", (150, 40, 36), "mt")
    cover.wrapped(
        (40, 160),
        "根据《中华人民共和国物权法》等法律法规，为保护不动产权利人合法权益，对不动产权利人申请登记的本证所列不动产权利，"
        "经审查核实，准予登记，颁发此证。", 5, 130, "serif",
    )
    cover.text((150, 236), f"编号：No 1100{rng.randrange(10**7):07d}", 4, "sans", anchor="mm")
    return cover
