"""Cases about the enrolment of persons who cannot be enrolled online."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .cards import booklet, card, identity_back, identity_front, machine_zone, plain_back
from .firms import POSTS, firm
from .paper import Case, Setting
from .persons import Person, born, person
from .scenes_dispatch import add, case
from .tables import table
from .wording import Filler

LISTS = table("insured", "lists")
HOSPITALS: list[str] = LISTS["hospitals"]
LATER = ["labour-contract", "enrolment-addition-form"]  # may follow after the epidemic


def rows(name: str, values: dict[str, object]) -> list[tuple[str, str]]:
    """Return the label and value rows of a card."""
    filler = Filler("dot")
    return [(label, filler.vformat(text, (), values)) for label, text in table("insured", "cards")[name]]


def lines(name: str, values: dict[str, object]) -> list[str]:
    """Return the rows of the back of a card as lines."""
    return [f"{label}　{text}" for label, text in rows(name, values)]


def _enrol(setting: Setting, item: str, who: Person, doc: str, country: str) -> Case:
    """Return a case about a new worker who started some weeks ago."""
    made = case(setting, item)
    chance, month = setting.chance, setting.received.date()
    who.post = who.post or chance.pick(POSTS[setting.firm.trade])
    who.start = setting.ago(8, 40)
    who.end = date(who.start.year + 2, who.start.month, 28)
    who.wage = chance.randint(60, 130) * 100
    made.form.pid = who.id
    made.values |= {**table("insured", "enrol"), "p": who, "p_sign": who.name, "doc_kind": doc, "country": country}
    made.values |= {"hospital1": HOSPITALS[0], "hospital2": chance.pick(HOSPITALS[1:])}
    made.values["add_month"] = f"{month.year}年{month.month}月"
    return made


def _finish(setting: Setting, made: Case, optional: list[str], codes: list[str]) -> Case:
    """Add papers; leave out what may come later in some cases."""
    left_out = setting.chance.pick(optional) if setting.chance.yes(0.35) else ""
    for code in codes:
        if code != left_out:
            add(made, code, own=code.startswith(("enrol", "labour", "part")))
    form = made.paper("enrolment-person-form")
    assert form
    form.main = True
    if left_out:
        made.outcome, made.missing = ["tolerate"], [left_out]
    return made


def hong_kong(setting: Setting) -> Case:
    """Return the enrolment of a resident of Hong Kong, Macao or Taiwan."""
    chance = setting.chance
    who = person(chance, (27, 48))
    area, code, doc = chance.pick(LISTS["areas"])
    who.id = code + who.id[6:]
    born(who, who.birth)
    made = _enrol(setting, "enrol-hk-macao-taiwan", who, doc, area)
    who.addr = setting.firm.addr
    made.values |= {"hk_doc": doc, "person_words": "台港澳人员"}
    values: dict[str, object] = {"who": who, "month": chance.randint(1, 12)}
    made.pictures["doc_front"] = card(doc, rows("resident", values), chance)
    made.pictures["doc_back"] = plain_back(f"中华人民共和国{doc}", lines("resident-back", values), chance)
    codes = ["hk-macao-taiwan-document", "labour-contract", "enrolment-person-form", "enrolment-addition-form"]
    return _finish(setting, made, LATER, codes)


def foreigner(setting: Setting) -> Case:
    """Return the enrolment of a foreigner who works here."""
    chance = setting.chance
    treaty = chance.yes(0.25)
    country, state, surname, given, body = chance.pick(LISTS["treaty"] if treaty else LISTS["countries"])
    who = person(chance, (27, 50), "男")
    who.name, who.id = f"{surname} {given}", chance.pick("ACEGHL") + chance.digits(8)
    who.post, who.addr = chance.pick(LISTS["foreign-posts"]), setting.firm.addr
    made = _enrol(setting, "enrol-foreigner", who, "护照", country)
    made.values["person_words"] = "在华就业外国人"
    _foreign_pictures(setting, made, state)
    papers = ["passport-copy", "work-permit", "residence-permit"]
    if not treaty and chance.yes(0.15):
        papers = ["passport-copy", "permanent-residence-card"]
    if treaty:
        _treaty(setting, made, body)
        papers.append("treaty-coverage-certificate")
    codes = [*papers, "enrolment-person-form", "enrolment-addition-form", "labour-contract"]
    return _finish(setting, made, LATER, codes)


def _treaty(setting: Setting, made: Case, body: str) -> None:
    """Add the values of a certificate of coverage."""
    start = made.values["p"].start  # type: ignore[attr-defined]
    made.values |= {"cover": "工伤、生育、医疗", "treaty_body": body, "treaty_no": setting.chance.digits(9)}
    made.values |= {"treaty_from": start, "treaty_to": date(start.year + 3, start.month, 1)}


def _foreign_pictures(setting: Setting, made: Case, state: str) -> None:
    """Draw passport, permits and cards of a foreigner."""
    chance, who = setting.chance, made.values["p"]
    assert isinstance(who, Person) and who.start
    surname, given = who.name.split(" ", 1)
    end = date(chance.randint(2023, 2027), chance.randint(1, 12), chance.randint(1, 28))
    until = date(who.start.year + 2, who.start.month, min(who.start.day, 28))
    values: dict[str, object] = {
        "who": who,
        "state": state,
        "surname": surname,
        "given": given,
        "end": end,
        "start": who.start,
        "until": until,
    }
    values |= {"country": made.values["country"], "firm": setting.firm.name, "number": state[:2] + chance.digits(12)}
    zone = machine_zone(who.name, who.id, state, who.birth, end)
    draw = made.pictures
    draw["passport"] = booklet(f"PASSPORT  {state}", rows("passport", values), zone, chance)
    draw["workcard_front"] = card("外国人工作许可证", rows("workcard", values), chance)
    draw["workcard_back"] = plain_back("工作许可信息", lines("workcard-back", values), chance)
    draw["residence"] = booklet("中华人民共和国外国人居留许可", rows("residence", values), [], chance)
    draw["prcard"] = card("外国人永久居留身份证", rows("prcard", values), chance, (226, 226, 240))


def part_time(setting: Setting) -> Case:
    """Return the enrolment of a person with a second employer."""
    chance = setting.chance
    who = person(chance, (25, 48))
    made = _enrol(setting, "enrol-part-time", who, "居民身份证", "中国")
    made.values |= {"first_unit": firm(chance).name, "cover": "工伤", "add_reason": "兼职第二单位"}
    made.values |= {"p_hukou": who.hukou, "person_words": "兼职人员", "card": who}
    made.pictures["c_front"], made.pictures["c_back"] = identity_front(who, chance), identity_back(who, chance)
    codes = ["identity-card-copy", "part-time-proof", "enrolment-person-form", "enrolment-addition-form"]
    return _finish(setting, made, ["enrolment-addition-form"], codes)


SCENES: dict[str, Callable[[Setting], Case]] = {
    "enrol-hk-macao-taiwan": hong_kong,
    "enrol-foreigner": foreigner,
    "enrol-part-time": part_time,
}
