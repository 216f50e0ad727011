"""Names of people: two to four characters, or parts joined by a dot, as the names of many peoples of China are."""

from __future__ import annotations

import re

from cases.plain_text import HAN, one_width, plain

_DOTS = str.maketrans(dict.fromkeys("•．・‧∙⋅●.。˙", "·"))
"""What readers and keyboards put for the dot between the parts of a name."""

NAME = rf"(?:[{HAN}]{{1,10}}(?:[·•．・‧∙⋅.][{HAN}]{{1,12}}?){{1,3}}|[{HAN}]{{2,4}}?)"
"""A name in plain text, without groups and as short as may be; for patterns of sentences."""

_DOTTED = re.compile(rf"[{HAN}]{{1,10}}(?:·[{HAN}]{{1,12}}){{1,3}}")
_PERSON = re.compile(rf"[{HAN}]{{2,4}}(?![{HAN}])")
_BEHIND = re.compile(
    r"(?:同志|先生|女士|性别|民族|出生|职务|电话|联系|身份证|证件|公民|签[字名章]|盖章"
    rf"|[男女](?![{HAN}])).*$"
)
_NO_ONE = frozenset(
    ("签字", "签名", "签章", "盖章", "姓名", "职务", "电话", "职责", "日期", "身份", "证明", "授权", "应当",
     "负责人", "股东会", "董事长", "执行董事", "总经理", "委托人", "变更", "名称", "住所", "类型", "以上", "本人",
     "单位", "公司", "本单位", "我单位", "本公司", "我公司", "任命书", "证明书", "授权书", "委托书", "承诺书")
)
_NO_NAME = re.compile(
    r"^(?:上述|以上|以下|下列|下述|前述|如下|该|兹|特此|应到|实到|其他|有关|相关)"
    r"|单位|公司|人员|身份|证明|代表|授权|委托|签署|签订|办理|联系|地址|部门|盖章|签字|经理|董事|主任|科长|合同|变更|不变|^同[上前左右下]"
)
"""Words of sentences and forms that stand where a name might: 上述人员, 应到代表, 该同志, 人事经理."""


def person(text: str) -> str | None:
    """Return the name of a person that the text begins with."""
    cleaned = _BEHIND.sub("", plain(text).lstrip(":_-"))
    dotted = _DOTTED.match(cleaned.translate(_DOTS))
    if dotted is not None:
        return dotted[0]
    found = _PERSON.match(cleaned)
    if found is None or found[0] in _NO_ONE or _NO_NAME.search(found[0]):
        return None
    return found[0]


def holder(text: str) -> str | None:
    """Return the name of a person, in Chinese or, as passports print it, in capital letters."""
    latin = re.match(r"[A-Z][A-Z ,.'-]{2,40}[A-Z]", one_width(text).strip(" :"))
    return person(text) or (latin.group(0) if latin else None)
