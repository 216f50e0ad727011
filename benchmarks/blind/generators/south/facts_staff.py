"""Facts of the working-hours items and of layoff reports."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from south import china, firms
from south.cases import Case, authority, filler
from south.china import long_date

SYSTEMS = {"hours-comprehensive": "综合计算工时工作制", "hours-flexible": "不定时工作制"}
SHIFT_POSTS = {
    "restaurant": (
        ("厨师", "用餐高峰集中，午晚两市之间空闲"),
        ("服务员", "营业时间长，须轮班工作"),
        ("洗碗工", "随餐次集中工作"),
    ),
    "shop": (
        ("营业员", "门店每天营业十四小时，须轮班"),
        ("理货员", "到货时间不固定，集中上货"),
        ("收银员", "随营业时间轮班"),
    ),
    "cleaning": (("保洁员", "按项目集中作业"), ("工程维修工", "须随项目轮班值守")),
    "beauty": (("美发师", "周末和节前客流集中"), ("前台", "随营业时间轮班")),
    "delivery": (("装卸工", "随到货批次集中工作"), ("仓库管理员", "昼夜轮班")),
    "workshop": (("裁剪工", "订单有明显淡旺季"), ("包装工", "旺季集中赶工")),
}
FREE_POSTS = (
    ("外勤销售", "工作地点分散，时间由本人安排"),
    ("采购员", "凌晨到市场采购，时间无法固定"),
    ("送货司机", "按订单出车，时间机动"),
    ("总经理", "高级管理人员，工作无法按标准时间衡量"),
    ("区域店长", "巡店为主，工作时间机动"),
)
HOURS_WORDS = {
    "hours-flexible": (
        "有关岗位工作地点分散、时间机动，无法按照标准工作时间衡量，需要由职工自主安排。",
        "实行后由职工自主安排工作时间，我单位以合理的劳动定额考核，保证职工休息休假，工资不降低。",
    ),
    "hours-comprehensive": (
        "客流有明显的高峰和低谷，每天、每周的工作时间不均衡，部分岗位需要集中工作、集中休息。",
        "我单位采用集中工作、集中休息、轮休调休等方式，保证周期内平均工作时间不超过法定标准，"
        "超过部分依法支付加班工资。",
    ),
}
LAYOFF_PAPERS = ("business-licence", "layoff-legal-basis", "layoff-schedule", "layoff-compensation", "layoff-list")
CYCLES = {"年": (10, 200, 2000), "季": (10, 50, 500), "月": (8, 20, 166.64)}


def make_branch(case: Case) -> None:
    """Turn the unit into a Beijing branch of a firm from elsewhere."""
    rng, unit = case.rng, case.unit
    place, region = rng.choice((("天津", "120101"), ("石家庄", "130102"), ("沈阳", "210102")))
    parent = f"{place}{unit.short}餐饮管理有限公司"
    unit.name = f"{parent}北京朝阳分公司"
    case.facts |= {
        "unit": unit.name,
        "parent": parent,
        "parent_code": china.credit_code(rng, region=region),
        "parent_date": long_date(case.day - timedelta(days=15)),
        "head_title": "负责人",
        "head_post": "负责人",
        "branch_office": True,
    }


def post_facts(name: str, reason: str, count: int, cycle: str) -> dict[str, Any]:
    """What forms say about one post."""
    cell, words = (f"以{cycle}为周期", f"，以{cycle}为周期综合计算") if cycle else ("不计算周期", "")
    return {"post": name, "reason": reason, "count": count, "cycle_cell": cell, "cycle_words": words}


def set_posts(case: Case, source: tuple[tuple[str, str], ...], cycle: str) -> None:
    """Posts with counts and the roster of those who sign."""
    rng = case.rng
    crew = iter(firms.people(rng, 14))
    posts = [post_facts(name, reason, rng.randint(2, 6), cycle) for name, reason in rng.sample(source, 2)]
    roster = [sign_row(p["post"], next(crew)) for p in posts for _ in range(p["count"])]
    staff = max(case.unit.employees, len(roster) + 4)
    case.facts |= {"posts": posts, "roster": roster, "post_total": len(roster), "employees": staff}
    case.facts["post_ratio"] = china.percent(len(roster), staff)
    case.facts["post_names"] = "、".join(p["post"] for p in posts)
    case.facts |= dict(zip(("delegate_a", "delegate_b", "delegate_c"), [r["name"] for r in roster], strict=False))


def sign_row(post: str, one: firms.Person) -> dict[str, str]:
    """One line of the roster."""
    return {"post": post, "name": one.name, "sex": one.sex, "id": one.identity}


def set_consent(case: Case) -> str:
    """The meeting or the union that agrees; the code of its paper."""
    rng, facts = case.rng, case.facts
    day = case.day - timedelta(days=rng.randint(5, 14))
    against = rng.choice((0, 0, 1))
    attended = facts["employees"] - rng.randint(0, 2)
    union = rng.random() < 0.4
    facts |= {
        "congress_date": long_date(day),
        "meeting_place": rng.choice(("店内大厅", "公司会议室", "二楼包间")),
        "attended": attended,
        "against": against,
        "abstained": 0,
        "agreed": attended - against,
        "chair": facts["legal"],
        "keeper": firms.person(rng).name,
        "payday": rng.choice((5, 10, 15)),
        "union": union,
        "union_words": "有" if union else "无",
        "consent_words": "工会已讨论，同意实行。" if union else "已召开职工大会，同意实行。",
    }
    return "union-opinion" if union else "staff-congress-resolution"


def set_plan(case: Case) -> str:
    """A cycle and a plan within the legal hours."""
    cycle = case.rng.choice(("年", "季", "季", "月"))
    hours, days, limit = CYCLES[cycle]
    case.facts |= {
        "cycle": cycle,
        "day_hours": hours,
        "cycle_days": days,
        "cycle_hours": hours * days,
        "cycle_limit": limit,
        "meal": 60,
    }
    return cycle


def set_terms(case: Case) -> None:
    """The term applied for, the reason and the promise."""
    start = china.shift_months(case.day, 1)
    reason, promise = HOURS_WORDS[case.item]
    case.facts |= {
        "system": SYSTEMS[case.item],
        "other_system": next(name for item, name in SYSTEMS.items() if item != case.item),
        "term_from": long_date(start),
        "term_to": long_date(china.years_later(start, case.rng.choice((1, 2)))),
        "hours_reason": reason,
        "hours_promise": promise,
        "nature": "有限责任公司",
    }


@filler("hours-comprehensive", "hours-flexible")
def fill_hours(case: Case) -> None:
    """One of the two special working-hours systems."""
    if case.unit.trade == "restaurant" and case.rng.random() < 0.2:
        make_branch(case)
    set_terms(case)
    flexible = case.item == "hours-flexible"
    cycle = "" if flexible else set_plan(case)
    set_posts(case, FREE_POSTS if flexible else SHIFT_POSTS[case.unit.trade], cycle)
    consent = set_consent(case)
    case.codes = [
        "special-hours-form",
        "special-hours-status",
        "special-hours-explanation",
        consent,
        "special-hours-roster",
        "legal-representative-certificate",
        *authority(case, with_identity=False),
        "identity-card-copy",
        "business-licence",
        *(["parent-authorisation"] if case.facts.get("parent") else []),
        *([] if flexible else ["work-and-rest-plan"]),
    ]


def dismissed(case: Case, one: firms.Person) -> dict[str, Any]:
    """One person on the layoff list; the compensation follows the years worked."""
    rng = case.rng
    years = rng.randint(1, 6)
    begin = date(2020 - years, rng.randint(1, 3), rng.randint(1, 28))
    pay = rng.randrange(3800, 7200, 100) * (years + 0.5)
    return {
        "name": one.name,
        "sex": one.sex,
        "home": one.home,
        "post": rng.choice(("服务员", "传菜员", "厨工", "收银员", "营业员")),
        "contract": f"{begin:%Y.%m.%d}至{china.years_later(begin, years + 2):%Y.%m.%d}",
        "years": years,
        "pay": pay,
        "comp": china.money(pay),
        "begin": begin,
    }


def set_staff_pairs(case: Case, names: list[str], signed: bool = True) -> None:
    """The signatures of the whole staff, singly and two in a row."""
    staff = [{"name": n, "sign": n if signed else ""} for n in names]
    half = -(-len(staff) // 2)
    right = staff[half:] + [{"name": "", "sign": ""}] * (2 * half - len(staff))
    case.facts["staff"] = staff
    case.facts["staff_pairs"] = [
        left | {"n2": half + k + 1 if other["name"] else "", "name2": other["name"], "sign2": other["sign"]}
        for k, (left, other) in enumerate(zip(staff[:half], right, strict=True))
    ]


def set_layoff_dates(case: Case) -> None:
    """Staff told thirty days ahead, then the report, then the layoff."""
    told = case.day - timedelta(days=case.rng.randint(5, 20))
    out = told + timedelta(days=case.rng.randint(33, 45))
    case.facts |= {
        "notice_date": long_date(told),
        "amend_date": long_date(case.day - timedelta(days=2)),
        "layoff_date": long_date(out),
        "layoff_end": long_date(out + timedelta(days=15)),
        "opinion_date": long_date(told + timedelta(days=3)),
    }


def set_layoff_counts(case: Case, total: int, cut: int) -> None:
    """Staff, those who go, their compensation and all signatures."""
    crew = firms.people(case.rng, total)
    cuts = [dismissed(case, p) for p in crew[:cut]]
    case.facts |= {
        "employees": total,
        "cut": cut,
        "cut_ratio": china.percent(cut, total),
        "cuts": cuts,
        "comp_total": china.money(sum(c["pay"] for c in cuts)),
        "keeper": crew[-1].name,
        "chair": crew[-2].name,
    }
    set_staff_pairs(case, [p.name for p in crew])


@filler("layoff-report")
def fill_layoff(case: Case) -> None:
    """A layoff of at least a tenth of the staff."""
    rng = case.rng
    case.unit.founded = case.unit.founded.replace(year=2013)
    case.facts["founded"] = long_date(case.unit.founded)
    union = rng.random() < 0.45
    total = rng.randint(45, 110) if union else rng.randint(18, 36)
    set_layoff_counts(case, total, max(3, round(total * rng.uniform(0.14, 0.3))))
    set_layoff_dates(case)
    case.facts |= {"union": union, "notice_to": "工会" if union else "全体职工", "layoff_reason": layoff_reason(rng)}
    case.facts |= {"meeting_place": rng.choice(("公司会议室", "店内大厅"))} | firms_agent(case)
    opinion = "layoff-opinion" if union else "meeting-minutes-and-signatures"
    other = ["layoff-other"] if rng.random() < 0.4 else []
    case.codes = [*LAYOFF_PAPERS, opinion, "authorisation-letter", "agent-identity", *other]


def layoff_reason(rng: Random) -> str:
    """Why people have to go."""
    return (
        f"受疫情影响，公司关闭门店{rng.randint(1, 3)}家，2020年春节以来营业收入同比下降{rng.randint(55, 85)}%，"
        "房租和人工成本无法承担，生产经营发生严重困难。"
    )


def firms_agent(case: Case) -> dict[str, str]:
    """The clerk as agent: a layoff report always comes with an authority."""
    clerk = case.unit.agent
    return {"agent": clerk.name, "agent_id": clerk.identity, "agent_phone": clerk.phone}
