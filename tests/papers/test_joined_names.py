"""Names of units read together with a title or a label, and names of other units that only hold the applicant's."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from cases.reading import PageReading, SealKind
from papers.joined_names import FormWords, without_form_words
from tests.packaged import packaged
from tests.validators.builders import page, seal, value

PLACED, UNPLACED = "北京拓桐餐饮管理有限公司", "汇岚世纪（北京）人力资源管理有限公司"
BROKEN = "中铁北京工程局集团有限公司"


@cache
def _words() -> FormWords:
    return FormWords.of(packaged())


def _read(name: str, *pages: PageReading, **others: str) -> str:
    fields = {"form": (value("unit_name", name),), **{code: (value("unit_name", one),) for code, one in others.items()}}
    return without_form_words(fields, pages, _words())["form"][0].value


def _stamped(name: str) -> PageReading:
    return replace(page(1), seals=(seal(name),))


@pytest.mark.parametrize("words", [
    "承诺书", "单位承诺书", "统一社会信用代", "用代码", "法定代表人", "单位意见", "社会保险登记证",
    "参保信息变更申报表", "营业执照副本", "北京市社会保险个人信息登记表", "经办人盖章", "社会保险费补缴申报表(明细)",
])
@pytest.mark.parametrize("name", [PLACED, UNPLACED])
def test_title_or_label_before_a_name_that_a_seal_bears_is_no_part_of_it(words: str, name: str) -> None:
    assert _read(words + name, _stamped(name)) == name
    assert _read(words + name, page(1, "", name)) == name
    assert _read(words + name, page(1), licence=name) == name


def test_label_behind_a_name_is_no_part_of_it() -> None:
    joined = f"{PLACED}法定代表人住所北京市朝阳区商场"
    assert _read(joined, _stamped(PLACED)) == PLACED


def test_where_nothing_else_bears_the_name_its_place_tells() -> None:
    assert _read(f"统一社会信用代{PLACED}", page(1)) == PLACED
    assert _read(f"统一社会信用代{UNPLACED}", page(1)) == f"统一社会信用代{UNPLACED}"


def test_words_that_no_form_has_go_where_two_places_bear_the_name() -> None:
    assert _read(f"图示{PLACED}", _stamped(PLACED)) == f"图示{PLACED}"
    assert _read(f"图示{PLACED}", replace(page(1, "", PLACED), seals=(seal(PLACED),))) == PLACED


@pytest.mark.parametrize("name", [
    f"{PLACED}上海分公司", PLACED.replace("拓桐", "新拓桐"),
    f"北京市朝阳{PLACED.removeprefix('北京')}", f"集团{PLACED}",
])
def test_another_unit_s_name_stays_another_s(name: str) -> None:
    stamped = replace(page(1, "", name), seals=(seal(PLACED),))
    assert _read(name, stamped, licence=PLACED) == name


def test_a_name_that_begins_with_other_words_stays_whole_where_a_seal_bears_it() -> None:
    assert _read(BROKEN, _stamped(BROKEN), licence=BROKEN.removeprefix("中铁")) == BROKEN
    assert _read(BROKEN, page(1)) == BROKEN


def test_first_line_of_a_name_is_the_whole_one_that_a_seal_bears() -> None:
    whole = "北京博柏天成企业服务外包有限公司"
    assert _read("北京博柏天成企业", _stamped(whole)) == whole
    assert _read("北京博柏天成企业", _stamped("北京博柏服务有限公司")) == "北京博柏天成企业"
    assert _read("北京博柏有限公司", _stamped("北京博柏有限公司上海分公司")) == "北京博柏有限公司"


def test_authority_behind_a_title_is_no_unit_that_applies() -> None:
    fields = {"form": (value("unit_name", "承诺书北京市朝陽區社會保险基金管理中心"), value("unit_name", PLACED))}
    assert [one.value for one in without_form_words(fields, [page(1)], _words())["form"]] == [PLACED]


@pytest.mark.parametrize("where", ["seal", "line", "two lines"])
@pytest.mark.parametrize("office", ["北京市朝阳区市场监督管理局", "北京市朝阳区医院人力资源和社会保障局"])
def test_the_first_line_of_an_authority_s_name_is_no_unit(office: str, where: str) -> None:
    cut = office[:8]
    lines = {"line": (office,), "two lines": (cut, office[8:])}.get(where, ())
    stamp = (replace(seal(office), kind=SealKind.GOVERNMENT),) if where == "seal" else ()
    told = page(1, "变更登记核准通知书", *lines, seals=stamp)
    fields = {"form": (value("unit_name", cut), value("unit_name", PLACED))}
    assert [one.value for one in without_form_words(fields, (told,), _words())["form"]] == [PLACED]
