"""Who applies: what form, licence and seals agree on, before what the sender wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.report import FieldValue
from papers.applicant import find_applicant
from tests.validators.builders import OTHER, TWIN, UNIT, form_page, page, seal, value

CLIENT, AGENT = "北京拓桐餐饮管理有限公司", "北京澄翎人力资源有限公司"


def _fields(form: str = "", licence: str = "") -> dict[str, tuple[FieldValue, ...]]:
    told = {"form": form, "business-licence": licence}
    return {code: (value("unit_name", name),) for code, name in told.items() if name}


@pytest.mark.parametrize(("named", "form", "licence", "found"), [
    (None, "", "", (None, "")),
    (None, UNIT, "", (UNIT, "form")),
    (None, "", UNIT, (UNIT, "licence")),
    (UNIT, OTHER, "", (UNIT, "file-name")),
    (UNIT, UNIT, UNIT, (UNIT, "file-name")),
    (OTHER, UNIT, UNIT, (UNIT, "form")),
    (TWIN, UNIT, UNIT, (UNIT, "form")),
    (OTHER, UNIT, TWIN, (OTHER, "file-name")),
])
def test_papers_that_agree_overrule_a_name(
    named: str | None, form: str, licence: str, found: tuple[str | None, str]
) -> None:
    assert find_applicant(named, _fields(form, licence), ()) == found


def test_a_seal_agrees_with_the_form() -> None:
    stamped = replace(form_page(1), seals=(seal(UNIT),))
    assert find_applicant(OTHER, _fields(UNIT), (stamped,)) == (UNIT, "form")
    assert find_applicant(OTHER, {}, (stamped, replace(page(2), seals=(seal(UNIT),)))) == (OTHER, "file-name")


@pytest.mark.parametrize(("named", "form", "found"), [
    (AGENT, CLIENT, (CLIENT, "form")), (AGENT, UNIT, (AGENT, "file-name")), (AGENT, "", (AGENT, "file-name")),
    (CLIENT, OTHER, (CLIENT, "file-name")),
])
def test_an_agent_whom_no_page_knows_is_not_who_applies(named: str, form: str, found: tuple[str, str]) -> None:
    assert find_applicant(named, _fields(form), (page(1),)) == found


def test_an_agent_on_a_page_or_beside_two_units_is_as_named() -> None:
    stamped = replace(page(1), seals=(replace(seal(AGENT), text_score=0.6),))
    assert find_applicant(AGENT, _fields(CLIENT), (stamped,)) == (AGENT, "file-name")
    two = {"form": (value("unit_name", CLIENT), value("unit_name", OTHER))}
    assert find_applicant(AGENT, two, (page(1),)) == (AGENT, "file-name")


def test_the_name_that_a_seal_bears_in_part_comes_first() -> None:
    stamped = replace(form_page(1), seals=(replace(seal("北京华□劳务有限□司"), text_score=0.6),))
    fields = {"form": (value("unit_name", OTHER), value("unit_name", OTHER), value("unit_name", UNIT))}
    assert find_applicant(None, fields, (stamped,)) == (UNIT, "form")


BANK, HOSPITAL, BUREAU = "中国农业银行北京堡头支行", "北京朝阳医院", "北京市公安局朝阳分局双桥派出所"


@pytest.mark.parametrize("other", [BANK, HOSPITAL, "北京市朝阳区职业技术学校", "北京中天会计师事务所有限公司"])
def test_whom_papers_of_others_name_does_not_apply_beside_them(other: str) -> None:
    forms = {"form": (value("unit_name", other), value("unit_name", other), value("unit_name", UNIT))}
    assert find_applicant(None, forms, (page(1),)) == (UNIT, "form")
    stamped = replace(page(1), seals=(seal(other),))
    assert find_applicant(UNIT, {"form": (value("unit_name", other), value("unit_name", UNIT))}, (stamped,))[0] == UNIT


@pytest.mark.parametrize("unit", [BANK, HOSPITAL])
def test_a_bank_or_hospital_that_form_and_seal_name_applies_itself(unit: str) -> None:
    stamped = replace(page(1), seals=(seal(unit),))
    assert find_applicant(None, _fields(unit), (stamped,)) == (unit, "form")
    assert find_applicant(OTHER, _fields(unit), (stamped,)) == (unit, "form")


def test_seals_alone_tell_whom_most_of_them_name_and_no_issuer_of_a_proof() -> None:
    def told(*names: str) -> str | None:
        return find_applicant(None, {}, [replace(page(at), seals=(seal(name),)) for at, name in enumerate(names, 1)])[0]

    assert [told(UNIT), told(UNIT, BANK), told(UNIT, OTHER, UNIT)] == [UNIT] * 3
    assert [told(BANK), told(HOSPITAL), told(BUREAU), told(UNIT, OTHER)] == [None] * 4
