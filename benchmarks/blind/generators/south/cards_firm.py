"""Drawn documents of firms: licences, permits, title deeds."""

from __future__ import annotations

from datetime import date
from random import Random

from south.canvas import Sheet
from south.markup import Facts

SealSpot = tuple[str, str, float, float]
Picture = tuple[Sheet, list[SealSpot]]
DEED_OFFICE = "北京市规划和自然资源委员会"


def frame(sheet: Sheet, w: float, h: float, ink: tuple[int, int, int], rng: Random) -> None:
    """An ornamental border."""
    for gap, line in ((9, 1.2), (11.5, 0.3), (15, 0.6)):
        sheet.box((gap, gap, w - 2 * gap, h - 2 * gap), ink, None, line)
    step = rng.choice((4, 5, 6))
    for k in range(int((w - 26) // step)):
        for y in (13.2, h - 13.2):
            sheet.disc(13 + k * step + step / 2, y, 0.8, ink)
    for k in range(int((h - 26) // step)):
        for x in (13.2, w - 13.2):
            sheet.disc(x, 13 + k * step + step / 2, 0.8, ink)


def licence_term(facts: Facts) -> str:
    """The business term on the licence."""
    return facts.get("licence_term") or f"{facts['founded']}至长期"


def licence_rows(facts: Facts) -> list[tuple[str, str]]:
    """Labels and contents of a business licence."""
    kind = "有限责任公司分公司" if facts.get("parent") else "有限责任公司(自然人投资或控股)"
    head = "负责人" if facts.get("parent") else "法定代表人"
    capital = [] if facts.get("parent") else [("注册资本", f"{facts['licence_capital']}万元")]
    return [
        ("名　　称", facts["licence_unit"]),
        ("类　　型", kind),
        (head, facts["licence_legal"]),
        *capital,
        ("成立日期", facts["founded"]),
        ("营业期限", licence_term(facts)),
        ("住　　所", facts["address"]),
        ("经营范围", facts["scope"] + "。（依法须经批准的项目，经相关部门批准后开展经营活动。）"),
    ]


def issue_date(facts: Facts) -> str:
    """The day the licence was issued."""
    day = facts.get("licence_issued") or date(2019, 5, 17)
    return "　".join((f"{day.year}年", f"{day.month:02d}月", f"{day.day:02d}日"))


def licence_wide(facts: Facts, rng: Random) -> list[Picture]:
    """The landscape licence of 2019 with a square code."""
    sheet = Sheet(297, 210, (253, 252, 247))
    frame(sheet, 297, 210, (150, 112, 60), rng)
    sheet.emblem(148, 31, 9)
    sheet.text(148, 50, "营 业 执 照", 34, "black mm")
    sheet.text(148, 62, "（副　本）", 14, "song mm")
    sheet.text(26, 46, "统一社会信用代码", 10, "sans")
    sheet.text(26, 53, facts["licence_code"], 13, "bold")
    sheet.matrix(240, 28, 26, rng.randrange(9999))
    sheet.text(253, 58, "扫描二维码登录公示系统", 6, "sans mm")
    rows = licence_rows(facts)
    half = 4
    for column, part in enumerate((rows[:half], rows[half:])):
        y = 78.0
        for label, value in part:
            sheet.text(26 + column * 125, y, label, 11, "sans")
            y = sheet.wrapped(54 + column * 125, y, value, 88, 11) + 13
    sheet.text(190, 165, "登记机关", 13, "serif")
    sheet.text(206, 182, issue_date(facts), 12, "serif")
    sheet.text(22, 196, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 7, "sans")
    return [(sheet, [("registrar", facts["registrar"], 232, 170)])]


def licence_tall(facts: Facts, rng: Random) -> list[Picture]:
    """An older portrait licence with a number."""
    sheet = Sheet(210, 297, (252, 250, 244))
    frame(sheet, 210, 297, (120, 130, 90), rng)
    sheet.emblem(105, 38, 11)
    sheet.text(105, 62, "营 业 执 照", 36, "black mm")
    sheet.text(105, 76, f"（副本）　统一社会信用代码 {facts['licence_code']}", 12, "song mm")
    y = 96.0
    for label, value in licence_rows(facts):
        sheet.text(28, y, label, 13, "kai")
        y = sheet.wrapped(60, y, value, 118, 13, "song") + 13
    sheet.text(30, 270, "请于每年1月1日至6月30日报送年度报告", 9, "kai")
    sheet.text(122, 236, "登记机关", 15, "kai")
    sheet.text(126, 252, issue_date(facts), 13, "kai")
    return [(sheet, [("registrar", facts["registrar"], 152, 243)])]


def permit_rows(facts: Facts) -> list[tuple[str, str]]:
    """Labels and contents of a dispatch permit."""
    return [
        ("单位名称", facts["permit_unit"]),
        ("住　　所", facts["permit_address"]),
        ("法定代表人", facts["permit_legal"]),
        ("注册资本", f"{facts['permit_capital']}万元"),
        ("许可经营事项", "劳务派遣"),
        ("有效期限", f"{facts['permit_from']}至{facts['permit_to']}"),
    ]


def permit_wide(facts: Facts, rng: Random, copy: str) -> Picture:
    """A landscape permit."""
    sheet = Sheet(297, 210, (251, 250, 252))
    frame(sheet, 297, 210, (60, 90, 150), rng)
    sheet.text(148, 38, "劳务派遣经营许可证", 30, "black mm")
    sheet.text(148, 52, copy, 14, "song mm")
    sheet.text(270, 62, f"编号：{facts['permit_no']}", 12, "serif rm")
    y = 76.0
    for label, value in permit_rows(facts):
        sheet.text(40, y, label, 14, "sans")
        y = sheet.wrapped(82, y, value, 175, 14) + 14
    sheet.text(190, 172, "发证机关（盖章）", 13, "serif")
    sheet.text(196, 184, facts["permit_from"], 13, "serif")
    return sheet, [("registrar", facts["office"], 225, 168)]


def permit_tall(facts: Facts, rng: Random, copy: str) -> Picture:
    """A portrait permit."""
    sheet = Sheet(210, 297, (250, 252, 249))
    frame(sheet, 210, 297, (140, 60, 60), rng)
    sheet.text(105, 50, "中华人民共和国", 18, "serif mm")
    sheet.text(105, 68, "劳务派遣经营许可证", 28, "black mm")
    sheet.text(105, 82, f"{copy}　编号 {facts['permit_no']}", 12, "kai mm")
    y = 104.0
    for label, value in permit_rows(facts):
        sheet.text(30, y, f"{label}：", 14, "kai")
        y = sheet.wrapped(68, y, value, 108, 14, "song") + 15
    sheet.text(112, 228, facts["office"][:6] + "人社局", 13, "kai")
    sheet.text(118, 242, facts["permit_from"], 13, "kai")
    return sheet, [("registrar", facts["office"], 142, 234)]


def permit(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """Original and duplicate of the permit, a page each."""
    draw = permit_tall if style == "letter" else permit_wide
    return [draw(facts, rng, copy) for copy in ("（正本）", "（副本）")]


def licence(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """The business licence."""
    draw = licence_wide if style == "form" or rng.random() < 0.5 else licence_tall
    return draw(facts, rng)


def deed_rows(facts: Facts) -> list[tuple[str, str]]:
    """Labels and contents of a title deed."""
    return [
        ("权 利 人", facts["landlord"]),
        ("共有情况", "单独所有"),
        ("坐　　落", facts["address"]),
        ("不动产单元号", f"110105 0{facts['deed_no'][-8:-1]} GB00001 F0001"),
        ("权利类型", "国有建设用地使用权／房屋所有权"),
        ("权利性质", "出让／商品房"),
        ("用　　途", "办公／商业"),
        ("面　　积", f"房屋建筑面积{facts['area']}平方米"),
        ("使用期限", "土地使用期限至2056年8月14日"),
    ]


def deed_table(facts: Facts, rng: Random) -> list[Picture]:
    """The inner page of a title deed as a table."""
    sheet = Sheet(210, 297, (250, 244, 236))
    sheet.text(30, 30, facts["deed_no"], 13, "serif")
    for index, (label, value) in enumerate(deed_rows(facts)):
        y = 40 + index * 19
        sheet.box((28, y, 38, 19), (120, 70, 60))
        sheet.box((66, y, 116, 19), (120, 70, 60))
        sheet.text(47, y + 9.5, label, 12, "song mm")
        sheet.wrapped(69, y + 7, value, 108, 11)
    sheet.text(30, 222, "附记：本证书复印件与原件一致有效。", 10)
    sheet.text(122, 252, "登记机构（章）", 12)
    sheet.text(122, 262, "2016年8月15日", 12)
    return [(sheet, [("registrar", DEED_OFFICE, 150, 252)])]


def deed_lines(facts: Facts, rng: Random) -> list[Picture]:
    """A copy of a title deed with ruled lines."""
    sheet = Sheet(210, 297)
    sheet.box((18, 24, 174, 230), (90, 90, 90), None, 0.6)
    sheet.text(105, 38, "不 动 产 权 证 书", 22, "black mm")
    sheet.text(105, 50, facts["deed_no"], 12, "song mm")
    for index, (label, value) in enumerate(deed_rows(facts)):
        y = 66 + index * 17
        sheet.text(26, y, label, 12, "kai")
        sheet.wrapped(64, y, value, 118, 12, "kai")
        sheet.line(24, y + 10.5, 186, y + 10.5, (160, 160, 160))
    sheet.text(128, 232, "2016年8月15日", 12, "kai")
    return [(sheet, [("registrar", DEED_OFFICE, 148, 230)])]


def deed(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """The title deed of the premises."""
    return (deed_lines if style == "letter" else deed_table)(facts, rng)


def licence_defaults(case_facts: Facts) -> Facts:
    """The facts of the licence, taken from the unit unless a paper says otherwise."""
    return {f"licence_{key}": case_facts[key] for key in ("unit", "code", "legal", "capital")} | case_facts
