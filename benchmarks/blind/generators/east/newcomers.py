"""Facts of enrolments: people from abroad, from Hong Kong, Macao and Taiwan, and part-time workers."""

from datetime import date
from random import Random

from .days import cn, later, years
from .digits import identity_number
from .facts import Facts
from .firms import Firm, person
from .insured import someone

FOREIGNERS = (
    ("HARTWELL DANIEL JOHN", "英国", "GBR"),
    ("OKAFOR GRACE", "美国", "USA"),
    ("LINDQVIST ERIK", "瑞典", "SWE"),
    ("NAKAGAWA SHOTA", "日本", "JPN"),
    ("BRENNER ANNIKA", "德国", "DEU"),
    ("TAN WEI LING", "新加坡", "SGP"),
    ("MORETTI PAOLO", "意大利", "ITA"),
)
WOMEN = ("GRACE", "ANNIKA", "LING")
AGENCIES = {"JPN": "Japan Pension Service 日本年金機構", "DEU": "GKV-Spitzenverband, DVKA (Deutschland)"}


def foreigner(firm: Firm, today: date, rng: Random, settled: bool) -> Facts:
    """A worker from abroad; settled ones hold a permanent residence card."""
    name, nation, iso = rng.choice(FOREIGNERS)
    one = person(rng, 1972, 1990, woman=name.endswith(WOMEN))
    start = later(today, -rng.randrange(15, 50)).replace(day=1)
    passport = rng.choice("CEKMX") + f"{rng.randrange(10**8):08d}"
    facts = {
        **someone(one, rng), "p_name": name, "p_nation": nation, "p_iso": iso, "p_doc": passport,
        "p_doc_kind": "护照", "p_class": "外国人",
        "p_job": rng.choice(("亚太区技术总监", "财务总监", "产品经理", "高级工程师")), "p_from": cn(start),
        "p_to": cn(later(years(start, 2), -1)), "p_wage": rng.randrange(180, 420) * 100,
        "treaty": iso in AGENCIES and not settled, "treaty_agency": AGENCIES.get(iso, ""), "p_start": start,
        "permit_number": f"11000{rng.randrange(10**7):07d}", "p_until": later(years(start, 2), -1),
    }
    return {**facts, "additions": _addition(facts)}


def _addition(facts: Facts) -> list[Facts]:
    """The row of the addition form."""
    began = facts["p_start"]
    return [
        dict(
            i=1, name=facts["p_name"], id=facts["p_doc"], sex=facts["p_sex"], why="新参加工作",
            month=f"{began.year}年{began.month}月", base=facts["p_wage"],
        )
    ]


COMPATRIOTS = (
    ("台湾居民来往大陆通行证", "中国台湾", "台湾"),
    ("港澳居民来往内地通行证", "中国香港", "香港"),
    ("港澳居民来往内地通行证", "中国澳门", "澳门"),
    ("港澳台居民居住证", "中国香港", "香港"),
)


def compatriot(firm: Firm, today: date, rng: Random) -> Facts:
    """A worker from Hong Kong, Macao or Taiwan."""
    kind, nation, home = rng.choice(COMPATRIOTS)
    one = person(rng, 1974, 1994)
    if kind.startswith("台湾"):
        number = f"{rng.randrange(10**8):08d}"
    elif kind.startswith("港澳居民"):
        number = ("H" if home == "香港" else "M") + f"{rng.randrange(10**8):08d}"
    else:
        number = identity_number("810000", f"{one.birth:%Y%m%d}", 1 if one.sex == "男" else 2)
    start = later(today, -rng.randrange(15, 50)).replace(day=1)
    facts = {
        **someone(one, rng), "p_nation": nation, "p_doc": number, "p_doc_kind": kind, "p_class": "台港澳人员",
        "p_from": cn(start), "p_to": cn(later(years(start, 3), -1)), "p_start": start, "p_home": home,
    }
    return {**facts, "additions": _addition(facts)}


def part_timer(firm: Firm, today: date, rng: Random) -> Facts:
    """A worker of another unit who works here part-time."""
    one = person(rng, 1974, 1994)
    start = later(today, -rng.randrange(15, 50)).replace(day=1)
    facts = {
        **someone(one, rng), "p_class": "兼职人员", "p_from": cn(start), "p_to": cn(later(years(start, 1), -1)),
        "p_start": start, "p_wage": 6000,
        "first_unit": rng.choice(("北京澜庭软件股份有限公司", "北京北苑职业技能培训学校")),
    }
    return {**facts, "additions": [dict(_addition(facts)[0], why="兼职")]}
