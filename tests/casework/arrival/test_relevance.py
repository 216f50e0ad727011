"""A mail of words alone: a question is answered, advertising is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cases.submission import Submission
from casework.arrival.relevance import concerns_us
from tests.packaged import packaged

ITEMS = tuple(packaged().items_on(date(2020, 2, 12)))


def _mail(subject: str, body: str) -> Submission:
    now = datetime(2020, 2, 12, tzinfo=UTC)
    return Submission("mail-hours", now, "a@b.test", "", None, None, (), subject, body, ())


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("请问", "劳务派遣许可证需要什么手续"), ("咨询", "我单位想问特殊工时怎么弄"), ("报送材料", ""),
        ("", "附件忘了加"), ("你好", "在吗？"), ("哈哈", "哈哈"), ("", ""),
        ("咨询", "请问社保减免优惠政策怎么享受"), ("你好", "创业担保贷款能展期吗"), ("员工优惠补缴", ""),
        ("推广", "线上申报推广后还用寄纸质件吗？"),
        ("促销员", "请问促销员可以算不定时吗"), ("北京华兴劳务有限公司", ""), ("您好", "北京华兴劳务有限公司\n张先生"),
        ("裁减人员报告", "见附"),
    ],
)
def test_business(subject: str, body: str) -> None:
    assert concerns_us(_mail(subject, body), ITEMS)


@pytest.mark.parametrize(
    ("subject", "body"),
    [("限时特惠，点击领取", "全场五折，加微信了解。"), ("代开各地增值税发票", "点数低"), ("Cheap watches", "Buy now!")],
)
def test_nobodys_business(subject: str, body: str) -> None:
    assert not concerns_us(_mail(subject, body), ITEMS)
