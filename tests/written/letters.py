"""Papers that go with any item: licence, cards, letters of authority and of commitment, premises, accounts."""

from __future__ import annotations

from tests.written.sheet import Paper, pairs
from tests.written.world import ADDRESS, LESSOR, Person, World

SCOPE = "劳务派遣；人力资源服务；企业管理咨询；仓储服务；货物装卸"


def business_licence(w: World) -> Paper:
    """营业执照副本; a branch has a 负责人 and no capital."""
    branch = bool(w.parent)
    lines = [
        f"统一社会信用代码 {w.code}", f"名称 {w.unit}",
        "类型 有限责任公司分公司" if branch else "类型 有限责任公司（自然人投资或控股）",
        f"{w.leader} {w.head.name}", *([] if branch else [f"注册资本 {w.capital}万元整"]), "成立日期 2012年3月8日",
        "营业期限 2012年3月8日至2042年3月7日", f"住所 {ADDRESS}", f"经营范围 {SCOPE}", "登记机关", "2018年5月6日",
    ]  # fmt: skip
    says = {
        "unit_name": w.unit, "uscc": w.code, "legal_rep": w.head.name, "established": "2012-03-08",
        "term": "2042-03-07", "address": ADDRESS, "scope": SCOPE.replace("；", ";"),
        "is_branch": str(branch).lower(), "is_duplicate_copy": "true",
    }  # fmt: skip
    says |= {} if branch else {"capital": f"{w.capital}0000"}
    return Paper("营业执照", tuple(lines), says, subtitle="（副本）")


def _card(person: Person) -> tuple[str, ...]:
    return (
        f"姓名 {person.name}", f"性别 {person.sex} 民族 汉", f"出生 {person.born}", "住址 北京市朝阳区劲松三区5号楼",
        f"公民身份号码 {person.number}", "中华人民共和国居民身份证", "签发机关 北京市公安局朝阳分局",
        "有效期限 2013.05.20-2033.05.20",
    )  # fmt: skip


def legal_representative_identity(w: World) -> Paper:
    """Card of the legal representative."""
    return Paper("", _card(w.head), {"legal_rep": w.head.name, "id_no": w.head.hidden})


def agent_identity(w: World) -> Paper:
    """Card of the agent."""
    agent = w.agent or w.head
    return Paper("", _card(agent), {"agent": agent.name, "id_no": agent.hidden})


def identity_card_copy(w: World) -> Paper:
    """Card of whom the list asks for."""
    return Paper(
        "", _card(w.worker), {"person_name": w.worker.name, "id_no": w.worker.hidden, "valid_until": "2033-05-20"}
    )


def authorisation_letter(w: World) -> Paper:
    """授权委托书."""
    agent = w.agent or w.worker
    blocks = (
        f"委托单位：{w.unit}", f"法定代表人：{w.head.name}", f"受委托人：{agent.name}", f"身份证号码：{agent.number}",
        f"兹委托{agent.name}同志代表我单位办理有关手续，其签署的文件我单位均予承认。",
        "委托事项：提交申请材料并领取文书", "委托期限：2020年2月1日至2020年12月31日",
        f"法定代表人（签字）：{w.head.name}", f"委托单位（盖章）：{w.unit}", "2020年2月18日",
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "legal_rep": w.head.name, "agent": agent.name, "agent_id": agent.hidden,
        "matter": "提交申请材料并领取文书", "from": "2020-02-01", "to": "2020-12-31", "date": "2020-02-18",
    }  # fmt: skip
    return Paper("授权委托书", blocks, says)


def legal_representative_certificate(w: World) -> Paper:
    """法定代表人身份证明书."""
    blocks = (
        f"单位名称：{w.unit}", f"{w.head.name}同志，现任我单位执行董事职务，系我单位法定代表人。", "特此证明。",
        f"{w.unit}（盖章）", "2020年2月18日",
    )  # fmt: skip
    says = {"unit_name": w.unit, "legal_rep": w.head.name, "date": "2020-02-18"}
    return Paper("法定代表人身份证明书", blocks, says)


def appointment_letter(w: World) -> Paper:
    """法定代表人任命书."""
    blocks = (
        f"经全体股东研究决定，任命{w.head.name}为本公司法定代表人、执行董事，任期三年。",
        "全体股东（签字）：张立新　陈思远", "2020年1月8日",
    )  # fmt: skip
    return Paper("法定代表人任命书", blocks, {"legal_rep": w.head.name, "date": "2020-01-08"})


def parent_authorisation(w: World) -> Paper:
    """Decision by which a company lets its branch act."""
    parent = w.parent or "河北安顺物流有限公司"
    blocks = (
        f"法人单位：{parent}", f"分支机构：{w.unit}",
        f"经研究决定，授权我公司分支机构{w.unit}在其经营区域内办理有关申请，由此产生的法律责任由我公司承担。",
        f"{parent}（盖章）", "2020年2月3日",
    )  # fmt: skip
    return Paper(
        "法人授权决定", blocks, {"parent_name": parent, "unit_name": w.unit, "date": "2020-02-03"}, seals=(parent,)
    )


def commitment_letter(w: World) -> Paper:
    """单位承诺书."""
    blocks = (
        f"承诺单位：{w.unit}", f"统一社会信用代码：{w.code}", "申请事项：社会保险相关业务",
        "我单位已知晓办理条件，郑重承诺：符合规定的条件，所提交的材料真实、合法、有效；如有虚假，愿承担相应的法律责任。",
        f"法定代表人（签字）：{w.head.name}", f"{w.unit}（盖章）", "2020年2月18日",
    )  # fmt: skip
    says = {"unit_name": w.unit, "uscc": w.code, "matter": "社会保险相关业务", "date": "2020-02-18"}
    return Paper("承诺书", blocks, says)


def tolerance_commitment(w: World) -> Paper:
    """容缺受理承诺书."""
    blocks = (
        f"单位名称：{w.unit}", f"统一社会信用代码：{w.code}", "申请事项：社会保险相关业务",
        "容缺材料：劳动关系和工资证明材料", "补正方式：邮寄补交原件", "补正期限：2020年6月30日前",
        "我单位承诺在上述期限内补齐容缺材料；逾期未补齐的，自愿承担退件等后果。",
        f"承诺人（签字）：{w.head.name}", f"{w.unit}（盖章）", "2020年2月18日",
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "uscc": w.code, "matter": "社会保险相关业务", "missing_list": "劳动关系和工资证明材料",
        "due_date": "2020-06-30", "date": "2020-02-18",
    }  # fmt: skip
    return Paper("容缺受理承诺书", blocks, says)


def articles_of_association(w: World) -> Paper:
    """公司章程."""
    blocks = (
        "第一章 总则", "第一条 依据《中华人民共和国公司法》，由全体股东共同出资设立本公司，制定本章程。",
        f"第二条 公司名称：{w.unit}", f"第三条 公司住所：{ADDRESS}",
        f"第四条 公司注册资本为人民币{w.capital}万元，股东的出资方式为货币，公司经营期限三十年。",
        "第五条 执行董事为公司的法定代表人。",
    )  # fmt: skip
    return Paper(f"{w.unit}章程", blocks, {"unit_name": w.unit, "capital": f"{w.capital}0000"})


def audit_report(w: World) -> Paper:
    """审计报告 of the year before."""
    blocks = (
        f"{w.unit}全体股东：",
        "我们审计了后附的财务报表，包括2019年12月31日的资产负债表，2019年度的利润表和现金流量表。",
        "审计意见：我们认为，财务报表在所有重大方面公允反映了公司的财务状况和经营成果。",
        "北京中恒信会计师事务所（普通合伙）", "中国注册会计师：张明", "2020年1月20日",
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "year": "2019", "report_no": "中恒信审字〔2020〕第0108号", "report_date": "2020-01-20",
        "auditor": "北京中恒信会计师事务所（普通合伙）",
    }  # fmt: skip
    return Paper("审计报告", blocks, says, subtitle="中恒信审字〔2020〕第0108号")


def capital_verification_report(w: World) -> Paper:
    """验资报告."""
    blocks = (
        f"{w.unit}全体股东：",
        f"我们审验了贵公司截至2020年1月15日止的注册资本实收情况。截至该日，实收资本合计人民币{w.capital}万元，股东均已缴足。",
        "北京中恒信会计师事务所（普通合伙）", "中国注册会计师：张明", "2020年1月20日",
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "capital_paid": f"{w.capital}0000", "report_no": "中恒信验字〔2020〕第0021号",
        "report_date": "2020-01-20", "auditor": "北京中恒信会计师事务所（普通合伙）",
    }  # fmt: skip
    return Paper("验资报告", blocks, says, subtitle="中恒信验字〔2020〕第0021号")


def premises_proof(w: World) -> Paper:
    """Lease of the premises."""
    blocks = (
        f"出租方（甲方）：{LESSOR}", f"承租方（乙方）：{w.unit}", f"房屋坐落：{ADDRESS}", "建筑面积：120平方米",
        "租赁期限：2019年6月1日至2022年5月31日", "租金按季支付，先付后用。", "2019年5月25日",
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "address": ADDRESS, "lessor": LESSOR, "from": "2019-06-01", "to": "2022-05-31",
        "area": "120",
    }  # fmt: skip
    return Paper("房屋租赁合同", blocks, says)


def title_deed(w: World) -> Paper:
    """不动产权证书."""
    number = "京（2018）朝不动产权第0012345号"
    blocks = (f"权利人 {LESSOR}", f"坐落 {ADDRESS}", "不动产单元号 110105004009GB00012F00060001", "用途 办公")
    return Paper("不动产权证书", blocks, {"owner": LESSOR, "address": ADDRESS, "cert_no": number}, subtitle=number)


def bank_slip(w: World) -> Paper:
    """电子回单."""
    blocks = (
        pairs("付款人", w.unit, "收款人", "北京市社会保险基金", "金额", "12,345.60元", "交易日期", "2020年2月20日"),
        "用途：社会保险费",
    )
    return Paper("中国工商银行电子回单", blocks, {"amount": "12345.60", "date": "2020-02-20"}, seals=())
