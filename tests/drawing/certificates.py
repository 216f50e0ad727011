"""Copies of what others issued: licence, title deed, audit report, lease."""

from __future__ import annotations

from datetime import date
from random import Random

from tests.drawing.artwork import code_square, emblem
from tests.drawing.dossier import Dossier, chinese_date
from tests.drawing.forms import Drawn, Look, Writer, break_lines
from tests.drawing.sheet import BLACK, MM_PER_POINT, Picture, Sheet

GREY = (70, 70, 72)


def business_licence(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw a copy of 营业执照（副本）: upright old form, or the broad form of 2019 on the upper half."""
    sheet = Sheet()
    coloured = random.random() < 0.4
    ink = BLACK if coloured else GREY
    broad = look.variant == 1
    left, right, top, bottom = (18.0, 192.0, 24.0, 150.0) if broad else (24.0, 186.0, 26.0, 262.0)
    border = (186, 150, 84) if coloured else (150, 150, 150)
    for inset in (0.0, 1.6, 4.0):
        sheet.frame(left + inset, top + inset, right - inset, bottom - inset, 0.8 if inset == 1.6 else 0.3, border)
    sheet.items.append(Picture(sheet.width / 2 - 10, top + 8, 20, 20, emblem(coloured)))
    sheet.centred(top + 31, "营业执照", 30 if broad else 36, "black", ink)
    sheet.centred(top + (44 if broad else 47), "（副 本）", 12, "medium", ink)
    sheet.text(left + 10, top + 16, "统一社会信用代码", 9, "medium", ink)
    sheet.text(left + 10, top + 21, dossier.code, 11, "bold", ink)
    sheet.items.append(Picture(right - 32, top + 10, 20, 20, code_square(random)))
    _licence_rows(sheet, dossier, look, broad, left, right, top, ink)
    _licence_foot(sheet, dossier, look, random, coloured, left, right, bottom, ink)
    sheet.seal_spot = (
        (random.uniform(60, 130), random.uniform(190, 240))
        if broad
        else (random.uniform(60, 92), random.uniform(190, 228))
    )
    return [sheet], {
        "unit_name": dossier.unit,
        "uscc": dossier.code,
        "legal_rep": dossier.legal_representative.name,
        "capital": f"{dossier.capital}万元",
        "established": dossier.established.isoformat(),
        "address": dossier.address,
    }


def _licence_rows(
    sheet: Sheet,
    dossier: Dossier,
    look: Look,
    broad: bool,
    left: float,
    right: float,
    top: float,
    ink: tuple[int, int, int],
) -> None:
    kind = "股份有限公司（非上市）" if "股份" in dossier.unit else "有限责任公司（自然人投资或控股）"
    scope = (
        "劳务派遣；人力资源服务；企业管理咨询；会议服务。"
        if dossier.item == "dispatch-new"
        else "技术服务；销售日用品；仓储服务；物业管理；道路货物运输。"
    )
    scope += (
        "（市场主体依法自主选择经营项目，开展经营活动；依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动。）"
    )
    expiry = dossier.established.replace(year=dossier.established.year + 30)
    until = f"{chinese_date(dossier.established)}至{chinese_date(expiry)}"
    long_rows = [("名称", dossier.unit), ("类型", kind), ("法定代表人", dossier.legal_representative.name)]
    short_rows = [
        ("注册资本", f"{dossier.capital}万元人民币"),
        ("成立日期", chinese_date(dossier.established)),
        ("营业期限", until),
        ("住所", dossier.address),
    ]
    if broad:
        _rows(sheet, [*long_rows, ("经营范围", scope)], look, left + 9, left + 92, top + 54, 9.0, ink)
        _rows(sheet, short_rows, look, left + 97, right - 8, top + 54, 9.0, ink)
    else:
        _rows(sheet, [*long_rows, *short_rows, ("经营范围", scope)], look, left + 16, right - 14, top + 60, 12.5, ink)


def _rows(
    sheet: Sheet,
    rows: list[tuple[str, str]],
    look: Look,
    left: float,
    right: float,
    top: float,
    points: float,
    ink: tuple[int, int, int],
) -> None:
    size = points * MM_PER_POINT
    for label, value in rows:
        spread = label if len(label) > 2 else f"{label[0]}　　{label[1]}"
        sheet.text(left, top, spread, points, "medium", ink)
        start = left + size * 6
        for line in break_lines(value, look.body, size, right - start):
            sheet.text(start, top, line, points, look.body, ink)
            top += size * 1.5
        top += size * 0.55


def _licence_foot(
    sheet: Sheet,
    dossier: Dossier,
    look: Look,
    random: Random,
    coloured: bool,
    left: float,
    right: float,
    bottom: float,
    ink: tuple[int, int, int],
) -> None:
    sheet.text(right - 62, bottom - 24, "登记机关", 11, "medium", ink)
    sheet.text(
        right - 62,
        bottom - 15,
        chinese_date(date(2019, random.randint(1, 11), random.randint(1, 28))),
        11,
        look.body,
        ink,
    )
    sheet.text(left + 8, bottom - 9, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 6.5, look.body, ink)
    sheet.foreign_seals.append(("government", "北京市朝阳区市场监督管理局", right - 40, bottom - 22))
    if not coloured:
        sheet.foreign_seals[-1] = ("grey-government", *sheet.foreign_seals[-1][1:])


def title_deed(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw a copy of the landlord's 不动产权证书."""
    writer = Writer(look, random)
    owner, number = _landlord(dossier), f"京（2017）朝不动产权第{random.randint(1000, 99999):07d}号"
    writer.heading("不动产权证书", 24)
    writer.sheet.centred(writer.top, number, 13, look.body)
    writer.gap(14)
    writer.fields(
        [
            ("权利人", owner),
            ("共有情况", "单独所有"),
            ("坐落", dossier.address),
            (
                "不动产单元号",
                f"110105 0{random.randint(10, 99)}012 GB{random.randint(10000, 99999)} "
                f"F{random.randint(10000000, 99999999)}",
            ),
            ("权利类型", "国有建设用地使用权/房屋所有权"),
            ("权利性质", "出让/商品房"),
            ("用途", "办公"),
            ("面积", f"房屋建筑面积：{random.randint(120, 400)}.{random.randint(10, 99)}平方米"),
            ("使用期限", "国有建设用地使用权：2009年6月1日起2059年5月31日止"),
        ]
    )
    writer.gap(10)
    writer.paragraph(
        "根据《中华人民共和国物权法》等法律法规，为保护不动产权利人合法权益，"
        "对不动产权利人申请登记的本证所列不动产权利，经审查核实，准予登记，颁发此证。"
    )
    return writer.finish(), {"owner": owner, "address": dossier.address, "cert_no": number}


def _landlord(dossier: Dossier) -> str:
    return Random(f"landlord-{dossier.code}").choice(
        ("北京安居置业发展有限公司", "北京东区科创园管理有限公司", "北京百商写字楼经营有限公司")
    )


def premises_proof(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 房屋租赁合同."""
    writer, owner, area = Writer(look, random), _landlord(dossier), random.randint(120, 260)
    writer.heading("房屋租赁合同")
    writer.paragraph(f"出租方（甲方）：{owner}", 0)
    writer.paragraph(f"承租方（乙方）：{dossier.unit}", 0)
    writer.paragraph("根据《中华人民共和国合同法》及有关规定，甲乙双方在平等、自愿的基础上，就房屋租赁事宜订立本合同。")
    for text in (
        f"第一条 房屋坐落：{dossier.address}，建筑面积{area}平方米，规划用途为办公。",
        "第二条 租赁期限：自2019年7月1日起至2022年6月30日止，共三年。",
        f"第三条 租金：每月人民币{area * 90}元，按季度支付，乙方应于每季度首月五日前支付当季租金。",
        "第四条 乙方租用该房屋作为经营场所使用，不得擅自改变房屋用途，不得转租。",
        "第五条 甲方保证对该房屋拥有合法的出租权利，并配合乙方办理工商登记及行政许可手续。",
        "第六条 本合同一式肆份，甲乙双方各执贰份，自双方签字盖章之日起生效。",
    ):
        writer.paragraph(text)
    writer.signing(dossier.unit, "2019年6月20日", ("法定代表人", dossier.legal_representative.name), "乙方（盖章）")
    return writer.finish(), {
        "unit_name": dossier.unit,
        "address": dossier.address,
        "lessor": owner,
        "from": "2019-07-01",
        "to": "2022-06-30",
        "area": str(area),
    }


def audit_report(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw a short 审计报告 with its balance sheet on the second page."""
    writer = Writer(look, random)
    number = f"中诚审字〔2020〕第{random.randint(10, 999):03d}号"
    firm = "北京中诚会计师事务所（普通合伙）"
    writer.heading("审 计 报 告" if look.variant else "财务审计报告")
    writer.sheet.centred(writer.top - 2, number, 11, look.body)
    writer.gap(9)
    writer.paragraph(f"{dossier.unit}全体股东：", 0)
    writer.subheading("一、审计意见")
    writer.paragraph(
        f"我们审计了{dossier.unit}（以下简称贵公司）财务报表，包括2019年12月31日的资产负债表，2019年度的利润表、"
        f"现金流量表以及相关财务报表附注。"
        "我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，"
        "公允反映了贵公司2019年12月31日的财务状况以及2019年度的经营成果和现金流量。"
    )
    writer.subheading("二、形成审计意见的基础")
    writer.paragraph(
        f"我们按照中国注册会计师审计准则的规定执行了审计工作。贵公司注册资本人民币{dossier.capital}万元，"
        f"已全部缴足。我们相信，我们获取的审计证据是充分、适当的，为发表审计意见提供了基础。"
    )
    writer.gap(6)
    writer.paragraph(f"会计师事务所：{firm}", 10)
    writer.paragraph("中国注册会计师：王建国　李红梅", 10)
    writer.paragraph("2020年1月16日", 14)
    writer.new_page()
    writer.heading("资产负债表", 16)
    writer.paragraph(f"编制单位：{dossier.unit}　2019年12月31日　单位：元", 0, 9.5)
    writer.grid(_balance(dossier, random), (0.3, 0.2, 0.3, 0.2), head=True)
    return writer.finish(), {
        "unit_name": dossier.unit,
        "year": "2019",
        "report_no": number,
        "report_date": "2020-01-16",
        "auditor": firm,
    }


def _balance(dossier: Dossier, random: Random) -> list[list[str]]:
    equity = dossier.capital * 10_000
    cash, owed = random.randint(equity // 4, equity // 2), random.randint(100_000, 600_000)
    earned = random.randint(50_000, 900_000)
    assets = equity + owed + earned
    return [
        ["资产", "期末余额", "负债和所有者权益", "期末余额"],
        ["货币资金", f"{cash:,}.00", "应付账款", f"{owed // 2:,}.00"],
        ["应收账款", f"{assets - cash - 180_000:,}.00", "应付职工薪酬", f"{owed - owed // 2:,}.00"],
        ["流动资产合计", f"{assets - 180_000:,}.00", "负债合计", f"{owed:,}.00"],
        ["固定资产", "180,000.00", "实收资本", f"{equity:,}.00"],
        ["无形资产", "0.00", "未分配利润", f"{earned:,}.00"],
        ["非流动资产合计", "180,000.00", "所有者权益合计", f"{equity + earned:,}.00"],
        ["资产总计", f"{assets:,}.00", "负债和所有者权益总计", f"{assets:,}.00"],
    ]
