"""Cases about special working hours and reductions of staff."""

from __future__ import annotations

from datetime import date, timedelta

from .cards import identity_back, identity_front
from .chance import Chance
from .firms import POSTS
from .paper import Case, Paper, Setting
from .persons import Person, crowd
from .scenes_dispatch import add, case, delegation, licence
from .tables import table

HOURS = {"hours-comprehensive": "综合计算工时工作制", "hours-flexible": "不定时工作制"}
CYCLES = {"季": "一个季度", "年": "一年", "月": "一个月"}


def hours(setting: Setting, item: str) -> Case:
    """Return an application for one of the special working-hour systems."""
    made = case(setting, item)
    _hours_dates(setting, made)
    _hours_people(setting, made, item)
    _hours_words(setting, made, item)
    _hours_papers(setting, made, item)
    return made


def _hours_dates(setting: Setting, made: Case) -> None:
    days = made.values["d"]
    days.meeting = setting.ago(6, 24)  # type: ignore[attr-defined]
    begin = setting.received.date().replace(day=1) + timedelta(days=62)
    days.from_ = begin.replace(day=1)  # type: ignore[attr-defined]
    days.to = date(begin.year + 1, begin.month, 1) - timedelta(days=1)  # type: ignore[attr-defined]
    days.grant = setting.ago(30, 60)  # type: ignore[attr-defined]


def _hours_people(setting: Setting, made: Case, item: str) -> None:
    """Fill in posts and the workers who hold them."""
    chance = setting.chance
    posts, feature, business = table("labour", item.removeprefix("hours-"))[setting.firm.trade]
    counts = [chance.randint(4, 14), chance.randint(2, 5)]
    people = crowd(chance, sum(counts), (23, 52))
    for n, who in enumerate(people):
        who.post = posts[0] if n < counts[0] else posts[1]
        who.end = date(chance.pick([2021, 2022]), chance.randint(6, 12), 28)
    cycle = chance.pick(list(CYCLES)) if item == "hours-comprehensive" else ""
    mark = cycle or "机动工作、弹性安排"
    made.form.total = len(people)
    rows = [(posts[i], counts[i], mark, "　") for i in (0, 1)]
    made.values |= {
        "people": people,
        "posts": rows,
        "post_names": "、".join(posts),
        "total": len(people),
        "feature": feature,
        "business": business,
        "cycle": CYCLES.get(cycle, ""),
        "cycle_label": "计算周期" if cycle else "工作方式",
    }
    names = dict(zip(("w1", "w2", "w3", "w4"), people, strict=False))
    made.values |= names | {"rep": crowd(chance, 1, (35, 55))[0]}


def _hours_words(setting: Setting, made: Case, item: str) -> None:
    chance, values = setting.chance, made.values
    comprehensive = item == "hours-comprehensive"
    again = chance.yes(0.3)
    begin = values["d"].from_  # type: ignore[attr-defined]
    values |= {
        "hours_kind": HOURS[item],
        "hours_reason": f"{values['feature']}，不能实行标准工时制度。",
        "rest": "采取轮班作业，连续工作两班后连续休息两天"
        if comprehensive
        else "采取弹性工作、轮休调休，确保每周至少休息一天",
        "cycle_words": f"以{values['cycle']}为周期综合计算" if comprehensive else "由职工自主安排工作时间",
        "rural": chance.randint(3, 20),
        "last_no": f"京朝人社工时审〔2019〕{chance.randint(100, 900)}号" if again else "无",
        "last_term": f"至{begin.year}年{begin.month - 1}月止" if again else "首次申报",
        "first": "续报" if again else "首次",
        "has_union": "是",
        "union_yes": "有",
        "body": "职工大会",
        "matter": f"{HOURS[item]}申报",
        "parent_lr": crowd(chance, 1, (40, 58))[0].name,
    }


def _hours_papers(setting: Setting, made: Case, item: str) -> None:
    add(made, "special-hours-form", "special-hours-status", "special-hours-explanation")
    made.papers[0].main = True
    consent = setting.chance.pick(["staff-congress-resolution", "union-opinion"])
    if consent == "staff-congress-resolution":
        made.values |= {"has_union": "否", "union_yes": "无", "rep": made.values["w4"]}
        made.values["w4"] = made.values["people"][4]  # type: ignore[index]
    add(made, consent, "special-hours-roster", "legal-representative-certificate")
    delegation(setting, made, str(made.values["matter"]), identity=False)
    _identity(setting, made, setting.handler)
    licence(made)
    if setting.firm.parent:
        add(made, "parent-authorisation")
    if item == "hours-comprehensive":
        add(made, "work-and-rest-plan")


def _identity(setting: Setting, made: Case, who: Person) -> None:
    made.values["card"] = who
    made.pictures["c_front"] = identity_front(who, setting.chance)
    made.pictures["c_back"] = identity_back(who, setting.chance)
    made.papers.append(Paper("identity-card-copy", own=False))


def layoff(setting: Setting) -> Case:
    """Return a report that staff will be reduced."""
    made = case(setting, "layoff-report")
    small = setting.chance.yes(0.45)
    count = setting.chance.randint(7, 12) if small else setting.chance.randint(20, 27)
    setting.firm.staff = setting.chance.randint(38, 60) if small else setting.chance.randint(130, 320)
    if "below-threshold" in setting.wishes:
        small, count = False, setting.chance.randint(4, 8)
    _layoff_dates(setting, made)
    _layoff_people(setting, made, count)
    made.form.count, made.form.share = count, f"{count / setting.firm.staff * 100:.1f}"
    made.values |= {
        "cause": setting.chance.pick(table("labour", "causes")[setting.firm.trade]),
        "list_count": count,
        "rep": crowd(setting.chance, 1)[0],
        "told": "全体职工" if small else "工会",
        "matter": "企业裁减人员报告",
    }
    _layoff_papers(setting, made, small)
    return made


def _layoff_dates(setting: Setting, made: Case) -> None:
    days = made.values["d"]
    told = setting.ago(18, 26)
    cut = told + timedelta(days=setting.chance.randint(38, 55))
    days.told, days.heard = told, _heard(told)  # type: ignore[attr-defined]
    days.cut, days.paid, days.moved = cut, cut + timedelta(days=7), cut + timedelta(days=15)  # type: ignore[attr-defined]


def _heard(told: date) -> date:
    """Return the day on which opinions were in: a week on, but not in the long spring holiday."""
    heard = told + timedelta(days=7)
    if date(2020, 1, 24) <= heard <= date(2020, 2, 2):
        return date(2020, 1, 23) if told < date(2020, 1, 22) else date(2020, 2, 3)
    return heard


def _layoff_people(setting: Setting, made: Case, count: int) -> None:
    chance = setting.chance
    people = crowd(chance, count, (24, 44))
    total = 0.0
    cut = made.values["d"].cut  # type: ignore[attr-defined]
    for who in people:
        years = chance.randint(1, 8)
        who.start = date(cut.year - years, cut.month, chance.randint(1, 5))
        who.end = date(2021, chance.randint(1, 12), 28)
        who.post = chance.pick(POSTS[setting.firm.trade])
        who.wage = chance.randint(42, 64) * 100
        who.extra = {"years": years, "home": _home(who)}
        total += who.wage * (years + (0.5 if who.start.day < cut.day else 0))
    made.values |= {"people": people, "comp_total": round(total, 2)}


def _home(who: Person) -> str:
    place = who.addr[:2] if not who.addr.startswith(("黑龙", "内蒙")) else who.addr[:3]
    return place + who.hukou


def _layoff_papers(setting: Setting, made: Case, small: bool) -> None:
    licence(made)
    add(made, "layoff-legal-basis", "layoff-schedule", "layoff-compensation", "layoff-list")
    made.papers[1].main = True
    if small:
        _signatures(setting.chance, made, setting.firm.staff)
        add(made, "meeting-minutes-and-signatures")
    else:
        add(made, "layoff-opinion")
    add(made, "authorisation-letter")
    add(made, "agent-identity", own=False)


def _signatures(chance: Chance, made: Case, staff: int) -> None:
    """Put every worker's name on the signature sheet."""
    people = made.values["people"]
    known = {p.name for p in people}  # type: ignore[attr-defined]
    others = [p.name for p in crowd(chance, staff + 20) if p.name not in known][: staff - len(known)]
    names = [p.name for p in people] + others  # type: ignore[attr-defined]
    made.values["attend"] = len(names)
    padded = names + [""] * (-len(names) % 4)
    made.values["signrows"] = [padded[i : i + 4] for i in range(0, len(padded), 4)]
    half = (len(names) + 1) // 2
    right = names[half:] + [""] * (half - len(names[half:]))
    made.values["signpairs"] = [(n + 1, names[n], n + 1 + half if right[n] else "", right[n]) for n in range(half)]


SCENES = {
    "hours-comprehensive": lambda setting: hours(setting, "hours-comprehensive"),
    "hours-flexible": lambda setting: hours(setting, "hours-flexible"),
    "layoff-report": layoff,
}
