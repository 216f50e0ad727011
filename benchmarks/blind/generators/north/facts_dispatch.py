"""Facts of the dispatch items: permit, premises, accounts, clients, changes."""

import random
from dataclasses import replace
from datetime import date

from .digits import capitals
from .facts_common import cn, money, office_seal, registrar, somebody
from .firms import BRANDS_A, BRANDS_B, Firm, address, firm, replace_year
from .people import person
from .scene import Scene, plus

EQUIPMENT = [("办公桌椅", "1.4米职员桌", 10, 24, "套"), ("台式电脑", "i5/8G/512G", 8, 20, "台"),
    ("笔记本电脑", "14英寸", 2, 6, "台"),
    ("激光打印机", "A4黑白双面", 1, 3, "台"), ("多功能一体机", "A3彩色", 1, 2, "台"),
    ("文件柜", "铁皮五层", 4, 12, "个"),
    ("档案密集柜", "四列", 1, 2, "组"), ("固定电话", "来电显示", 4, 10, "部"), ("投影仪", "高清", 1, 1, "台"),
    ("会议桌椅", "12人位", 1, 1, "套"),
    ("路由器及交换机", "千兆", 1, 3, "台"), ("保险柜", "电子密码", 1, 1, "个"), ("空调", "1.5匹", 2, 6, "台"),
    ("饮水机", "立式", 1, 3, "台")]
POSTS = ["行政助理", "客服专员", "仓储分拣", "前台接待", "数据录入", "保洁", "配送辅助", "营业员"]


def unit_name(rng: random.Random, tail: str) -> str:
    """Another invented firm's name."""
    return f"北京{rng.choice(BRANDS_A)}{rng.choice(BRANDS_B)}{tail}有限公司"


def premises(scene: Scene) -> None:
    """Lease and title deed of the registered address."""
    rng, f, today = scene.rng, scene.firm, scene.today
    owner = unit_name(rng, "置业")
    since = date(today.year - 1, rng.randint(1, 12), 1)
    area = rng.choice([96.5, 128.0, 156.3, 186.8, 215.4])
    number = f"京（{rng.randint(2016, 2018)}）朝不动产权第{rng.randrange(10**4, 10**5):07d}号" if scene.facts[
        "deed_new"] else f"X京房权证朝字第{rng.randrange(10**5, 10**6)}号"
    scene.facts |= {
        "area": area, "premises": f.address, "landlord": owner, "landlord_man": somebody(rng), "lease_from": since,
        "lease_to": plus(replace_year(since, since.year + rng.choice([3, 4, 5])), -1),
        "lease_signed": plus(since, -rng.randint(3, 20)),
        "rent": money(round(area * 30.4 * rng.uniform(3.5, 7.5), 0)), "deed_no": number,
        "deed": {"owner": owner, "place": f.address,
            "unit_no": f"110105 {rng.randrange(10**5):06d} GB{rng.randrange(10**4):05d} F{rng.randrange(10**7):08d}",
            "area": str(area), "no": number,
            "day": f"{rng.randint(2011, 2017)}年{rng.randint(1, 12):02d}月{rng.randint(1, 28):02d}日"},
    }
    office_seal(scene, "landlord", "other", owner)
    land = "北京市规划和自然资源委员会" if scene.facts["deed_new"] else "北京市住房和城乡建设委员会"
    office_seal(scene, "land", "registrar", land)


def balance(rng: random.Random, capital: int) -> list[tuple[str, str, str, str]]:
    """Rows of a balance sheet that adds up; amounts in yuan."""
    retained = rng.randint(200000, 2400000)
    spans = ((20000, 90000), (90000, 700000), (60000, 260000), (9000, 80000))
    other, payable, wages, taxes = (rng.randint(*span) for span in spans)
    debts = payable + wages + taxes
    fixed, total = rng.randint(90000, 360000), capital + retained + debts
    claims = rng.randint(total // 8, total // 3)
    assets = [
        ("货币资金", total - fixed - claims - other), ("应收账款", claims), ("其他应收款", other),
        ("固定资产净值", fixed), ("", None), ("", None), ("资产总计", total),
    ]
    right = [
        ("应付账款", payable), ("应付职工薪酬", wages), ("应交税费", taxes), ("负债合计", debts),
        ("实收资本", capital), ("未分配利润", retained), ("负债和所有者权益总计", total),
    ]
    pairs = zip(assets, right, strict=True)
    return [(a, "" if v is None else money(v), b, money(w)) for (a, v), (b, w) in pairs]


def profit(rng: random.Random) -> list[tuple[str, int]]:
    """Rows of a profit statement that adds up; amounts in yuan."""
    income = rng.randint(4200000, 26000000)
    cost, costs = int(income * rng.uniform(0.74, 0.85)), int(income * rng.uniform(0.06, 0.1))
    before = income - cost - costs
    tax = round(before * 0.05)
    return [
        ("一、营业收入", income), ("减：营业成本", cost), ("　　期间费用及税金", costs), ("二、利润总额", before),
        ("减：所得税费用", tax), ("三、净利润", before - tax),
    ]


def accounts(scene: Scene) -> None:
    """The audit of 2019 by another invented firm."""
    rng = scene.rng
    rows = profit(rng)
    auditor = unit_name(rng, "会计师事务所")
    scene.facts |= {
        "auditor": auditor, "audit_no": f"{rng.randint(100, 999)}", "audit_year": 2019,
        "audit_day": min(date(2020, 1, rng.randint(8, 22)), plus(scene.today, -4)),
        "cpa1": somebody(rng), "cpa2": somebody(rng), "accountant": somebody(rng),
        "balance": balance(rng, scene.firm.capital * 10000), "profit": [(k, money(v)) for k, v in rows],
        "income": f"{rows[0][1] / 10000:.2f}", "net": f"{rows[-1][1] / 10000:.2f}",
    }
    office_seal(scene, "auditor", "other", auditor)


def shares(scene: Scene) -> None:
    """The owners' shares, which add up to the capital."""
    f = scene.firm
    percents = {2: [60, 40], 3: [51, 29, 20]}[len(f.owners)]
    rows = [(o.name, f"{f.capital * p / 100:g}", p) for o, p in zip(f.owners, percents, strict=True)]
    scene.facts |= {"shares": rows, "capital_words": capitals(f.capital * 10000), "articles_day": f.founded}


def permit(scene: Scene, first: date) -> None:
    """The permit: number, term of three years from a day."""
    last = plus(replace_year(first, first.year + 3), -1)
    number = f"110105{first.year}{scene.rng.randrange(1, 99999):05d}"
    words = f"{cn(first)}至{cn(last)}"
    scene.facts |= {"permit": {"no": number, "term": words, "issued": cn(first)}, "permit_from": first,
        "permit_to": last}
    scene.fields |= {"permit_no": number, "permit_term": words}


def running_permit(scene: Scene) -> None:
    """A permit with a year or more to run."""
    permit(scene, date(scene.rng.choice([2018, 2019]), scene.rng.randint(3, 12), scene.rng.randint(1, 28)))


def new(scene: Scene) -> None:
    """A first application of a firm already registered."""
    rng = scene.rng
    scene.facts["deed_new"] = rng.random() < 0.6
    premises(scene)
    accounts(scene)
    shares(scene)
    rows = [(n, m, rng.randint(lo, hi), u, rng.choice(["", "", "自有", "已投入使用"])) for n, m, lo, hi,
        u in rng.sample(EQUIPMENT, rng.randint(9, 13))]
    scene.facts |= {"equipment": rows, "system": rng.choice(["人力资源外包业务管理系统V3.0", "派遣员工信息管理平台",
        "HRO一体化管理软件（网络版）"]),
        "rules_day": date(2019, rng.randint(9, 12), rng.randint(1, 28))}
    registrar(scene, date(2019, 6, 1))


def extension(scene: Scene) -> None:
    """An extension; the permit ends 65 to 150 days after the application, or sooner where that is the flaw."""
    rng = scene.rng
    ahead = rng.randint(8, 48) if scene.flaw("outside-window") else rng.randint(66, 150)
    last = plus(scene.today, ahead)
    first = plus(replace_year(last, last.year - 3), 1)
    scene.facts["deed_new"] = True
    permit(scene, first)
    premises(scene)
    accounts(scene)
    base = rng.randint(300, 900)
    years = [(2017 + i, f"{base * (1 + 0.18 * i):.2f}", f"{base * (0.03 + 0.006 * i):.2f}", 3 + i,
        rng.randint(40, 70) + 22 * i) for i in range(3)]
    years[2] = (2019, scene.facts["income"], scene.facts["net"], *years[2][3:])
    scene.facts["years"] = years
    registrar(scene, date(2019, 6, 1))


def clients(scene: Scene) -> None:
    """User units with numbers that add up."""
    rng = scene.rng
    rows = []
    for _ in range(rng.randint(2, 5)):
        start = date(2019, rng.randint(1, 9), 1)
        rows.append((unit_name(rng, rng.choice(["商贸", "物流", "物业管理", "餐饮管理", "科技"])), rng.randint(6, 48),
            f"{start:%Y.%m}—{start.year + 2}.{start:%m}", "、".join(rng.sample(POSTS, 2))))
    total = sum(r[1] for r in rows)
    wages = total * rng.uniform(6.2, 8.4)
    scene.facts |= {"clients": rows, "dispatched": total, "union_members": int(total * rng.uniform(0.3, 0.8)),
        "wages": f"{wages:.2f}",
        "premiums": f"{wages * 0.27:.2f}", "year": 2019}


def annual(scene: Scene) -> None:
    """The report on 2019."""
    running_permit(scene)
    accounts(scene)
    clients(scene)


def cancellation(scene: Scene) -> None:
    """Giving the permit back."""
    rng = scene.rng
    running_permit(scene)
    rows = [(unit_name(rng, "物流"), rng.randint(3, 15), "协商解除", "已停缴转出"),
        (unit_name(rng, "商业管理"), rng.randint(2, 12), "用工单位直接录用", "已由用工单位接续"),
        (unit_name(rng, "餐饮管理"), rng.randint(2, 9), "合同到期终止", "已停缴转出")][: rng.randint(2, 3)]
    scene.facts |= {"settlements": rows, "settled": sum(r[1] for r in rows),
        "settled_day": date(2020, 1, rng.randint(5, 20))}
    scene.fields["reason"] = rng.choice(["公司业务调整，不再开展劳务派遣业务",
        "受市场环境影响，公司转型为人力资源咨询，终止劳务派遣业务"])
    registrar(scene, date(2019, 6, 1))


def change(scene: Scene) -> None:
    """A change of address, legal representative, capital or name; the licence is already changed."""
    rng, f = scene.rng, scene.firm
    kind = rng.choice(["address", "address", "legal", "legal", "capital", "name"])
    label, old, new, why, permit_key = changed(rng, f, kind)
    running_permit(scene)
    scene.facts["permit"][permit_key] = old
    scene.facts["deed_new"] = True
    premises(scene)
    accounts(scene)
    day = plus(scene.today, -rng.randint(12, 60))
    scene.facts |= {"change_kind": kind, "change_item": label, "old_value": old, "new_value": new, "change_reason": why,
        "change_day": day,
        "notice_no": f"{rng.randrange(10**6):07d}"}
    if kind == "address":
        scene.facts |= {"lease_from": plus(day, -20), "lease_signed": plus(day, -25),
            "lease_to": plus(replace_year(day, day.year + 3), -21)}
    if kind == "capital":
        shares(scene)
    scene.fields |= {"old_value": old, "new_value": new, "matter": f"{scene.fields['matter']}（{label}）"}
    registrar(scene, day)


def changed(rng: random.Random, f: Firm, kind: str) -> tuple[str, str, str, str, str]:
    """Label, old value, new value, reason, and the permit's field that still shows the old value."""
    if kind == "address":
        return "住所", address(rng), f.address, "公司搬迁办公场所", "address"
    if kind == "legal":
        return "法定代表人", person(rng, (40, 60)).name, f.legal.name, "公司股东会改选执行董事", "legal"
    if kind == "capital":
        before = f"{f.capital - 100}万元"
        return "注册资本", before, f"{f.capital}万元", "公司扩大经营规模、股东增资", "capital"
    return "单位名称", firm(rng, "dispatch").name, f.name, "公司品牌整合需要", "name"


def grown(f: Firm) -> Firm:
    """A firm whose capital leaves room for an increase from two million."""
    return f if f.capital >= 300 else replace(f, capital=300)
