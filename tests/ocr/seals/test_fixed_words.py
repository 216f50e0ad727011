"""Which single characters make another unit's name: those of a trade name do, those of place and form seldom."""

import pytest

from ocr.seals.fixed_words import makes_a_name
from tests.drawing.ring_names import PAIRS


@pytest.mark.parametrize(
    ("name", "place", "rival", "wanted"),
    [
        ("北京华兴劳务有限公司", 3, "星", True),
        ("北京华兴劳务有限公司", 1, "东", False),
        ("北京华兴劳务有限公司", 0, "南", True),
        ("山西华兴商贸有限公司", 1, "东", True),
        ("北京华兴劳务有限公司", 7, "眼", False),
        ("山西华兴有限公司北京分公司", 9, "范", False),
        ("北京华兴木器厂", 6, "冂", False),
        ("北京华兴木器厂", 6, "店", True),
        ("华兴北京饭店", 3, "东", True),
        ("北京华兴人力资源服务有限公司", 8, "舨", False),
        ("北京华兴人力资源服务有限公司", 9, "装", True),
        ("北京华兴科技有限公司", 5, "贸", True),
        ("北京服兴科技有限公司", 2, "舨", True),
        ("北京颢宁商贸有限公司", 2, "颞", False),
        ("北京颢宁商贸有限公司", 2, "灏", True),
        ("瀚岭物流集团有限公司", 1, "蛉", False),
        ("瀚岭物流集团有限公司", 1, "龄", True),
        ("昱合精密仪器有限公司", 1, "台", True),
        ("昱合精密仪器有限公司", 5, "嚣", False),
        ("北京颞颥医疗有限公司", 2, "颥", True),
        ("奥朗特（中国）科技有限公司", 5, "囝", False),
        ("北京鹭汀信息技术管理中心", 8, "臂", False),
        ("北京服兴工程有限公司", 4, "王", False),
        ("北京服兴建筑有限公司", 5, "材", True),
    ],
    ids=["trade name", "no place", "another town", "another province", "form", "place of a branch", "no end of a name",
         "another end", "a place within the trade name", "a rare character in a trade", "a common one in a trade",
         "another trade", "a rare character in the trade name", "a bone", "a name", "an insect", "an age", "a terrace",
         "a din", "two bones", "the country", "no trade", "no trade either", "a like trade"],
)  # fmt: skip
def test_a_character_makes_another_name_only_where_names_differ_by_it(
    name: str, place: int, rival: str, wanted: bool
) -> None:
    assert makes_a_name(name, place, rival) is wanted


@pytest.mark.parametrize(("one", "other"), [*PAIRS, "岭龄", "合台", "渟淳", "岚岗"])
def test_like_characters_that_names_are_made_of_stay_rivals(one: str, other: str) -> None:
    assert makes_a_name(f"北京{one}丰有限公司", 2, other)
    assert makes_a_name(f"北京{other}丰有限公司", 2, one)
