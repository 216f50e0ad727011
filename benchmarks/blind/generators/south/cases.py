"""A case: one application of one unit with the facts its papers are filled from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from south import china, firms, items

OFFICE = "北京市朝阳区人力资源和社会保障局"
INSURANCE_OFFICE = "北京市朝阳区社会保险基金管理中心"
REGISTRAR = "北京市朝阳区市场监督管理局"


@dataclass
class Case:
    """One application; `codes` are the materials to hand in, in order."""

    item: str
    rng: Random
    unit: firms.Unit
    day: date
    facts: dict[str, Any] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    tolerated: bool = False

    @property
    def by_agent(self) -> bool:
        """Whether somebody else than the legal representative hands in the papers."""
        return self.facts["agent"] != self.facts["legal"]


FILLERS: dict[str, Callable[[Case], None]] = {}


def filler(*names: str) -> Callable[[Callable[[Case], None]], Callable[[Case], None]]:
    """Register a function that fills the facts and codes of these items."""

    def register(function: Callable[[Case], None]) -> Callable[[Case], None]:
        """Keep the function."""
        FILLERS.update(dict.fromkeys(names, function))
        return function

    return register


def unit_facts(unit: firms.Unit) -> dict[str, Any]:
    """What papers say about the unit itself."""
    return {
        "unit": unit.name,
        "code": unit.code,
        "address": unit.address,
        "capital": unit.capital,
        "scope": unit.scope,
        "founded": china.long_date(unit.founded),
        "phone": unit.phone,
        "social_no": unit.social_no,
        "trade": unit.industry,
        "employees": unit.employees,
        "bank": unit.bank,
        "branch": "朝阳支行",
        "account_no": unit.account_no,
        "postcode": "100025",
        "legal": unit.legal.name,
        "legal_id": unit.legal.identity,
        "legal_sex": unit.legal.sex,
        "legal_phone": unit.legal.phone,
        "head_title": "法定代表人",
        "head_post": "执行董事",
        "business": unit.scope,
    }


def agent_facts(agent: firms.Person) -> dict[str, str]:
    """What papers say about the person who handles the matter."""
    return {"agent": agent.name, "agent_id": agent.identity, "agent_phone": agent.phone}


def set_dates(case: Case) -> None:
    """The dates that most papers share."""
    case.facts["date"] = china.long_date(case.day)
    case.facts["authority_to"] = china.long_date(case.day + timedelta(days=180))


def needs_company(item: str) -> bool:
    """Whether the item is one of companies only."""
    return items.strict(item) or item == "subsidy-recruitment"


def trade_for(item: str, rng: Random) -> str:
    """The trade of the applicant."""
    if item.startswith("dispatch-"):
        return "labour"
    if item == "subsidy-recruitment":
        return rng.choice(("restaurant", "shop", "delivery", "workshop"))
    return rng.choice(("restaurant", "restaurant", "restaurant", "shop", "cleaning", "beauty", "delivery", "workshop"))


def new_case(item: str, rng: Random, received: date) -> Case:
    """A case with a fresh unit, all facts and the codes of a complete hand-in."""
    sole = not needs_company(item) and rng.random() < 0.2
    unit = firms.unit(rng, trade_for(item, rng), sole)
    return fill_case(item, rng, unit, received)


def fill_case(item: str, rng: Random, unit: firms.Unit, received: date) -> Case:
    """A case of a known unit."""
    case = Case(item, rng, unit, received - timedelta(days=rng.randint(0, 4)))
    agent = unit.agent if rng.random() < 0.72 else unit.legal
    case.facts = unit_facts(unit) | agent_facts(agent)
    case.facts |= {
        "office": OFFICE,
        "office_insurance": INSURANCE_OFFICE,
        "registrar": REGISTRAR,
        "matter": items.ITEM_NAMES[item],
    }
    set_dates(case)
    FILLERS[item](case)
    return case


def authority(case: Case, with_identity: bool = True) -> list[str]:
    """The papers of an agent, where there is one."""
    if not case.by_agent:
        return []
    return ["authorisation-letter", "agent-identity"] if with_identity else ["authorisation-letter"]
