"""Is a mail without any file advertising? Who asks, or says anything of our business, is heard."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cases.names.unit_names import is_unit
from cases.plain_text import one_width
from cases.submission import Submission
from casework.arrival.questions import asked
from catalogue.model import ServiceItem

_WORDS = (
    "材料", "申请", "申报", "报送", "补正", "受理", "审批", "办理", "附件", "回执", "公章", "社保", "参保",
    "补缴", "退费", "工伤", "失业", "养老", "退休", "派遣", "工时", "裁员", "投诉", "举报", "撤回",
)
"""Words of everybody who writes to an office; one of them is enough."""

_ADVERTISING = tuple(map(re.compile, (
    "代开.{0,8}票", "特惠|促销", "[一-九1-9]折", "加微信", "点击领取|免费领取", "退订|unsubscribe", "中奖",
    "buy now|click here|discount",
)))
"""What those write who write to everybody. 优惠, 贷款 and 推广 are words of policies, too, and prove nothing."""

_PIECE = 4
"""Characters of an item's name that tell it is meant: 劳务派遣, 裁减人员; three (行政许) tell nothing."""

_LINES = 30
_LONGEST_UNIT = 40


def concerns_us(submission: Submission, items: Iterable[ServiceItem]) -> bool:
    """Tell a mail for us from advertising.

    Whoever names an item, a unit or what is done here writes to us, and so does whoever does not advertise; who asks
    is heard, unless several signs of advertising stand beside the question.
    """
    lines = [submission.subject, *submission.body.splitlines()[:_LINES]]
    text = one_width("\n".join(lines))
    if any(word in text for word in _WORDS):
        return True
    names = {name for item in items for name in (*item.aliases, *item.broad_names)}
    pieces = {name[start : start + _PIECE] for name in names for start in range(max(1, len(name) - _PIECE + 1))}
    if any(piece in text for piece in pieces) or any(_is_unit(line.strip()) for line in lines):
        return True
    signs = sum(one.search(text.lower()) is not None for one in _ADVERTISING)
    return signs == 0 or (signs == 1 and asked(text) != "")


def _is_unit(line: str) -> bool:
    return len(line) <= _LONGEST_UNIT and is_unit(line)
