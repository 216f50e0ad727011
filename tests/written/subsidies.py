"""Papers of subsidies for recruitment, placement and training."""

from __future__ import annotations

from tests.written.sheet import Paper
from tests.written.world import AGENCY, EMPLOYER, World

DATED = "2020年2月18日"


def recruitment_roster(w: World) -> Paper:
    """人员名册 of people hired in January and February."""
    columns = w.columns or ("姓名", "证件号码", "增员月份")
    cells = {"增员月份": "2020年1月"}
    rows = (
        (str(at + 1), *({"姓名": name, "证件号码": number, **cells}[one] for one in columns))
        for at, (name, number, _) in enumerate(w.people)
    )
    blocks = (
        f"单位名称：{w.unit}", f"1月增员：{w.listed}人", "2月增员：0人", (("序号", *columns), *rows),
        f"{w.unit}（盖章）",
    )  # fmt: skip
    says = {"unit_name": w.unit, "rows": str(w.listed), "jan_add": str(w.listed), "feb_add": "0"}
    return Paper("一次性吸纳就业补贴人员名册", blocks, says)


def recruitment_recognition(w: World) -> Paper:
    """Recognition of a firm that makes urgent goods."""
    blocks = (
        f"经研究，认定{w.unit}为疫情防控急需物资生产企业。", "认定机关：北京市经济和信息化局", "2020年2月12日",
    )
    says = {"issuer": "北京市经济和信息化局", "date": "2020-02-12"}
    return Paper("疫情防控急需物资生产企业认定函", blocks, says, seals=("北京市经济和信息化局", w.unit))


def placement_roster(w: World) -> Paper:
    """推荐成功上岗人员名单."""
    rows = ((str(at + 1), name, w.post(at), "2020年2月12日") for at, (name, _, _) in enumerate(w.people))
    blocks = (
        f"推荐机构：{AGENCY}", f"重点企业：{EMPLOYER}", (("序号", "姓名", "岗位", "上岗时间"), *rows),
        "双方确认以上名单无误。",
    )  # fmt: skip
    says = {"agency": AGENCY, "employer": EMPLOYER, "rows": str(w.listed)}
    return Paper("推荐成功上岗人员名单", blocks, says, seals=(w.unit, EMPLOYER))


def placement_pay_proof(w: World) -> Paper:
    """薪酬支付证明."""
    rows = ((str(at + 1), name, "4500元") for at, (name, _, _) in enumerate(w.people))
    blocks = ("兹证明下列人员的薪酬已由企业支付：", (("序号", "姓名", "支付金额"), *rows))
    return Paper("薪酬支付证明", blocks, {"rows": str(w.listed)})


def training_plan(w: World) -> Paper:
    """培训方案."""
    blocks = (
        f"单位名称：{w.unit}", "岗位名称：客服专员", "培训时间：2020年2月至3月", "培训地点：线上",
        f"总课时：{w.hours}课时", f"培训人数：{w.listed}人", "课程设置：沟通技巧、系统操作", "师资：企业内训师三名",
        "批次：一批", *filter(None, (w.remark,)), f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {"unit_name": w.unit, "hours": str(w.hours), "headcount": str(w.listed)}
    return Paper("一次性技能提升培训方案", blocks, says)


def training_roster(w: World) -> Paper:
    """学员花名册."""
    rows = ((str(at + 1), name, number, w.post(at)) for at, (name, number, _) in enumerate(w.people))
    return Paper("学员花名册", ((("序号", "姓名", "身份证号码", "岗位"), *rows),), {"rows": str(w.listed)})


def training_agreement(w: World) -> Paper:
    """委托培训协议."""
    blocks = (
        f"甲方（委托方）：{w.unit}", "乙方（受托方）：北京匠新职业技能培训学校", "甲方委托乙方开展职工技能培训。",
        "2020年2月5日",
    )  # fmt: skip
    return Paper("委托培训协议", blocks, {"agency": "北京匠新职业技能培训学校"})


def training_result(w: World) -> Paper:
    """培训效果情况."""
    blocks = (f"本次培训{w.listed}人，考核合格{w.listed}人，效果良好。", f"{w.unit}（盖章）", "2020年3月20日")
    return Paper("培训效果情况", blocks)


def training_hours_proof(w: World) -> Paper:
    """培训考勤表."""
    rows = ((str(at + 1), name, "6") for at, (name, _, _) in enumerate(w.people))
    blocks = ("线上学习截图附后，每次签到六课时。", (("序号", "姓名", "课时"), *rows))
    return Paper("培训考勤表", blocks, {"rows": str(w.listed)})


def other(w: World) -> Paper:
    """Something that no list asks for."""
    return Paper("企业简介", (f"{w.unit}成立于2012年，是一家综合服务企业。",))
