"""Facts of the working-hours items and of the layoff report."""

from dataclasses import replace
from datetime import date

from .facts_common import cn, office_seal, registrar, somebody, steady
from .people import people
from .scene import Scene, month_back, plus

COMPREHENSIVE = [
    ("住宿和餐饮业", [("餐厅服务员", "客流随季节和疫情波动，需集中工作、集中休息"), ("厨师", "用餐高峰集中，忙闲不均"),
        ("客房服务员", "入住率淡旺季差异大")]),
    ("物流运输业", [("分拣员", "货量随电商促销波动"), ("配送司机", "配送任务不均衡，需连续作业"),
        ("仓库管理员", "货物到港时间不固定，需轮班值守")]),
    ("物业管理业", [("工程维修工", "设备需24小时值守，轮班作业"), ("秩序维护员", "门岗连续值守"),
        ("中控值机员", "消防中控室不间断值班")]),
    ("会展旅游业", [("布展技工", "展期集中施工"), ("活动执行", "受会展旺季影响，连续作业"),
        ("导游计调", "旅游季节性明显")]),
]
FLEXIBLE = [
    ("商贸批发业", [("销售代表", "外勤跑客户，工作时间无法按标准衡量"), ("区域经理", "经常出差，时间机动"),
        ("采购专员", "外出询价、验货，时间不固定")]),
    ("软件和信息服务业", [("高级管理人员", "实行年薪制，工作时间自主安排"), ("销售经理", "客户拜访时间机动"),
        ("驻场外勤工程师", "按客户需求上门服务")]),
    ("道路运输业", [("长途货运司机", "运输任务机动，难以按固定时间工作"), ("押运员", "随车外勤"),
        ("业务推销员", "外勤作业")]),
]
WHY_C = ["受新型冠状病毒感染肺炎疫情影响，公司业务量不均衡，需实行轮岗调休、集中工作集中休息",
    "公司经营受季节和客流影响明显，忙闲不均，标准工时难以满足连续作业需要"]
WHY_F = ["上述岗位人员因工作性质特殊，需机动作业，无法按标准工作时间衡量",
    "相关岗位以外勤、出差为主，工作时间由职工自行掌握，以完成任务为考核标准"]


def hours(scene: Scene, comprehensive: bool) -> None:
    """Posts, roster, consent and term; numbers agree through all papers."""
    rng, today = scene.rng, scene.today
    industry, posts = industry_of(scene.firm.trade, comprehensive)
    chosen = rng.sample(posts, rng.randint(1, 3))
    rows = [(name, rng.randint(3, 7), feature) for name, feature in chosen]
    count = sum(r[1] for r in rows)
    staff = people(rng, count, (22, 50))
    posts_each = [name for name, number, _ in rows for _ in range(number)]
    start = month_back(today, -1)
    roster = [(p, post, contract_term(scene)) for p, post in zip(staff, posts_each, strict=True)]
    sort = "综合计算工时工作制" if comprehensive else "不定时工作制"
    cycle = rng.choice(["月", "季", "季", "年"]) if comprehensive else "—"
    period = f"{cn(start)}至{cn(plus(date(start.year + 1, start.month, 1), -1))}"
    attended = scene.firm.staff - rng.randint(0, scene.firm.staff // 8)
    scene.facts |= {
        "comprehensive": comprehensive, "sort": sort, "industry": industry, "post_rows": rows,
        "posts": "、".join(r[0] for r in rows), "count": count,
        "roster": roster, "cycle": cycle, "period": period, "why": rng.choice(WHY_C if comprehensive else WHY_F),
        "before": rng.choice(["首次申请", "首次申请", "2019年曾获批准"]),
        "union_chair": somebody(steady(scene)), "consent_day": plus(today, -rng.randint(2, 12)), "attended": attended,
        "delegates": people(rng, rng.choice([6, 8]), (25, 50)),
    }
    scene.fields |= {k: str(scene.facts[k]) for k in ("posts", "count", "cycle", "period", "why")}
    office_seal(scene, "union", "union", f"{scene.firm.name}工会委员会")
    registrar(scene, date(2019, 6, 1))


def industry_of(trade: str, comprehensive: bool) -> tuple[str, list[tuple[str, str]]]:
    """The industry and posts that go with a firm's trade."""
    rows = COMPREHENSIVE if comprehensive else FLEXIBLE
    keys = [("餐饮", "酒店"), ("物流", "仓储"), ("物业",), ()] if comprehensive else [("商贸", "器械", "设备"),
        ("信息", "科技"), ("物流", "供应链"), ()]
    index = next((i for i, words in enumerate(keys) if any(w in trade for w in words)), len(rows) - 1)
    return rows[min(index, len(rows) - 1)]


def contract_term(scene: Scene) -> str:
    """A labour contract's term that is running."""
    start = date(scene.rng.randint(2018, 2019), scene.rng.randint(1, 12), 1)
    return f"{start.year}.{start.month}.{start.day}-{start.year + 3}.{start.month}.{start.day}"


def comprehensive(scene: Scene) -> None:
    """Comprehensive working hours."""
    hours(scene, True)


def flexible(scene: Scene) -> None:
    """Flexible working hours."""
    hours(scene, False)


CLAUSES = [
    ("二", "生产经营发生严重困难的",
        "受疫情影响，公司自2019年四季度以来订单大幅下降，连续亏损，2020年1至2月营业收入同比下降七成，生产经营发生严"
        "重困难"),
    ("三", "企业转产、重大技术革新或者经营方式调整，经变更劳动合同后，仍需裁减人员的",
        "公司关停线下门店、转为线上经营，已与部分职工变更劳动合同，仍有岗位富余"),
    ("四", "其他因劳动合同订立时所依据的客观经济情况发生重大变化，致使劳动合同无法履行的",
        "公司主要客户终止合作，所承接项目整体撤销，原有岗位不复存在"),
]
LAYOFF_POSTS = ["销售", "门店店员", "仓管员", "行政", "生产操作工", "客服", "设计", "司机"]


def layoff(scene: Scene) -> None:
    """A layoff of twenty or more, or a tenth or more, of the staff."""
    rng, today = scene.rng, scene.today
    staff, count = sizes(scene)
    scene.firm = replace(scene.firm, staff=staff)
    gone = people(rng, count, (24, 44))
    told = plus(today, -rng.randint(6, 11))
    carry = plus(told, rng.randint(34, 46))
    clause, text, hardship = rng.choice(CLAUSES)
    has_union = scene.facts.get("union", True)
    rows = [(p, p.place, rng.choice(LAYOFF_POSTS), layoff_term(scene), rng.randint(2014, 2017)) for p in gone]
    remaining = [p for p in people(rng, staff + 8, (24, 50)) if p.name not in {q.name for q in gone}][: staff - count]
    scene.facts |= {
        "staff": staff, "count": count, "share": f"{count / staff * 100:.1f}", "told_day": told,
        "opinion_day": plus(today, -rng.randint(1, 3)), "carry_out": carry,
        "finish": plus(carry, 15), "clause": clause, "clause_text": text, "hardship": hardship,
        "hardship_short": hardship[:hardship.index("，")],
        "body": "工会" if has_union else "全体职工", "list": rows, "union_chair": somebody(steady(scene)),
        "signers": [*gone, *remaining],
    }
    office_seal(scene, "union", "union", f"{scene.firm.name}工会委员会")
    registrar(scene, date(2019, 6, 1))


def layoff_term(scene: Scene) -> str:
    """A contract's term in full words."""
    start = date(scene.rng.randint(2018, 2019), scene.rng.randint(1, 12), 1)
    return f"{start:%Y.%m.%d}-{plus(date(start.year + 3, start.month, 1), -1):%Y.%m.%d}"


def sizes(scene: Scene) -> tuple[int, int]:
    """Staff and number laid off; below both thresholds where that is the flaw."""
    rng = scene.rng
    if scene.flaw("below-threshold"):
        return rng.randint(110, 180), rng.randint(6, 9)
    if not scene.facts.get("union", True):
        staff = rng.randint(26, 46)
        return staff, rng.randint(staff // 8 + 1, staff // 3)
    if rng.random() < 0.5:
        return rng.randint(120, 300), rng.randint(20, 30)
    staff = rng.randint(50, 110)
    return staff, rng.randint(staff // 10 + 1, staff // 6)
