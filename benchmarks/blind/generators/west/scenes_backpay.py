"""Cases about contributions paid later, refunds and commitments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .firms import POSTS
from .paper import Case, Paper, Setting
from .persons import Person, age, born, crowd
from .scenes_dispatch import add, case
from .tables import table

TICKS: dict[str, list[str]] = table("backpay", "ticks")
MONTH_WORDS: tuple[Callable[[int, int], str], ...] = (
    lambda y, m: f"{y}年{m}月",
    lambda y, m: f"{y}{m:02d}",
    lambda y, m: f"{y}.{m:02d}",
    lambda y, m: f"{y}年{m:02d}月",
)
REASONS: dict[str, list[str]] = table("backpay", "reasons")
REFUNDS: dict[str, str] = table("backpay", "refunds")


def month_at(day: date, shift: int) -> tuple[int, int]:
    """Return year and month so many months away."""
    index = day.year * 12 + day.month - 1 + shift
    return index // 12, index % 12 + 1


def span(first: tuple[int, int], last: tuple[int, int]) -> int:
    """Return the number of months from first to last, both counted."""
    return (last[0] - first[0]) * 12 + last[1] - first[1] + 1


def set_period(who: Person, first: tuple[int, int], last: tuple[int, int], words: Callable[[int, int], str]) -> None:
    """Write a period into a person's row."""
    who.extra |= {"first": words(*first), "last": words(*last), "months": span(first, last)}
    who.extra["first_at"], who.extra["last_at"] = first, last


def _people(setting: Setting, item: str) -> list[Person]:
    """Return the persons an item is about, of fitting age."""
    chance, today = setting.chance, setting.received.date()
    if item.endswith("under-ten-years"):
        who = crowd(chance, 1, (40, 44))[0]
        years = chance.randint(52, 55) if who.sex == "男" else chance.randint(43, 46)
        return [born(who, date(today.year - years, chance.randint(5, 12), chance.randint(1, 28)))]
    if item.endswith("temporary"):
        who = crowd(chance, 1, (52, 56), "男")[0]
        return [who]
    if item.endswith(("over-three-years", "three-years-general")):
        return crowd(chance, 1, (36, 46))
    counts = {"backpay-monthly-report": (3, 9), "backpay-extended-period": (3, 9)}
    return crowd(chance, chance.randint(*counts.get(item, (1, 4))), (23, 47))


def _period(setting: Setting, item: str) -> tuple[tuple[int, int], tuple[int, int]]:
    chance, today = setting.chance, setting.received.date()
    if item == "backpay-monthly-report":
        return (2020, 1), (2020, 1)
    if item == "backpay-recent-three-months":
        return month_at(today, -chance.randint(1, 3)), month_at(today, -1)
    if item == "backpay-base-difference":
        return (2019, 7), month_at(today, -1)
    if item == "backpay-extended-period":
        return (2020, 1), (2020, 1 if today < date(2020, 3, 1) else 2)
    first = (chance.randint(2012, 2013), chance.randint(1, 12))
    if item == "backpay-over-three-years":
        return first, month_at(date(*first, 1), chance.randint(39, 60))
    return (first[0] + 3, first[1]), month_at(date(first[0] + 3, first[1], 1), chance.randint(9, 33))


def _accounts(setting: Setting, item: str, people: list[Person]) -> None:
    """Write paid years and years left to retirement."""
    chance = setting.chance
    for who in people:
        limit = 60 if who.sex == "男" else 50
        left = max(limit - age(who, setting.received.date()), 0)
        if item.endswith("under-ten-years"):
            paid = chance.randint(1, max(1, 8 - left))
        else:
            paid = chance.randint(2, 6) if item.endswith("temporary") else chance.randint(11, 16)
        who.extra |= {"left": left, "paid": f"{paid}年{chance.randint(1, 10)}个月"}


def backpay(setting: Setting, item: str) -> Case:
    """Return a request to pay contributions later."""
    made = case(setting, item)
    people = _people(setting, item)
    first, last = _period(setting, item)
    words = setting.chance.pick(MONTH_WORDS)
    old = first[0] < 2018
    for who in people:
        set_period(who, first, last, words)
        base = setting.chance.randint(42, 55) * 100 if old else setting.chance.randint(56, 92) * 100
        gap = setting.chance.randint(5, 18) * 100
        who.extra |= {"base": base, "old": base - gap, "gap": gap}
        who.start = date(first[0], first[1], 1)
        who.post = setting.chance.pick(POSTS[setting.firm.trade])
    _accounts(setting, item, people)
    _backpay_words(setting, made, item, people)
    _backpay_papers(setting, made, item)
    return made


def _backpay_words(setting: Setting, made: Case, item: str, people: list[Person]) -> None:
    tick, words = TICKS[item]
    diff = item == "backpay-base-difference"
    made.form.why = setting.chance.pick(REASONS[item])
    made.values |= {
        "people": people,
        "p": people[0],
        "backpay_tick": tick,
        "backpay_words": words,
        "cover": "五险全部",
        "diffrows": diff,
        "plainrows": not diff,
        "count": len(people),
        "account": "three-years-" in item or item.endswith("under-ten-years"),
        "account_kind": "临时账户" if item.endswith("temporary") else "一般账户",
        "months_total": sum(p.months for p in people),
        "base_total": sum(p.base for p in people),  # type: ignore[misc]
        "still": "在职",
        "relation": "存在劳动关系",
        "promise_extra": "",
        "promise_matter": words,
        "people_names": "、".join(p.name for p in people),
    }


def _backpay_papers(setting: Setting, made: Case, item: str) -> None:
    add(made, "backpay-form")
    made.papers[0].main = True
    if item.endswith(("three-years-general", "three-years-temporary")):
        add(made, "commitment-letter")
    elif item.endswith(("over-three-years", "under-ten-years")):
        if setting.chance.yes(0.45):
            _wage_rows(setting, made)
            add(made, "employment-and-wage-proof")
        else:
            made.outcome, made.missing = ["tolerate"], ["employment-and-wage-proof"]
    elif item == "backpay-extended-period" and setting.chance.yes(0.5):
        _slip(setting, made)


def _wage_rows(setting: Setting, made: Case) -> None:
    who = made.values["p"]
    years = list(range(who.first_at[0], who.last_at[0] + 1))  # type: ignore[attr-defined]
    wages = [(f"{y}年", who.base - 100 * (years[-1] - y)) for y in years]  # type: ignore[attr-defined]
    wages += [("　", "　")] * (len(wages) % 2)
    made.values["wagerows"] = [(*wages[i], *wages[i + 1]) for i in range(0, len(wages), 2)]


def _slip(setting: Setting, made: Case) -> None:
    chance = setting.chance
    made.values |= {
        "bank_name": setting.firm.bank[:6],
        "slip_no": chance.digits(12),
        "slip_day": setting.ago(1, 4),
        "slip_amount": round(made.values["base_total"] * 0.38 * 1.0, 2),
    }  # type: ignore[operator]
    made.papers.append(Paper("bank-slip", own=False))


def refund(setting: Setting) -> Case:
    """Return a request to pay back contributions."""
    made, chance = case(setting, "refund"), setting.chance
    kind = chance.pick(list(REFUNDS))
    people = crowd(chance, chance.randint(1, 3))
    words = chance.pick(MONTH_WORDS)
    first, last = ((2019, 7), (2019, 12)) if kind == "基数差退费" else ((2020, 1), (2020, 1))
    for who in people:
        set_period(who, first, last, words)
        who.extra |= {"money": span(first, last) * chance.randint(300, 1900) + 0.24, "pid": who.id}
    made.form.why = REFUNDS[kind]
    made.values |= {"people": people, "p": people[0], "refund_tick": kind, "count": len(people)}
    made.values["months_total"] = sum(p.months for p in people)  # type: ignore[misc]
    made.values["money_total"] = sum(p.money for p in people)  # type: ignore[misc]
    made.values["people_phones"] = "；".join(f"{p.name}{p.mobile}" for p in people)
    made.values["people_names"] = "、".join(p.name for p in people)
    made.values |= {"relation": "存在或曾存在劳动关系", "promise_extra": "，可电话向参保人核实"}
    made.values["promise_matter"] = f"社会保险退费（{kind}）"
    add(made, "refund-application", "commitment-letter")
    made.papers[0].main = True
    return made


SCENES: dict[str, Callable[[Setting], Case]] = {"refund": refund}
for _item in TICKS:
    SCENES[_item] = lambda setting, item=_item: backpay(setting, item)  # type: ignore[misc]
