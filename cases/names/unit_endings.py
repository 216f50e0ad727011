"""How names of units end: enterprises, institutions and individual households (个体工商户) of all kinds.

A registered name consists of place, trade name, line of business and form (企业名称登记管理规定,
个体工商户名称登记管理办法). What ends as only units end is a name wherever it stands; one with an everyday end
(店, 馆, 坊) is told by the place that it begins with.
"""

from __future__ import annotations

import re

from cases.plain_text import half_brackets

PLACES = (
    "中国|北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾"
)

WHOLE = (
    "公司|集团|事务所|合作社|联合社|合伙企业|独资企业|中心|[大中小]学|学[校院]|幼儿园|托儿所|[医剧影法]院|卫生[院站]|服务站|诊所|门诊部"
    "|研究[院所]|设计院|科学院|养老院|福利院|出版社|报社|杂志社|旅行社|电视台|[酒饭商书药分总门旗面餐]店|[专便][卖利]店|小[吃卖]店|商[店行]"
    "|宾馆|饭馆|餐馆|面馆|茶馆|会馆|照相馆|养生馆|美[容发]店|理发店|饭庄|茶庄|酒庄|餐厅|酒楼|茶楼|酒家|酒吧|网吧|客栈|商场|超市|百货店"
    "|药房|厂(?![房长家商区址])|[支分银商]行|信用社|工作[室站]|[经营销售服务门市批发修理小吃维]{2}部|俱乐部|[代表办事联络管理]{2,3}处"
    "|[协学商]会|基金会|促进会|联合会|研究会|委员会|会所|[博物图书体育展览纪念美术]{2}馆|加油站|[农林牧]场|市场"
)
"""Ends of a whole name; an alternation for a pattern."""

FORM = r"[(（](?:个体工商户|个体户|(?:(?:特殊的?)?普通|有限)?合伙(?:企业)?|个人独资(?:企业)?)[)）]"
"""The form of a firm that is no company, in brackets behind its name; a pattern in both widths."""

_EVERYDAY = "店院所行社部馆站园会室局队场户处坊堂轩庄铺屋阁楼苑居斋吧厅摊廊房灶"
_HOUSEHOLD = rf"(?:{FORM})?$"
_PLACED = re.compile(rf"\(?(?:{PLACES}|[^()]{{2,6}}?[省市区县镇乡村])")
_EVERYDAY_END = re.compile(rf"[{_EVERYDAY}]{_HOUSEHOLD}")
_ADDRESS = re.compile(r"\d+号|[路街道](?:.{0,6})[号楼院室]")
_REGISTERED = re.compile(r"有限|股份|合伙|合作社|分公司")
_WHOLE_END = re.compile(rf"(?:{WHOLE}){_HOUSEHOLD}")

_FAMILIAR = re.compile(rf"\(?(?:{PLACES})|.{{2,8}}\((?:{PLACES})")


def is_registered(text: str) -> bool:
    """Tell whether a text holds words of a registered form, which no short name has."""
    return _REGISTERED.search(text) is not None


def ends_whole(name: str) -> bool:
    """Tell whether a text ends as only names of units end."""
    return _WHOLE_END.search(half_brackets(name)) is not None


def ends_everyday(name: str) -> bool:
    """Tell whether a text ends as shops and workshops do."""
    return _EVERYDAY_END.search(half_brackets(name)) is not None


def is_placed(name: str) -> bool:
    """Tell whether a text begins with a place, as registered names do, and is no address."""
    return _PLACED.match(half_brackets(name)) is not None and not _ADDRESS.search(name)


def is_familiar(name: str) -> bool:
    """Tell whether a name begins with a place or has one in brackets behind its trade name, as most names do."""
    return _FAMILIAR.match(half_brackets(name)) is not None
