"""Facts of the labour-dispatch items."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from south import china, firms
from south.cases import Case, authority, filler
from south.china import long_date

EQUIPMENT = (
    ("台式电脑", "联想启天", "6台"),
    ("笔记本电脑", "华硕14英寸", "2台"),
    ("打印复印一体机", "惠普M1136", "1台"),
    ("办公桌椅", "1.4米屏风桌", "8套"),
    ("文件柜", "铁皮五节", "4组"),
    ("传真电话机", "松下", "2部"),
    ("空调", "1.5匹挂机", "3台"),
    ("劳务人员信息管理系统", "单机版", "1套"),
    ("考勤机", "指纹式", "1台"),
    ("档案密集柜", "三联", "1组"),
)
AUDITORS = "北京槐信会计师事务所（普通合伙）", "北京麓诚会计师事务所有限公司", "北京笠和会计师事务所（普通合伙）"
CHANGE_EXTRA = {
    "住所": "premises-proof",
    "法定代表人": "legal-representative-identity",
    "注册资本": "capital-verification-report",
}
CLIENT_POSTS = ("保洁员", "洗碗工", "理货员", "保安辅助", "传菜员", "分拣员")


def small_capital(case: Case, yuan10k: int) -> None:
    """Set the registered capital, in units of ten thousand yuan."""
    case.unit.capital = yuan10k
    case.facts["capital"] = yuan10k
    set_accounts(case)


def set_accounts(case: Case) -> None:
    """Audit figures that add up; amounts in yuan."""
    rng, capital = case.rng, case.unit.capital * 10000
    retained, debts = rng.randrange(80_000, 900_000), rng.randrange(50_000, 600_000)
    assets = capital + retained + debts
    cash = rng.randrange(assets // 3, assets // 2)
    revenue = rng.randrange(1_500_000, 9_000_000)
    profit = rng.randrange(40_000, 300_000)
    figures = {
        "cash": cash,
        "other_assets": assets - cash,
        "debts": debts,
        "retained": retained,
        "assets": assets,
        "equity": capital + retained,
        "capital_yuan": capital,
        "revenue": revenue,
        "costs": revenue - profit,
        "profit": profit,
    }
    case.facts |= {key: china.money(value) for key, value in figures.items()}


def set_audit(case: Case) -> None:
    """The accountants and their report on 2019."""
    rng = case.rng
    signed = case.day - timedelta(days=rng.randint(3, 12))
    signed = max(signed, date(2020, 1, 16))
    names = [p.name for p in firms.people(rng, 3)]
    case.facts |= {
        "audit_firm": rng.choice(AUDITORS),
        "audit_no": f"审字〔2020〕第{rng.randint(101, 989)}号",
        "audit_year": 2019,
        "audit_date": long_date(signed),
        "auditor_a": names[0],
        "auditor_b": names[1],
        "auditor_c": names[2],
        "verify_date": long_date(signed),
    }
    set_accounts(case)


def set_premises(case: Case) -> None:
    """The lease, the landlord and the title deed."""
    rng = case.rng
    start = date(2019, rng.randint(1, 11), rng.randint(1, 28))
    firm = rng.random() < 0.5
    mark = firms.brand(rng)
    landlord = f"北京{mark}房地产经纪有限公司" if firm else firms.person(rng, 1955, 1980).name
    case.facts |= {
        "landlord": landlord,
        "landlord_firm": landlord if firm else "",
        "area": rng.choice((68.5, 86.2, 95, 112.4, 130)),
        "landlord_sign": "（盖章）" if firm else landlord,
        "lease_from": long_date(start),
        "rent": rng.randrange(6000, 15000, 500),
        "lease_to": long_date(china.years_later(start, 3)),
        "lease_signed": long_date(start - timedelta(days=6)),
        "deed_no": f"京（2016）朝阳区不动产权第00{rng.randint(10000, 99999)}号",
    }


def set_shareholders(case: Case) -> None:
    """Two shareholders whose shares add up to the capital."""
    rng, unit = case.rng, case.unit
    other = next(p for p in firms.people(rng, 2, 1960, 1990) if p.name != unit.legal.name)
    first = rng.choice((60, 70, 80))
    paid = long_date(unit.founded + timedelta(days=60))
    case.facts["shareholders"] = [
        {"name": p.name, "id": p.identity, "ratio": r, "amount": unit.capital * r // 100, "paid_on": paid}
        for p, r in ((unit.legal, first), (other, 100 - first))
    ]


def set_permit(case: Case, ends: date) -> None:
    """A permit of three years that ends on that day."""
    begins = ends.replace(year=ends.year - 3) + timedelta(days=1)
    case.facts |= {
        "permit_no": f"京劳派1105{begins.year}{case.rng.randint(1000, 9999)}",
        "permit_from": long_date(begins),
        "permit_to": long_date(ends),
        "permit_begins": begins,
        "permit_ends": ends,
        "permit_unit": case.unit.name,
        "permit_address": case.unit.address,
        "permit_legal": case.unit.legal.name,
        "permit_capital": case.unit.capital,
    }


def running_permit(case: Case) -> None:
    """A permit that runs for long enough yet."""
    set_permit(case, case.day + timedelta(days=case.rng.randint(240, 900)))


def make_dispatcher(case: Case) -> None:
    """A capital the law asks for and older papers."""
    case.unit.founded = case.unit.founded.replace(year=min(case.unit.founded.year, 2015))
    case.facts["founded"] = long_date(case.unit.founded)
    case.unit.capital = case.rng.choice((200, 200, 300, 500))
    case.facts["capital"] = case.unit.capital
    set_audit(case)
    set_premises(case)


@filler("dispatch-new")
def fill_new(case: Case) -> None:
    """A first permit of a firm that exists already."""
    make_dispatcher(case)
    set_shareholders(case)
    chosen = case.rng.sample(EQUIPMENT[:7] + EQUIPMENT[8:], 6)
    case.facts["equipment"] = [
        {"name": n, "spec": s, "qty": q, "place": case.rng.choice(("办公室", "前台", "档案室"))}
        for n, s, q in (*chosen, EQUIPMENT[7])
    ]
    case.facts["rules_date"] = long_date(case.day - timedelta(days=30))
    case.codes = [
        "dispatch-application",
        "business-licence",
        "articles-of-association",
        "audit-report",
        "premises-proof",
        "title-deed",
        "equipment-list",
        "legal-representative-identity",
        *authority(case),
        "dispatch-management-rules",
        "dispatch-agreement-sample",
    ]


def operation_year(case: Case, year: int) -> dict[str, Any]:
    """Figures of one year; amounts in ten thousand yuan."""
    workers = case.rng.randint(28, 90)
    wages = round(workers * case.rng.uniform(4.8, 6.2), 1)
    social = round(wages * 0.31, 1)
    return {
        "year": year,
        "workers": workers,
        "users": case.rng.randint(3, 9),
        "wages": wages,
        "social": social,
        "income": round((wages + social) * 1.06, 1),
    }


@filler("dispatch-extension")
def fill_extension(case: Case) -> None:
    """An extension applied for in good time."""
    make_dispatcher(case)
    set_permit(case, case.day + timedelta(days=case.rng.randint(68, 110)))
    case.facts["years"] = [operation_year(case, y) for y in (2017, 2018, 2019)]
    case.codes = [
        "dispatch-extension-application",
        "three-year-operation-report",
        "dispatch-permit",
        "business-licence",
        "audit-report",
        "premises-proof",
        *authority(case),
    ]


def change_kind(case: Case) -> tuple[str, str, str]:
    """What changes, its old and its new content; the permit keeps the old one."""
    kind = case.rng.choice(("住所", "法定代表人", "注册资本", "单位名称"))
    unit, facts = case.unit, case.facts
    if kind == "住所":
        facts["permit_address"] = firms.address(case.rng)
        return kind, facts["permit_address"], unit.address
    if kind == "法定代表人":
        facts["permit_legal"] = firms.person(case.rng, 1960, 1980).name
        return kind, facts["permit_legal"], unit.legal.name
    if kind == "注册资本":
        facts["permit_capital"] = 200
        small_capital(case, case.rng.choice((300, 500)))
        return kind, "200万元", f"{unit.capital}万元"
    facts["permit_unit"] = unit.name.replace(unit.short, firms.brand(case.rng))
    return kind, facts["permit_unit"], unit.name


@filler("dispatch-change")
def fill_change(case: Case) -> None:
    """A change that the registrar has entered already."""
    make_dispatcher(case)
    running_permit(case)
    kind, before, after = change_kind(case)
    changed = case.day - timedelta(days=case.rng.randint(8, 25))
    set_shareholders(case)
    case.facts |= {"change_kind": kind, "change_before": before, "change_after": after, "licence_issued": changed}
    case.facts |= {"change_date": long_date(changed), "change_doc_no": f"{case.rng.randint(10000, 99999)}"}
    extra = [CHANGE_EXTRA[kind]] if kind in CHANGE_EXTRA else []
    case.codes = ["dispatch-change-application", "dispatch-permit", "business-licence", "change-proof", *extra]
    case.codes += authority(case)


@filler("dispatch-cancellation")
def fill_cancellation(case: Case) -> None:
    """The permit is given back and the workers are settled."""
    make_dispatcher(case)
    running_permit(case)
    moved, ended = case.rng.randint(8, 30), case.rng.randint(2, 9)
    settled = case.day - timedelta(days=case.rng.randint(10, 40))
    reason = case.rng.choice(
        ("公司调整经营方向，只保留保洁和物业业务", "受疫情影响业务量下降，股东决定停止派遣业务", "主要客户改为自行招工")
    )
    case.facts |= {
        "cancel_reason": reason,
        "workers": moved + ended,
        "moved": moved,
        "ended": ended,
        "settled_on": long_date(settled),
        "settled_month": china.month_words(settled),
    }
    case.codes = [
        "dispatch-cancellation-application",
        "dispatch-permit",
        "dispatched-workers-settlement",
        "business-licence",
        *authority(case, with_identity=False),
    ]


def client(rng: Random) -> dict[str, Any]:
    """A firm that uses dispatched workers."""
    return {
        "name": firms.unit(rng, rng.choice(("restaurant", "shop", "cleaning"))).name,
        "count": rng.randint(6, 24),
        "term": rng.choice(("2018年7月至2020年6月", "2019年1月至2020年12月")),
        "post": rng.choice(CLIENT_POSTS),
    }


@filler("dispatch-annual-report")
def fill_annual(case: Case) -> None:
    """The report on 2019."""
    make_dispatcher(case)
    rng = case.rng
    set_permit(case, case.day + timedelta(days=rng.randint(240, 400)))
    clients = [client(rng) for _ in range(rng.randint(2, 4))]
    workers = sum(int(c["count"]) for c in clients)
    wages = round(workers * 5.4, 1)
    social = round(wages * 0.31, 1)
    case.facts |= {"clients": clients, "workers": workers, "wages": wages, "social": social}
    case.facts |= {"income": round((wages + social) * 1.06, 1), "gain": round(wages * 0.02, 1)}
    case.facts["union_members"] = rng.randint(0, workers)
    case.codes = ["annual-operation-report", "dispatch-permit"]
