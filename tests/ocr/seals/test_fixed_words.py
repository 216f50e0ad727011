"""Which single characters make another unit's name: those of a trade name do, those of place and form seldom."""

import pytest

from ocr.seals.fixed_words import makes_a_name


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
    ],
    ids=["trade name", "no place", "another town", "another province", "form", "place of a branch", "no end of a name",
         "another end", "a place within the trade name", "a rare character in a trade", "a common one in a trade",
         "another trade", "a rare character in the trade name"],
)  # fmt: skip
def test_a_character_makes_another_name_only_where_names_differ_by_it(
    name: str, place: int, rival: str, wanted: bool
) -> None:
    assert makes_a_name(name, place, rival) is wanted
