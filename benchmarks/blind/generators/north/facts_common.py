"""Facts that every application has: form fields, authorisation, office seals."""

import random
from datetime import date

from .firms import Firm
from .people import given_name
from .scene import Scene, plus
from .seals import Engraving

BANKS = ["中国工商银行北京朝阳支行", "中国建设银行北京望京支行", "招商银行北京大望路支行", "北京银行双井支行",
    "交通银行北京酒仙桥支行"]


def cn(day: date) -> str:
    """2020年2月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def ym(day: date) -> str:
    """2020年2月."""
    return f"{day.year}年{day.month}月"


def money(value: float) -> str:
    """Yuan with separators and cents."""
    return f"{value:,.2f}"


def seal_font(rng: random.Random) -> str:
    """A face that engravers use."""
    return rng.choice(["song", "song", "serif", "baosong"])


def office_seal(scene: Scene, key: str, kind: str, text: str, words: str = "", shape: str = "round") -> None:
    """Register a seal other than the applicant's under the key that papers name."""
    diameter = 42 if kind in ("bureau", "registrar") else scene.rng.choice([38, 40, 42])
    scene.others[key] = Engraving(kind, text, "", seal_font(scene.rng), shape, words, diameter)


def registrar(scene: Scene, issued: date) -> None:
    """The registrar's seal as it was called when the licence was issued."""
    name = "北京市朝阳区市场监督管理局" if issued >= date(2018, 11, 16) else "北京市工商行政管理局朝阳分局"
    office_seal(scene, "registrar", "registrar", name)


def common(scene: Scene) -> None:
    """Fields and facts that all papers share."""
    rng = scene.rng
    matter = rng.choice(scene.item.formal)
    scene.facts |= {
        "matter": matter, "has_agent": True, "legal_post": steady(scene).choice(["执行董事、经理", "执行董事", "总经理",
            "董事长"]),
        "agent_post": rng.choice(["人力资源部", "人事行政部", "综合管理部", "行政人事部"]),
        "authorised_to": plus(scene.today, rng.choice([60, 90, 180])),
        "bank": rng.choice(BANKS), "account": "".join(str(rng.randrange(10)) for _ in range(19)),
    }
    scene.fields |= {"matter": matter, "date": cn(scene.today)}
    office_seal(scene, "bureau", "bureau", "北京市朝阳区人力资源和社会保障局")


def firm_fields(firm: Firm) -> dict[str, str]:
    """Form fields that follow from the firm as a paper shows it."""
    return {
        "unit": firm.name, "credit": firm.credit, "legal": firm.legal.name, "legal_id": firm.legal.number,
        "address": firm.address,
        "premises": firm.address, "capital": str(firm.capital), "founded": cn(firm.founded), "staff": str(firm.staff),
        "agent": firm.agent.name, "agent_phone": firm.agent.phone,
    }


def steady(scene: Scene) -> random.Random:
    """A source of chance that is the same in all applications of a firm."""
    return random.Random(scene.firm.credit)


def somebody(rng: random.Random) -> str:
    """A name of a person who only signs."""
    return given_name(rng, rng.random() < 0.5)
