"""Which single characters make another unit's name: seldom those of place, trade and form, chosen from few words.

No unit is called 北东某某公司 or 某某木器冂: print across a seal makes such readings, no stamp cutter. Nor is one
called by an illness or a louse (颞, 蛉).
"""

from __future__ import annotations

import re
from pathlib import Path

from cases.names.unit_endings import PLACES, ends_everyday, ends_whole

_FORM = re.compile(r"(?:集团|股份|有限|责任)*公司|合伙企业|事务所")
"""Words of a unit's legal form: what differs from them by one character (有眼公司) is no unit's name."""

_PLACE = re.compile(rf"^(?:{PLACES})|（中国）|(?:{PLACES})(?=市?(?:分公司|分店|分行|办事处)$)")

_TRADE = re.compile(
    "人力资源|劳务派遣|技术|科技|服务|管理|咨询|商贸|贸易|工程|建筑|装饰|设计|文化|传媒|传播|餐饮|酒店|物业|医疗|医药|教育|培训|电子|信息|网络"
    "|软件|机械|设备|制造|制品|汽车|运输|物流|货运|速递|保安|安全|防范|食品|服装|广告|投资|实业|销售|商店|超市|印刷|环保|能源|代理|仓储|加工|仪器|电器|机器"
)
"""Words that tell a trade: with a character replaced one is another unit's only where it tells a trade again (服装 for
服务), never 臂理 for 管理. No unit is registered under a trade that does not exist."""

_OTHER_TRADES = frozenset(
    word for line in Path(__file__).with_name("other_trades.txt").read_text("utf-8").splitlines() if line[:1] != "#"
    for word in line.split()
)
"""Words of two characters that tell one and differ from those by one character."""

_IN_NO_NAME = frozenset(
    sign for line in Path(__file__).with_name("not_in_names.txt").read_text("utf-8").splitlines() if line[:1] != "#"
    for sign in line
)
"""Characters of which no name is made where a better one stands in it."""

_TOWNS = (
    "南京|青海|北海|珠海|威海|上饶|江津|天水|天门|大庆|安庆|肇庆|重阳|河源|河池|河间|山阳|山海|桂林|玉林|榆林|吉安|吉首|江门|江阴|江都"
    "|镇江|湛江|阳江|丽江|内江|九江|潜江|安阳|安康|安顺|福州|福清|福鼎|济南|淮南|渭南|陇南|湖州|海口|海东|海门|海城|银川|合川|伊川"
    "|贵阳|贵港|广州|广安|广元|西安|西宁|西昌|宁波|宁德|新乡|新余|香河|澳洲|东台|天台|中山|中卫|中原|云浮|甘南|杭州|苏州|常州|徐州"
    "|扬州|泰州|温州|台州|衢州|泉州|漳州|赣州|滨州|德州|郑州|荆州|株洲|柳州|梧州|泸州|兰州|沧州|锦州|惠州|潮州|梅州|永州|郴州|滁州"
    "|宿州|亳州|池州|忻州|莱西|玉溪|鸡西|定西|辽阳|辽源|黑河"
)
"""Towns whose names differ from a province's by one character."""

_KNOWN = frozenset(f"{PLACES}|{_TOWNS}".split("|"))


def makes_a_name(name: str, place: int, rival: str) -> bool:
    """Tell whether a name may be another unit's with one of its characters replaced.

    Args:
        name: A whole name, as it stands on a ring.
        place: Of the character.
        rival: What stands there instead.
    """
    other = name[:place] + rival + name[place + 1 :]
    if rival in _IN_NO_NAME and name[place] not in _IN_NO_NAME:
        return False
    if any(place in range(*form.span()) for form in _FORM.finditer(name)):
        return False
    for word in _PLACE.finditer(name):
        if place in range(*word.span()):
            return other[slice(*word.span())] in _KNOWN
    for word in _TRADE.finditer(name):
        if place in range(*word.span()) and not _tells_a_trade(other[slice(*word.span())]):
            return False
    return place < len(name) - 1 or _ends(other) or not _ends(name)


def _tells_a_trade(word: str) -> bool:
    return word in _OTHER_TRADES or _TRADE.fullmatch(word) is not None


def _ends(name: str) -> bool:
    return ends_whole(name) or ends_everyday(name)
