"""Facts for the catalogue's conditions, from the pages; what the pages do not tell stays unknown.

Source: design §5.5: an agent other than the legal representative is known from the application
form or the authorisation letter, whether a union exists from the opinion handed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance.Levenshtein import distance

from cases.plain_text import bare
from cases.reading import PageReading
from cases.traditional import simplified
from catalogue.conditions import Value
from papers.assignment import Assignment
from papers.identity_pages import ANYBODY
from papers.insurance_facts import derive_insurance
from papers.sure_values import Fields, day, number, text, texts

BRANCH_ENDINGS = ("分公司", "分店", "分厂", "办事处", "分支机构", "分行", "支行")
LOCAL = "北京"
ELSEWHERE = (
    "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东",
    "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏",
    "宁夏", "新疆", "香港", "澳门", "台湾",
)
NO_UNION_WORDS = ("没有工会", "未建立工会", "未成立工会", "无工会", "未设工会")
MEDICAL_UNITS = ("医院", "卫生院", "卫生服务中心", "诊所", "疾控", "疾病预防控制", "急救中心", "血站")
"""In the unit's own name; a certificate of any injury names some hospital."""

MEDICAL_WORDS = re.compile(r"医护|医务人员|(?:新冠|新型冠状病毒|COVID)(?!.{0,8}疫情)", re.IGNORECASE)
"""The epidemic itself stands in every letter of that year."""

CLEARING_WORDS = ("待遇核准", "跨省转移", "账户清算")


def derive(
    assignment: Assignment,
    fields: Fields,
    unit_name: str | None = None,
    pages: Sequence[PageReading] = (),
) -> dict[str, Value]:
    """Return the facts that are known; a fact that is not known has no key."""
    facts: dict[str, Value | None] = {
        "agent_differs": _agent_differs(assignment, fields),
        "applicant_established": _established(assignment),
        "has_union": _has_union(assignment, fields, pages),
        "is_branch": _is_branch(fields, unit_name),
        "account_clearing": True if any(w in page.text for w in CLEARING_WORDS for page in pages) else None,
        "medical_staff": _medical_staff(unit_name, pages),
        "epidemic_affected": True if any("受疫情影响" in page.text for page in pages) else None,
        "pay_method": text(fields, "pay_method"),
    }
    facts["out_of_town_branch"] = _out_of_town(facts["is_branch"], unit_name)
    for name in ("headcount", "total_staff", "capital"):
        facts[name] = number(fields, name)
    for name in ("explain_date", "plan_date"):
        facts[name] = day(fields, name)
    facts |= derive_insurance(assignment, fields, pages)
    return {name: value for name, value in facts.items() if value is not None}


def _medical_staff(unit_name: str | None, pages: Sequence[PageReading]) -> bool | None:
    by_name = any(word in (unit_name or "") for word in MEDICAL_UNITS)
    return True if by_name or any(MEDICAL_WORDS.search(bare(page.text)) for page in pages) else None


def _agent_differs(assignment: Assignment, fields: Fields) -> bool | None:
    agents, representatives = _people(fields, "agent"), _people(fields, "legal_rep")
    if agents and representatives:  # one who files himself is named as both; beside a letter another one acts
        return agents.isdisjoint(representatives) or bool(assignment.of("authorisation-letter"))
    # Nobody authorises himself: the letter alone tells that another person acts, as his card beside the head's does.
    return True if assignment.of("authorisation-letter") or _shows_an_agents_card(fields) else None


def _people(fields: Fields, name: str, documents: Sequence[str] = ()) -> set[str]:
    return {simplified(one) for one in texts(fields, name, documents)}


def _shows_an_agents_card(fields: Fields) -> bool:
    """Tell whether a card of one whom no paper lists lies beside that of the legal representative."""
    cards, representatives = _people(fields, "person_name", [ANYBODY]), _people(fields, "legal_rep")
    papers = [code for code in fields if code != ANYBODY]
    listed = _people(fields, "person_name", papers) if papers else set()
    others = cards - listed
    alike = not cards.isdisjoint(representatives)
    return alike and any(all(distance(name, one) > 1 for one in representatives) for name in others)


def _established(assignment: Assignment) -> bool | None:
    if assignment.of("business-licence"):
        return True
    return False if assignment.of("name-preapproval") else None


def _has_union(
    assignment: Assignment, fields: Fields, pages: Sequence[PageReading]
) -> bool | None:
    if any(word in page.text for word in NO_UNION_WORDS for page in pages):
        return False
    told = text(fields, "has_union")
    if told in ("true", "false"):
        return told == "true"
    if assignment.of("union-opinion"):
        return True
    alone = assignment.of("meeting-minutes-and-signatures") and not assignment.of("layoff-opinion")
    return False if alone else None


def _is_branch(fields: Fields, unit_name: str | None) -> bool | None:
    told = text(fields, "is_branch")
    if told in ("true", "false"):
        return told == "true"
    return unit_name.endswith(BRANCH_ENDINGS) if unit_name else None


def _out_of_town(is_branch: Value | None, unit_name: str | None) -> bool | None:
    """A branch whose name begins with another place; unknown where the name begins with no place at all."""
    if is_branch is not True:
        return False if is_branch is False else None
    if unit_name and unit_name.startswith(LOCAL):
        return False
    return True if unit_name and (unit_name.startswith(ELSEWHERE) or unit_name[2:3] in ("市", "省")) else None
