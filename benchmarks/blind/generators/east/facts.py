"""What the papers of a submission say: common facts and those of dispatch, hours and layoff items."""

from datetime import date
from random import Random
from typing import Any

from .days import cn, first_of_next_month, later, padded, years
from .firms import Firm, mobile, person
from .words import (
    ACCOUNTANTS,
    BANKS,
    COUNTERPARTS,
    CYCLE_JOBS,
    DEPARTMENTS,
    FLEXIBLE_JOBS,
    HOSPITALS,
    JOBS,
)

Facts = dict[str, Any]


def term_words(firm: Firm) -> str:
    """Term of business as the licence prints it."""
    return f"{padded(firm.founded)}至{padded(firm.term_end) if firm.term_end else '长期'}"


def _firm_facts(firm: Firm) -> Facts:
    """Facts of the licence and the people of the firm."""
    legal, agent = firm.legal, firm.agent
    return {
        "unit": firm.name, "code": firm.code, "address": firm.address, "utype": firm.type_words,
        "capital": firm.capital,
        "founded": padded(firm.founded), "term": term_words(firm), "scope": firm.scope, "trade": firm.trade,
        "staff": firm.staff, "phone": firm.phone, "parent": firm.parent, "union": firm.name + "工会委员会",
        "legal": legal.name, "legal_id": legal.identity, "legal_sex": legal.sex, "legal_title": firm.legal_title,
        "agent": agent.name, "agent_id": agent.identity, "agent_phone": agent.phone,
    }


def common(firm: Firm, item_name: str, today: date, rng: Random) -> Facts:
    """Facts every paper may use."""
    posts = ("分公司总经理",) if firm.kind == "branch" else ("执行董事、总经理", "董事长", "总经理")
    people = {who: person(rng).name for who in ("cpa_a", "cpa_b", "cfo", "chair")}
    return {
        **_firm_facts(firm), **people, "legal_post": rng.choice(posts), "dept": rng.choice(DEPARTMENTS),
        "today": cn(today), "item_name": item_name, "authority_end": cn(later(today, 180)),
        "docno": f"{firm.short}{rng.choice(('人字', '发', '函', '人资发'))}〔2020〕{rng.randrange(3, 60)}号",
        "union_no": f"{firm.short}工〔2020〕{rng.randrange(1, 12)}号",
        "bank": rng.choice(BANKS), "account": "0200" + f"{rng.randrange(10**12):012d}",
        "ins_no": f"11010{rng.randrange(5, 9)}{rng.randrange(10**6):06d}", "change_no": rng.randrange(102, 988),
        "hospital": rng.choice(HOSPITALS), "bureau": "北京市朝阳区人力资源和社会保障局",
    }


def _sheet(firm: Firm, rng: Random) -> Facts:
    """A balance sheet whose sums are right (yuan)."""
    capital = firm.capital * 10000
    debt = [rng.randrange(100_000, 900_000) for _ in range(3)]
    profit = rng.randrange(300_000, 2_400_000)
    total = capital + profit + sum(debt)
    fixed, deferred = rng.randrange(120_000, 600_000), rng.randrange(30_000, 120_000)
    receivable, other = int(total * 0.17), rng.randrange(20_000, 90_000)
    current = total - fixed - deferred
    money = {
        "cash": current - receivable - other, "receivable": receivable, "other": other, "current": current,
        "fixed": fixed, "deferred": deferred, "noncurrent": fixed + deferred, "payable": debt[0], "wages": debt[1],
        "tax": debt[2], "debt": sum(debt), "capital": capital, "profit": profit, "equity": capital + profit,
        "total": total,
    }
    return {f"bs_{key}": f"{value:,}.00" for key, value in money.items()}


EQUIPMENT = (
    ("办公桌椅", "1.4m 屏风工位", "36套", "自有"),
    ("台式计算机", "i5/8G/512G", "34台", "自有"),
    ("笔记本电脑", "14英寸 商务型", "12台", "自有"),
    ("激光打印复印一体机", "A3 黑白", "3台", "自有"),
    ("高速扫描仪", "A4 双面 60ppm", "2台", "自有"),
    ("服务器", "2U 机架式", "2台", "自有"),
    ("档案密集柜", "五组", "2套", "合同档案"),
    ("电话及视频会议终端", "IP 话机", "30部", "自有"),
)


def _lease(firm: Firm, today: date, rng: Random) -> Facts:
    """The lease of the premises; it runs on for at least a year."""
    start = later(today, -rng.randrange(60, 500))
    return {
        "landlord": rng.choice(COUNTERPARTS), "premises": firm.address, "area": rng.randrange(180, 640),
        "lease_no": f"ZL-{start.year}-{rng.randrange(100, 999)}", "rent": f"{rng.randrange(45, 120) * 1000:,}",
        "deed_no": f"京（{rng.randrange(2016, 2019)}）朝不动产权第{rng.randrange(10**6):07d}号",
        "lease_from": cn(start), "lease_to": cn(later(years(start, 4), -1)), "lease_signed": cn(later(start, -9)),
    }


def dispatch(firm: Firm, today: date, rng: Random) -> Facts:
    """Facts of the five items on lending workers."""
    rows = [dict(i=i, name=n, model=m, amount=a, note=o) for i, (n, m, a, o) in enumerate(EQUIPMENT, 1)]
    share = int(firm.capital * 0.7)
    permit_from = date(2018, rng.randrange(1, 12), rng.randrange(1, 28))
    made = {
        **_sheet(firm, rng), **_lease(firm, today, rng), **_figures(firm, rng), "equipment": rows,
        "auditor": rng.choice(ACCOUNTANTS), "auditor_no": f"京审字〔2020〕第{rng.randrange(1001, 3999)}号",
        "capital_paper": "财务审计报告", "holder_a": f"{firm.short}控股（集团）有限公司",
        "holder_b": person(rng).name, "share_a": share, "share_b": firm.capital - share,
        "verify_day": cn(later(today, -rng.randrange(20, 50))), "rules_no": f"HR-{rng.randrange(10, 60)}-2020",
        "rules_day": cn(date(2020, 1, rng.randrange(2, 20))), "stop_day": cn(later(today, -rng.randrange(20, 45))),
    }
    return {**made, **permit(permit_from, rng)}


def permit(start: date, rng: Random) -> Facts:
    """The permit: number and its three years."""
    end = later(years(start, 3), -1)
    return {
        "permit_no": f"京{start.year}05{rng.randrange(10**6):06d}", "permit_from": cn(start), "permit_to": cn(end),
        "permit_start": start, "permit_end": end, "extend_from": cn(later(end, 1)),
    }


def _figures(firm: Firm, rng: Random) -> Facts:
    """Three years of business figures (ten thousand yuan, persons)."""
    revenue = rng.randrange(1800, 5200)
    men = rng.randrange(120, 420)
    made: Facts = {
        "men_union": int(men * 0.6), "mean_wage": f"{rng.randrange(5200, 8900)}",
        "men_pay": f"{rng.randrange(60, 400) * 1000:,}",
    }
    for key, grow in (("a", 0.82), ("b", 0.93), ("c", 1.0)):
        made[f"rev_{key}"] = int(revenue * grow)
        made[f"gain_{key}"] = int(revenue * grow * 0.06)
        made[f"tax_{key}"] = int(revenue * grow * 0.035)
        made[f"men_{key}"] = int(men * grow)
    made["men_end"] = int(men * 0.3)
    made["men_direct"] = men - made["men_end"]
    parts = [men // 2, men // 3]
    parts.append(men - sum(parts))
    names = rng.sample(
        ("北京卓岚商贸有限公司", "北京同晖物业服务有限公司", "北京启合信息咨询有限公司", "北京嘉里安仓储有限公司"), 3
    )
    made["users"] = [dict(name=n, amount=a, job=rng.choice(JOBS)) for n, a in zip(names, parts, strict=True)]
    return made


CHANGES = ("住所", "法定代表人", "注册资本", "单位名称")


def dispatch_change(firm: Firm, what: str, today: date, rng: Random, old_address: str) -> Facts:
    """What a change application changes; the firm already is in its new state."""
    stem = firm.name.replace("集团", "").replace("国际", "")
    before = {
        "住所": old_address, "法定代表人": person(rng).name, "注册资本": f"人民币{firm.capital - 100}万元",
        "单位名称": stem.replace("人力资源", "企业人力资源"),
    }
    after = {
        "住所": firm.address, "法定代表人": firm.legal.name, "注册资本": f"人民币{firm.capital}万元",
        "单位名称": firm.name,
    }
    return {
        "change_what": what, "change_old": before[what], "change_new": after[what],
        "change_day": cn(later(today, -rng.randrange(8, 28))),
    }


REASONS_C = (
    "受新型冠状病毒感染肺炎疫情影响，业务量集中且波动明显，需实行轮岗调休，相关岗位须连续作业，无法执行每日固定工时。",
    "公司承担城市运行和客户现场保障任务，业务受季节和客户需求影响，淡旺季明显，需集中工作、集中休息。",
    "项目现场实行二十四小时运行值守，岗位须倒班轮换，难以按标准工时安排。",
)
REASONS_F = (
    "相关岗位工作无法按标准工作时间衡量，须根据客户和市场情况机动作业，工作时间由职工自行安排。",
    "外勤、销售和管理岗位经常出差、值守，工作地点和时间不固定，适宜以完成任务情况进行考核。",
)
CYCLES = {
    "年": "周期内总工作时间不超过2000小时，平均每周不超过40小时。",
    "季": "周期内总工作时间不超过500小时，平均每周不超过40小时。",
    "月": "周期内总工作时间不超过166.64小时，平均每周不超过40小时。",
}


def crew(rng: Random, count: int, jobs: list[str], youngest: int = 1997) -> list[Facts]:
    """Workers with jobs in turn; each signs by name."""
    rows = []
    for i in range(count):
        one = person(rng, 1966, youngest)
        rows.append(
            dict(
                i=i + 1, name=one.name, sex=one.sex, id=one.identity, job=jobs[i % len(jobs)], sign=one.name,
                phone=mobile(rng), person=one,
            )
        )
    return rows


def names_grid(names: list[str], columns: str) -> list[Facts]:
    """Names in rows of as many cells as there are column letters."""
    rows = []
    for start in range(0, len(names), len(columns)):
        part = names[start : start + len(columns)]
        rows.append({c: part[i] if i < len(part) else "　" for i, c in enumerate(columns)})
    return rows


def _posts(workers: list[Facts], jobs: list[str], system: str, cycle: str, first: bool) -> list[Facts]:
    """Jobs with their numbers of workers; also notes the system with each worker."""
    for row in workers:
        row["system"] = system
    counts = [sum(row["job"] == job for row in workers) for job in jobs]
    common = dict(system=system, cycle=cycle, first="首次" if first else "续报")
    return [dict(i=i, job=j, amount=c, **common) for i, (j, c) in enumerate(zip(jobs, counts, strict=True), 1)]


def _consent(union: bool, today: date, rng: Random) -> Facts:
    """Who agreed to the special hours, and when."""
    congress = rng.randrange(16, 27)
    names = [person(rng).name for _ in range(congress)]
    return {
        "congress": congress, "congress_here": congress, "congress_rows": names_grid(names, "abcde"),
        "meeting_day": cn(later(today, -rng.randrange(4, 15))),
        "consent_name": "工会意见书" if union else "职工代表大会决议",
        "consent_words": "征求工会意见，工会同意" if union else "职工代表大会讨论通过", **_parent(today, rng, 6),
    }


def _parent(today: date, rng: Random, days: int) -> Facts:
    """Number and day of the parent firm's letter."""
    day = cn(later(today, -rng.randrange(days, days + 20)))
    return {"parent_no": f"总办〔2020〕{rng.randrange(1, 40)}号", "parent_day": day}


def hours(firm: Firm, flexible: bool, union: bool, today: date, rng: Random) -> Facts:
    """Facts of the special working hours items."""
    jobs = rng.sample(FLEXIBLE_JOBS if flexible else CYCLE_JOBS, rng.choice((1, 2, 2)))
    name = "不定时工作制" if flexible else "综合计算工时工作制"
    cycle = "不适用" if flexible else rng.choice(list(CYCLES))
    workers, first = crew(rng, rng.randrange(7, 24), jobs), rng.random() < 0.7
    posts, start = _posts(workers, jobs, name, cycle, first), first_of_next_month(today)
    free = "不定时岗位以完成工作任务情况进行考核，不以固定工时计算。"
    return {
        "hours_name": name, "jobs": "、".join(jobs), "men": len(workers), "cycle": cycle, "workers": workers,
        "posts": posts, "box_c": "□" if flexible else "■", "box_f": "■" if flexible else "□",
        "jobs_counted": "；".join(f"{p['job']}{p['amount']}人" for p in posts),
        "renewal": "首次申报" if first else "续期申报", "reason": rng.choice(REASONS_F if flexible else REASONS_C),
        "previous": "无（首次申报）" if first else f"{today.year - 1}年经贵局批准，期限一年，执行情况良好",
        "hours_from": cn(start), "hours_to": cn(later(years(start, 1), -1)),
        "cycle_words": free if flexible else f"以{cycle}为周期综合计算工时，{CYCLES[cycle]}",
        **_consent(union, today, rng),
    }


CAUSES = (
    "受新型冠状病毒感染肺炎疫情影响，公司自2020年1月下旬起营业收入同比下降八成以上，",
    "因主要客户终止合作且疫情期间项目停工，公司已连续三个季度亏损，资金周转困难，生产经营发生严重困难，",
)


def layoff(firm: Firm, union: bool, few: bool, today: date, rng: Random) -> Facts:
    """Facts of a layoff report; few puts it below both thresholds."""
    firm.staff = rng.randrange(58, 88) if not union else rng.randrange(150, 460)
    men = rng.randrange(5, 10) if few else max(-(-firm.staff // 8), rng.randrange(20, 34))
    men = men if union or few else -(-firm.staff // 6)
    notice = later(today, -rng.randrange(14, 26))
    leave = later(notice, rng.randrange(33, 44))
    laid = crew(rng, men, rng.sample(JOBS, 4), 1992)
    for row in laid:
        start = date(rng.randrange(2015, 2019), rng.randrange(1, 13), 1)
        row["hukou"] = row["person"].region
        row["contract"] = f"{start.year}.{start.month}.1—2020.{rng.randrange(9, 13)}.30"
    signers = [row["name"] for row in laid] + [person(rng, 1966, 1999).name for _ in range(firm.staff - men)]
    rng.shuffle(signers)
    return {
        "staff": firm.staff, "men": men, "share": f"{men / firm.staff:.1%}", "layoff_cause": rng.choice(CAUSES),
        "notice_day": cn(notice), "opinion_day": cn(later(notice, rng.randrange(5, 12))), "layoff_day": cn(leave),
        "settle_day": cn(later(leave, 15)), "told": "工会" if union else "全体职工", "laid": laid,
        "layoff_pay": rng.randrange(90, 420), "signers": names_grid(signers, "abcdef"), **_parent(today, rng, 30),
    }
