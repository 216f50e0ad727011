"""Is a mail without any file about our business at all? Advertising must not become a case, a question must."""

from __future__ import annotations

from collections.abc import Iterable

from cases.names.name_cleaning import looks_like_unit
from cases.plain_text import one_width
from cases.submission import Submission
from catalogue.model import ServiceItem

_WORDS = ("材料", "申请", "申报", "报送", "补正", "受理", "审批", "办理", "附件", "回执", "公章")
"""Words of everybody who writes to an office; one of them is enough."""

_ADVERTISING = (
    "代开", "特惠", "优惠", "促销", "折扣", "五折", "加微信", "点击领取", "退订", "推广", "贷款", "中奖", "免费领取",
    "unsubscribe", "buy now", "click here", "discount",
)
"""Words of those who write to everybody. A mail without any of them is answered, however short it is."""

_PIECE = 4
"""Characters of an item's name that tell it is meant: 劳务派遣, 裁减人员; three (行政许) tell nothing."""

_LINES = 30
_LONGEST_UNIT = 40


def concerns_us(submission: Submission, items: Iterable[ServiceItem]) -> bool:
    """Tell a mail for us from advertising.

    Whoever names an item, a unit or what is done here writes to us, and so does whoever does not advertise.
    """
    lines = [submission.subject, *submission.body.splitlines()[:_LINES]]
    text = one_width("\n".join(lines))
    if any(word in text for word in _WORDS):
        return True
    names = {name for item in items for name in (*item.aliases, *item.broad_names)}
    pieces = {name[start : start + _PIECE] for name in names for start in range(max(1, len(name) - _PIECE + 1))}
    if any(piece in text for piece in pieces) or any(_is_unit(line.strip()) for line in lines):
        return True
    return not any(word in text.lower() for word in _ADVERTISING)


def _is_unit(line: str) -> bool:
    return len(line) <= _LONGEST_UNIT and looks_like_unit(line)
