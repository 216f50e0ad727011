"""Facts of back payments and refunds: months, bases, amounts."""

from dataclasses import dataclass, replace
from datetime import date

from .digits import spoil
from .facts_common import money, office_seal, ym
from .people import Person, people, person
from .scene import Scene, month_back, plus

BASES = {2011: (1680, 12603), 2012: (2089, 14016), 2013: (3134, 15669), 2014: (3476, 17379), 2015: (3878, 19389),
    2016: (4252, 21258),
    2017: (4624, 23118), 2018: (5080, 25401), 2019: (5557, 23565)}
ALL = "养老、医疗（含生育）、失业、工伤"
REASONS = {
    "monthly": ["2020年1月月报未能按时报送，申请月报补缴", "经办人春节返乡隔离，未按时申报月报"],
    "recent": ["新入职员工材料提交晚，漏报", "员工入职时原单位未减员，未能及时增员", "单位经办人员变动造成漏缴"],
    "base": ["申报缴费基数低于职工实际工资，申请补缴差额", "2019年度基数申报时少报奖金，补缴差额"],
    "extended": ["受疫情影响未按时缴纳，现申请补缴延长期费用", "疫情期间账户余额不足扣款未成功"],
    "long": ["单位以前年度漏缴社会保险费", "因历史原因未及时办理参保，申请补缴"],
}


@dataclass
class Row:
    """One line of a back-payment form."""

    name: str
    number: str
    cells: list[str]


def base(scene: Scene, day: date, level: float) -> int:
    """A contribution base within that year's limits (years run from July)."""
    year = day.year if day.month >= 7 else day.year - 1
    low, high = BASES[min(2019, max(2011, year))]
    return round(low + (high - low) * level)


def insured(scene: Scene, ages: tuple[int, int] = (24, 48), male: bool | None = None) -> Person:
    """A person; the number's check character is wrong where that is the flaw."""
    one = person(scene.rng, ages, male)
    return replace(one, number=spoil(one.number)) if scene.flaw("identity-invalid") else one


def span(first: date, last: date) -> int:
    """Months from first to last, both counted."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def fill(scene: Scene, columns: list[tuple[str, int]], rows: list[Row], reason: str,
        totals: list[str] | None = None) -> None:
    """Put a back-payment form's content in place."""
    scene.facts |= {"columns": columns, "rows": rows,
        "branches": scene.rng.choice([ALL, "五险", "养老、失业、工伤、医疗"]), "totals": totals or ["—"] * len(columns)}
    scene.fields["reason"] = scene.rng.choice(REASONS[reason])


PERIOD = [("补缴起止年月", 44), ("月数", 14), ("缴费基数（元）", 26)]


def monthly(scene: Scene) -> None:
    """The whole unit's report of one month."""
    day = month_back(scene.today, 1)
    rows = [Row(p.name, p.number, [ym(day), "1", str(base(scene, day, scene.rng.uniform(0.05, 0.6)))])
        for p in crowd(scene)]
    fill(scene, PERIOD, rows, "monthly")
    scene.fields["reason"] = f"{ym(day)}月报未按时报送，申请补缴"


def crowd(scene: Scene) -> list[Person]:
    """One to four insured persons."""
    wrong = scene.flaw("identity-invalid")
    found = people(scene.rng, scene.rng.randint(2, 5), (24, 48))
    return [replace(p, number=spoil(p.number)) if wrong and i == 0 else p for i, p in enumerate(found)]


def recent(scene: Scene) -> None:
    """Up to three months before the month of filing; fourteen or so where that is the flaw."""
    last = month_back(scene.today, 1)
    months = scene.rng.randint(12, 16) if scene.flaw("period-too-long") else scene.rng.choice([1, 2, 3, 3])
    first = month_back(last, months - 1)
    rows = [Row(p.name, p.number, [f"{ym(first)}至{ym(last)}", str(months),
        str(base(scene, last, scene.rng.uniform(0.05, 0.7)))]) for p in crowd(scene)[: scene.rng.randint(1, 3)]]
    fill(scene, PERIOD, rows, "recent")


def difference(scene: Scene) -> None:
    """Old base, right base, the difference per month."""
    rows = []
    first = date(2019, 7, 1)
    last = month_back(scene.today, 1)
    for p in crowd(scene)[: scene.rng.randint(1, 3)]:
        old = base(scene, first, scene.rng.uniform(0.02, 0.3))
        new = old + scene.rng.randint(8, 60) * 100
        rows.append(Row(p.name, p.number, [f"{ym(first)}至{ym(last)}", str(old), str(new), str(new - old)]))
    fill(scene, [("补缴起止年月", 44), ("原申报基数", 24), ("实际基数", 24), ("基数差额", 24)], rows, "base")


def extended(scene: Scene) -> None:
    """January and February 2020, postponed by the epidemic."""
    rng = scene.rng
    first = date(2020, 1, 1)
    last = date(2020, 2, 1) if scene.today >= date(2020, 2, 10) else first
    rows, total = [], 0.0
    for p in crowd(scene):
        value = base(scene, first, rng.uniform(0.02, 0.4))
        amount = round(value * 0.392 * span(first, last), 2)
        total += amount
        rows.append(Row(p.name, p.number, [f"{ym(first)}至{ym(last)}" if span(first, last) > 1 else ym(first),
            str(value), money(amount)]))
    fill(scene, [("补缴起止年月", 44), ("缴费基数", 24), ("应缴金额（元）", 30)], rows, "extended",
        ["—", "—", money(total)])
    scene.facts |= {"slip_no": str(rng.randrange(10**15, 10**16)), "slip_total": money(total),
        "slip_note": f"{ym(first)}起延长缴费期社会保险费", "slip_day": scene.today,
        "receiver_account": "0109" + "".join(str(rng.randrange(10)) for _ in range(16))}
    office_seal(scene, "bank", "other", scene.facts["bank"], "业务专用章")


def long_period(scene: Scene, months: tuple[int, int], ages: tuple[int, int], male: bool, extra: list[tuple[str, int]],
        cells: list[str]) -> None:
    """One person's months after July 2011."""
    rng = scene.rng
    count = rng.randint(*months)
    latest = month_back(scene.today, 4)
    room = span(date(2011, 7, 1), latest) - count
    first = month_back(latest, count - 1 + rng.randint(0, min(room, scene.facts.get("slack", 48))))
    last = month_back(first, -(count - 1))
    who = insured(scene, ages, male)
    level = rng.uniform(0.1, 0.5)
    value = f"{base(scene, first, level)}—{base(scene, last, level)}" if count > 12 else str(base(scene, first, level))
    fill(scene, [*PERIOD, *extra], [Row(who.name, who.number, [f"{ym(first)}至{ym(last)}", str(count), value, *cells])],
        "long")
    wages = []
    for year in range(first.year, last.year + 1):
        a, b = max(first, date(year, 1, 1)), min(last, date(year, 12, 1))
        wages.append((f"{ym(a)}至{ym(b)}" if a != b else ym(a), money(base(scene, b, level))))
    since = plus(first, -rng.randint(20, 300))
    scene.facts |= {"who": who, "from": since, "job": rng.choice(["销售主管", "会计", "库管员", "工程师", "司机"]),
        "wage_rows": wages}


def over_three(scene: Scene) -> None:
    """More than thirty-six months."""
    long_period(scene, (38, 64), (32, 45), True, [("账户类别", 24)], ["一般账户"])


def general(scene: Scene) -> None:
    """A general account, more than ten years paid, at most thirty-six months."""
    months = (41, 50) if scene.flaw("period-too-long") else (5, 36)
    years = scene.rng.randint(10, 16)
    long_period(scene, months, (36, 46), True, [("账户类别", 22), ("在京养老累计缴费年限", 34)],
        ["一般账户", f"{years}年{scene.rng.randint(1, 11)}个月"])
    promise(scene)


def temporary(scene: Scene) -> None:
    """A temporary account, at most thirty-six months."""
    scene.facts["slack"] = 12
    long_period(scene, (5, 36), (56, 58), True, [("账户类别", 24)], ["临时账户"])
    promise(scene)


def under_ten(scene: Scene) -> None:
    """A person whose years to come and years paid are below ten together."""
    male = scene.rng.random() < 0.5
    ages = (54, 56) if male else (44, 46)
    paid = scene.rng.randint(1, 2)
    long_period(scene, (6, 30), ages, male, [("账户类别", 22), ("理论年限", 22), ("实际缴费年限", 24)],
        ["一般账户", "", ""])
    who = scene.facts["who"]
    left = (60 if male else 50) - (scene.today.year - who.born.year)
    scene.facts["rows"][0].cells[-2:] = [f"{left}年", f"{paid}年{scene.rng.randint(1, 8)}个月"]


def promise(scene: Scene) -> None:
    """The undertaking's words and whom it is about."""
    scene.facts |= {"whose": scene.facts["who"].name, "promise": scene.rng.choice([
        "补缴期间职工确与我单位存在劳动关系，补缴月份和缴费基数与实际工资一致，相关劳动合同、工资凭证留存备查。",
        "所申报的期间、人员及金额真实无误，相关佐证材料由本单位保存，随时接受核查。"])}


def refund(scene: Scene) -> None:
    """Money paid twice or on too high a base, given back."""
    rng = scene.rng
    rows, total = [], 0.0
    persons = crowd(scene)[: rng.randint(1, 3)]
    for p in persons:
        first = date(2019, rng.randint(7, 12), 1)
        amount = round(rng.uniform(380, 2900), 2)
        total += amount
        rows.append(RefundRow(p.name, p.number, p.phone, ym(first), rng.choice(["养老", "医疗", "养老、失业"]),
            money(amount)))
    scene.facts |= {"rows": rows, "people": persons, "whose": "、".join(p.name for p in persons)}
    scene.fields |= {"total": money(total), "reason": rng.choice(["职工已离职未及时减员，造成多缴",
        "缴费基数申报有误，高于实际工资，产生基数差", "同一月份在两家单位重复缴费"])}
    scene.facts["promise"] = "退费所涉金额确系多缴，未享受相应待遇，退回款项由本单位将个人部分返还职工本人。"


@dataclass
class RefundRow:
    """One line of a refund application."""

    name: str
    number: str
    phone: str
    period: str
    branch: str
    amount: str
