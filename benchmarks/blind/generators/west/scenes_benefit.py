"""Cases about pensions and other benefits with the copy of an approval."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .paper import Case, Paper, Setting
from .persons import Person, born, crowd, person
from .scenes_dispatch import add, case
from .tables import table

LISTS = table("insured", "lists")


def _benefit(setting: Setting, item: str, who: Person) -> Case:
    """Return a case with a form and the copy of the approval."""
    made, chance = case(setting, item), setting.chance
    made.form.pid = who.id
    letter = "退" if item.endswith("retiree") else "待"
    made.values |= {
        "p": who,
        "p_account": "6222" + chance.digits(15),
        "approval_day": setting.ago(4, 14),
        "approval_no": f"京朝人社{letter}核〔2020〕{chance.randint(100, 2000)}号",
        "paid_years": f"{chance.randint(18, 34)}年{chance.randint(1, 11)}个月",
    }
    add(made, "benefit-form")
    made.papers[0].main = True
    made.papers.append(Paper("administrative-approval", own=False))
    made.outcome = ["accept", "tolerate"]
    return made


def _pensioner(setting: Setting) -> tuple[Person, date]:
    """Return a person and the day, this month or last, on which the age of retirement was reached."""
    chance, today = setting.chance, setting.received.date()
    who = crowd(chance, 1, (40, 45))[0]
    limit = 60 if who.sex == "男" else 50
    shift = chance.pick([-1, 0])
    index = today.year * 12 + today.month - 1 + shift
    day = chance.randint(1, 28) if shift else max(1, today.day - 16)
    reached = date(index // 12, index % 12 + 1, day)
    born(who, reached.replace(year=reached.year - limit))
    who.start = date(who.birth.year + 20, chance.randint(1, 12), 1)
    return who, reached


def retiree(setting: Setting) -> Case:
    """Return the report of a new pensioner with the copy of the approval."""
    who, reached = _pensioner(setting)
    made, chance = _benefit(setting, "benefit-new-retiree", who), setting.chance
    year, month = reached.year + reached.month // 12, reached.month % 12 + 1
    made.form.benefit_month = f"{year}年{month}月"
    made.values |= {
        **table("insured", "retiree"),
        "benefit_title": chance.pick(LISTS["retiree-titles"]),
        "benefit_day": reached,
        "approval_title": chance.pick(["退休核准表", "职工退休审批表"]),
        "benefit_reason": f"该职工{reached.year}年{reached.month}月达到退休年龄，退休已审批，申请从次月起发放养老金。",
    }
    latest = min(reached, made.values["d"].apply)  # type: ignore[attr-defined]
    made.values["approval_day"] = max(made.values["approval_day"], latest)  # type: ignore[type-var]
    return made


def simplified(setting: Setting) -> Case:
    """Return a benefit paid by the simplified way with the copy of the approval."""
    chance, today = setting.chance, setting.received.date()
    death = chance.yes(0.6)
    who = person(chance, (61, 80) if death else (35, 52), "男")
    who.start = date(who.birth.year + 22, 7, 1)
    made = _benefit(setting, "benefit-simplified", who)
    made.form.benefit_month = f"{today.year}年{today.month}月"
    made.values |= table("insured", "death" if death else "injury")
    made.values |= {"benefit_title": chance.pick(LISTS["benefit-titles"]), "benefit_day": setting.ago(16, 40)}
    return made


SCENES: dict[str, Callable[[Setting], Case]] = {
    "benefit-new-retiree": retiree,
    "benefit-simplified": simplified,
}
