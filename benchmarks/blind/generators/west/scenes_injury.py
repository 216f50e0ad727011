"""Cases about injuries at work and the subsidy for taking on staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .firms import POSTS
from .paper import Case, Setting
from .persons import age, crowd, person
from .scenes_dispatch import add, case, licence
from .tables import table

LISTS = table("insured", "lists")


def _injury(setting: Setting, made: Case, accident: date) -> None:
    """Fill in the worker, the accident and the treatment."""
    chance = setting.chance
    who = person(chance, (24, 52))
    who.post = chance.pick(POSTS[setting.firm.trade])
    who.start, who.end = date(2017, chance.randint(1, 12), 1), date(2021, chance.randint(1, 12), 28)
    text, diagnosis, part, tools = chance.pick(LISTS["injuries"])
    moment = f"{accident.year}年{accident.month}月{accident.day}日{chance.randint(8, 17)}时"
    story = f"{moment}许，{who.name}{text.format(tool=chance.pick(tools))}，同事立即送医院治疗。"
    made.form.pid, made.form.accident = who.id, moment
    made.values |= {"p": who, "story": story, "diagnosis": diagnosis, "part": part, "age": age(who, accident)}
    made.values |= {"diagnosed": accident, "accident_day": accident, "place": setting.firm.addr}
    made.values |= {"clinic": chance.pick(LISTS["hospitals"]), "clinic_no": chance.digits(9)}
    made.values |= {
        "doctor": crowd(chance, 1)[0].name,
        "treat": "石膏固定，休息四周，定期复查",
        "matter": "工伤认定申请",
    }


def recognition(setting: Setting) -> Case:
    """Return an employer's request to recognise an injury within thirty days."""
    made = case(setting, "injury-recognition")
    _injury(setting, made, setting.received.date() - timedelta(days=setting.chance.randint(5, 22)))
    add(made, "injury-recognition-form", "labour-relation-proof")
    made.papers[0].main = True
    add(made, "diagnosis-certificate", own=False)
    if setting.chance.yes(0.7):
        add(made, "authorisation-letter")
    return made


def injury_benefit(setting: Setting) -> Case:
    """Return a request to pay for the treatment of a recognised injury."""
    made = case(setting, "injury-benefit")
    chance = setting.chance
    accident = date(2019, chance.randint(5, 11), chance.randint(1, 28))
    _injury(setting, made, accident)
    counts = (1, 2, 1, chance.randint(2, 6), chance.randint(1, 4), chance.randint(1, 5))
    bills = [(n, p, q, p * q) for (n, p), q in zip(LISTS["bills"], counts, strict=True)]
    made.values |= {"bills": bills, "bill_total": round(sum(b[3] for b in bills), 2), "bill_no": chance.digits(10)}
    made.values |= {"decision_day": accident + timedelta(days=chance.randint(25, 45))}
    made.values |= {"decision_no": f"{chance.randint(101, 900):04d}", "count": 1}
    made.values |= {"relation": "存在劳动关系", "promise_extra": "", "promise_matter": "工伤保险待遇（医疗费）支付"}
    made.values["people_names"] = made.values["p"].name  # type: ignore[attr-defined]
    add(made, "injury-decision", own=False)
    add(made, "commitment-letter")
    made.papers[-1].main = True
    add(made, "medical-bills", own=False)
    return made


def recruitment(setting: Setting) -> Case:
    """Return the roster for the one-off subsidy for taking on staff."""
    made = case(setting, "subsidy-recruitment")
    chance = setting.chance
    jan, feb = chance.randint(2, 7), chance.randint(2, 7)
    people = crowd(chance, jan + feb)
    for n, who in enumerate(people):
        who.post = chance.pick(POSTS[setting.firm.trade])
        who.extra["added"] = "2020年1月" if n < jan else "2020年2月"
    made.form.count = len(people)
    made.values |= {"people": people, "jan": jan, "feb": feb, "subsidy": len(people) * 1000}
    made.values |= {
        "goods": chance.pick(LISTS["goods" if setting.firm.trade == "factory" else "deliveries"]),
        "work_from": date(2020, 1, chance.randint(24, 29)),
    }
    made.values["recognition_no"] = f"朝疫防物资〔2020〕{chance.randint(3, 60)}号"
    made.values["recognition_day"] = date(2020, 1, chance.randint(30, 31))
    add(made, "recruitment-roster")
    made.papers[0].main = True
    add(made, "recruitment-recognition", own=False)
    licence(made)
    return made


SCENES: dict[str, Callable[[Setting], Case]] = {
    "injury-recognition": recognition,
    "injury-benefit": injury_benefit,
    "subsidy-recruitment": recruitment,
}
