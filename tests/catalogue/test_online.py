"""Lists of online services: as printed, and a pointer only where it is certain."""

from __future__ import annotations

import pytest

from catalogue.online import point_to
from tests.packaged import packaged

CATALOGUE = packaged()
DIRECTORY = CATALOGUE.directory


def test_lists_are_as_printed() -> None:
    listed = {code: (system.claimed, system.listed, len(system.services)) for code, system in DIRECTORY.items()}
    assert listed == {
        "ningxia-online-hr": (17, 16, 16), "ningxia-mobile-12333": (25, 25, 25), "my-ningxia": (27, 27, 27),
        "bj": (0, 9, 9), "weihai": (0, 1, 1),
    }
    assert [code for code, system in DIRECTORY.items() if system.source_doubt] == ["ningxia-online-hr"]


@pytest.mark.parametrize(("item", "text", "office", "service"), [
    ("payment-extension-july", "", "bj", "北京市社会保险网上服务平台"),
    ("subsidy-training", "", "bj-chaoyang", "职业技能提升行动"),
    ("insured-change-general", "", "ningxia", "单位基本信息维护"),
    (None, "定期待遇构成查询", "ningxia", "定期待遇构成查询"),
    (None, "关于单位参保证明的申请", "ningxia", "社会保险权益记录打印"),
    (None, "解挂", "ningxia", "社会保障卡解挂"),
    # nobody is pointed to another place's system, and two that fit equally well come to nothing
    ("insured-change-general", "", "bj", None),
    (None, "定期待遇构成查询", "bj", None),
    (None, "挂失", "ningxia", None),
    (None, "个人参保信息查询", "ningxia", None),
    (None, "您好", "ningxia", None),
    (None, "", "ningxia", None),
    ("layoff-report", "挂失", "ningxia", None),
])
def test_pointer(item: str | None, text: str, office: str, service: str | None) -> None:
    found = point_to(item, text, DIRECTORY, office)
    assert (found.service.name if found else None) == service
