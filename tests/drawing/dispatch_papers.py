"""Papers of a new labour-dispatch permit: application, articles, rules, agreement, equipment, authorisation."""

from __future__ import annotations

from random import Random

from tests.drawing.dossier import ITEM_NAMES, Dossier, chinese_date
from tests.drawing.forms import Drawn, Look, Writer


def dispatch_application(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 劳务派遣经营许可申请书."""
    writer, person = Writer(look, random), dossier.legal_representative
    writer.heading("劳务派遣经营许可申请书" if look.variant == 0 else "劳务派遣行政许可申请书")
    contact = dossier.agent or person
    writer.fields(
        [
            ("申请单位", dossier.unit),
            ("统一社会信用代码", dossier.code),
            ("法定代表人", person.name),
            ("注册资本", f"人民币{dossier.capital}万元"),
            ("经营场所", dossier.address),
            ("成立日期", chinese_date(dossier.established)),
            ("企业类型", "股份有限公司" if "股份" in dossier.unit else "有限责任公司"),
            ("申请事项", "新申请劳务派遣行政许可"),
            ("联系人", contact.name),
            ("联系电话", contact.phone),
        ]
    )
    writer.paragraph("朝阳区人力资源和社会保障局：", 0)
    writer.paragraph(
        "我单位拟经营劳务派遣业务，根据《中华人民共和国劳动合同法》《劳务派遣行政许可实施办法》的规定，"
        "现申请劳务派遣经营许可，"
        "并按要求提交有关材料。我单位保证所提交的材料真实、合法、有效，如有虚假，愿承担相应的法律责任。"
    )
    writer.signing(dossier.unit, chinese_date(dossier.signed), ("法定代表人（签字）", person.name))
    return writer.finish(), {
        "unit_name": dossier.unit,
        "uscc": dossier.code,
        "legal_rep": person.name,
        "capital": f"{dossier.capital}万元",
        "address": dossier.address,
        "contact": contact.name,
        "date": dossier.signed.isoformat(),
    }


def articles_of_association(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 公司章程 over two or more pages."""
    writer = Writer(look, random)
    writer.heading(f"{dossier.unit}章程")
    chapters = (
        (
            "第一章 总则",
            (
                f"第一条 依据《中华人民共和国公司法》及有关法律、法规的规定，由全体股东共同出资设立{dossier.unit}（"
                f"以下简称公司），特制定本章程。",
                f"第二条 公司名称：{dossier.unit}。公司住所：{dossier.address}。",
                "第三条 公司的经营期限为三十年，自营业执照签发之日起计算。",
            ),
        ),
        (
            "第二章 注册资本和股东",
            (f"第四条 公司注册资本为人民币{dossier.capital}万元，由股东以货币方式出资，已全部缴足。",),
        ),
        (
            "第三章 组织机构",
            (
                "第五条 股东会由全体股东组成，是公司的权力机构，行使决定公司的经营方针和投资计划、"
                "审议批准年度财务预算方案等职权。",
                "第六条 股东会会议由股东按照出资比例行使表决权。股东会会议分为定期会议和临时会议，"
                "召开股东会会议应当于会议召开十五日以前通知全体股东。",
                f"第七条 公司设执行董事一名，由股东会选举产生，任期三年，可以连选连任。执行董事为公司的法定代表人，"
                f"现任法定代表人为{dossier.legal_representative.name}。",
                "第八条 公司设监事一名，由股东会选举产生，任期三年。执行董事、高级管理人员不得兼任监事。",
                "第九条 公司设经理一名，由执行董事聘任或者解聘，主持公司的生产经营管理工作，"
                "组织实施股东会和执行董事的决议。",
            ),
        ),
        (
            "第四章 财务、会计和利润分配",
            (
                "第十条 公司应当依照法律、行政法规和国务院财政部门的规定建立本公司的财务、会计制度，"
                "并在每一会计年度终了时编制财务会计报告，依法经会计师事务所审计。",
                "第十一条 公司分配当年税后利润时，应当提取利润的百分之十列入公司法定公积金。",
            ),
        ),
        (
            "第五章 附则",
            (
                "第十二条 公司登记事项以公司登记机关核定的为准。本章程未规定的其他事项，"
                "适用《中华人民共和国公司法》的有关规定。",
                "第十三条 本章程一式叁份，并报公司登记机关一份。",
            ),
        ),
    )
    for number, (title, articles) in enumerate(chapters):
        writer.subheading(title)
        for article in articles:
            writer.paragraph(article)
        if number == 1:
            writer.grid(
                [
                    ["股东姓名", "认缴出资额", "出资方式", "出资比例"],
                    *[
                        [name, f"{dossier.capital * share / 100:g}万元", "货币", f"{share}%"]
                        for name, share in dossier.shareholders
                    ],
                ],
                (0.25, 0.3, 0.2, 0.25),
                head=True,
            )
    writer.signing(
        dossier.unit, chinese_date(dossier.established), ("全体股东签字", dossier.shareholders[0][0]), "公司（盖章）"
    )
    return writer.finish(), {"unit_name": dossier.unit, "capital": f"{dossier.capital}万元"}


def equipment_list(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 办公设施设备和信息管理系统清单."""
    writer = Writer(look, random)
    writer.heading("办公设施设备和信息管理系统清单", 18)
    writer.paragraph(f"单位名称：{dossier.unit}", 0)
    goods = [
        ("办公桌", "张", 12),
        ("办公椅", "把", 16),
        ("台式电脑", "台", 10),
        ("笔记本计算机", "台", 4),
        ("打印机", "台", 2),
        ("传真机", "台", 1),
        ("复印机", "台", 1),
        ("文件柜", "组", 6),
        ("档案柜", "组", 4),
        ("固定电话", "部", 5),
        ("会议桌", "张", 1),
        ("空调", "台", 3),
    ]
    chosen = goods[:3] + random.sample(goods[3:], 6)
    rows = [
        [str(at), name, unit, str(count + random.randint(0, 4)), random.choice(("自有", "自有", "租赁"))]
        for at, (name, unit, count) in enumerate(chosen, 1)
    ]
    writer.grid([["序号", "名称", "单位", "数量", "备注"], *rows], (0.12, 0.36, 0.14, 0.16, 0.22), head=True)
    writer.paragraph(
        "信息管理系统：劳务派遣人员信息管理系统一套，具备劳动合同管理、工资发放、社会保险缴纳、"
        "派遣岗位登记和统计查询等功能，数据每日备份。"
    )
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "单位（盖章）")
    return writer.finish(), {"unit_name": dossier.unit}


def authorisation_letter(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 授权委托书."""
    writer, person, agent = (
        Writer(look, random),
        dossier.legal_representative,
        dossier.agent or dossier.legal_representative,
    )
    matter = ITEM_NAMES.get(dossier.item, dossier.item)
    writer.heading("授权委托书" if look.variant == 0 else "法人授权委托书")
    writer.paragraph(f"委托人：{dossier.unit}", 0)
    writer.paragraph(f"法定代表人：{person.name}　　职务：执行董事", 0)
    writer.paragraph(f"受委托人：{agent.name}　　身份证号码：{agent.identity_number}", 0)
    writer.paragraph(f"联系电话：{agent.phone}", 0)
    writer.gap(4)
    writer.paragraph(f"现委托{agent.name}为我单位代理人，前往朝阳区人力资源和社会保障局办理{matter}有关事宜。")
    writer.paragraph(
        "委托事项：代为提交、修改、补正申请材料，代为签收有关文书。代理人在委托权限内签署的一切文件，"
        "我单位均予以承认。代理人无转委托权。"
    )
    writer.paragraph(f"委托期限：自{chinese_date(dossier.signed)}起至2020年12月31日止。")
    writer.signing(dossier.unit, chinese_date(dossier.signed), ("法定代表人（签字）", person.name), "委托人（盖章）")
    return writer.finish(), {
        "unit_name": dossier.unit,
        "legal_rep": person.name,
        "agent": agent.name,
        "agent_id": agent.identity_number,
        "matter": matter,
        "from": dossier.signed.isoformat(),
        "to": "2020-12-31",
        "date": dossier.signed.isoformat(),
    }


def dispatch_management_rules(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 劳务派遣管理制度 with its six subjects."""
    writer = Writer(look, random)
    writer.heading("劳务派遣管理制度")
    writer.paragraph(
        f"为规范{dossier.unit}劳务派遣用工管理，维护被派遣劳动者和公司的合法权益，依据国家有关法律法规，制定本制度。"
    )
    for title, texts in (
        (
            "一、劳动合同",
            (
                "公司与被派遣劳动者依法订立二年以上的固定期限书面劳动合同，劳动合同中载明用工单位、"
                "派遣期限和工作岗位等情况。",
                "劳动合同订立后一个月内办理用工登记，并将劳务派遣协议的内容告知被派遣劳动者。",
            ),
        ),
        (
            "二、劳动报酬",
            (
                "公司按月以货币形式支付被派遣劳动者劳动报酬，不低于北京市最低工资标准，"
                "不得克扣用工单位按照劳务派遣协议支付的劳动报酬。",
                "被派遣劳动者在无工作期间，公司按照不低于北京市规定的最低工资标准，向其按月支付报酬。",
            ),
        ),
        ("三、社会保险", ("公司依法为被派遣劳动者缴纳社会保险费，办理参保登记、转移接续等手续，并按月公示缴费情况。",)),
        (
            "四、工作时间",
            (
                "被派遣劳动者实行每日工作不超过八小时、平均每周工作不超过四十小时的工时制度；用工单位安排加班的，"
                "应当依法支付加班工资。",
            ),
        ),
        (
            "五、休息休假",
            ("被派遣劳动者依法享受休息日、法定节假日、带薪年休假、婚假、产假等假期，请假应当履行书面审批手续。",),
        ),
        (
            "六、劳动纪律",
            (
                "被派遣劳动者应当遵守用工单位依法制定的规章制度，服从工作安排，保守商业秘密，爱护公共财物。",
                "违反劳动纪律的，公司视情节给予批评教育、书面警告等处理；严重违反规章制度的，依法解除劳动合同。",
            ),
        ),
        ("七、附则", ("本制度经职工代表讨论通过，自公布之日起施行，由公司人力资源部负责解释。",)),
    ):
        writer.subheading(title)
        for at, text in enumerate(texts, 1):
            writer.paragraph(f"{at}．{text}" if len(texts) > 1 else text)
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "")
    return writer.finish(), {"unit_name": dossier.unit}


def dispatch_agreement_sample(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 劳务派遣协议（样本)."""
    writer = Writer(look, random)
    writer.heading("劳务派遣协议（样本）" if look.variant == 0 else "劳务派遣合同样本")
    writer.paragraph(f"甲方（用工单位）：{'＿' * 14}", 0)
    writer.paragraph(f"乙方（派遣单位）：{dossier.unit}", 0)
    for text in (
        "第一条 派遣岗位：乙方根据甲方需求派遣劳动者到甲方从事临时性、辅助性或者替代性工作岗位，"
        "派遣岗位名称和岗位性质由双方在附件中列明。",
        "第二条 派遣人员数量和派遣期限：派遣人数及派遣期限以双方确认的派遣人员名册为准，派遣期限不超过劳动合同期限。",
        "第三条 劳动报酬：甲方应按照同工同酬原则确定被派遣劳动者的劳动报酬，于每月十日前将应付款项支付乙方，"
        "由乙方按月足额发放。",
        "第四条 社会保险：乙方依法为被派遣劳动者缴纳社会保险费，甲方按照约定承担相应费用。",
        "第五条 工作时间和休息休假：甲方安排被派遣劳动者的工作时间和休息休假应当符合国家规定，"
        "安排加班的应当支付加班费。",
        "第六条 劳动安全卫生：甲方为被派遣劳动者提供符合国家规定的劳动条件和劳动保护；发生工伤的，"
        "由乙方申请工伤认定，甲方协助。",
        "第七条 违约责任：任何一方违反本协议约定给对方造成损失的，应当承担赔偿责任。",
        "第八条 本协议一式两份，双方各执一份，自双方盖章之日起生效。",
    ):
        writer.paragraph(text)
    writer.signing(dossier.unit, "　　年　月　日", None, "乙方（盖章）")
    return writer.finish(), {}


def tolerance_commitment(dossier: Dossier, look: Look, random: Random, missing: str = "") -> Drawn:
    """Draw 容缺受理承诺书 naming what is still missing."""
    writer, signer = Writer(look, random), dossier.agent or dossier.legal_representative
    matter = ITEM_NAMES.get(dossier.item, dossier.item)
    writer.heading("容缺受理承诺书" if look.variant == 0 else "容缺办理承诺书")
    writer.fields(
        [
            ("单位名称", dossier.unit),
            ("统一社会信用代码", dossier.code),
            ("办理事项", matter),
            ("缺少材料", missing or "无"),
            ("补正方式", "电子邮件"),
            ("补正期限", "2020年2月28日前"),
        ]
    )
    writer.paragraph(
        "我单位已知悉容缺受理的有关规定，承诺在上述期限内补齐所缺材料，并保证补正材料真实、有效。逾期未补齐的，"
        "同意终止办理，由此产生的法律责任和后果由我单位承担。"
    )
    writer.signing(dossier.unit, chinese_date(dossier.signed), ("承诺人（签字）", signer.name), "承诺单位（盖章）")
    return writer.finish(), {
        "unit_name": dossier.unit,
        "uscc": dossier.code,
        "matter": matter,
        "missing_list": missing,
        "due_date": "2020-02-28",
        "date": dossier.signed.isoformat(),
        "signer": signer.name,
    }
