"""Who sends a file, in its name: telephones, persons, our own case numbers. None of it names a material."""

from __future__ import annotations

import re

from cases.plain_text import HAN

_TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{7})(?!\d)")
_CASE_NUMBER = re.compile(r"\(?(?:编号[:：]?)?SL\d{8}-\d{1,6}\)?", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:联系人|经办人|负责人|经手人|办理人|发件人|联系电话|电话|手机号?|微信|tel)[:：]?"
    rf"(?:[{HAN}·]{{2,4}}?(?=$|[^{HAN}·]|电话|手机))?",
    re.IGNORECASE,
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹孟"
    "熊秦邱江尹薛闫段雷侯龙陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_PERSON = re.compile(
    rf"(?:[{_SURNAMES}]|欧阳|司马|上官|诸葛|尉迟|皇甫|慕容)[{HAN}]{{1,2}}(?:先生|女士|同志|经理|主任)?"
)
_PAPER_END = re.compile(r"[书表册单证照案函件料议告片图据卡票页录章额序令职法稿版]$")
"""Ends of papers' names, none of given names: 许可证 begins as a name would, and is none."""


def without_contact(text: str) -> str:
    """Return a piece of a file's name without telephones, case numbers and the person beside them."""
    text, telephones = _TELEPHONE.subn(" ", _CASE_NUMBER.sub(" ", text))
    text = _ROLE.sub(" ", text).strip(" -_.,，、:：")
    if telephones and (match := re.search(rf"(?:^|[\s+_.、-])({_PERSON.pattern})$", text)) and is_person(match[1]):
        text = text[: match.start()]
    return "" if is_person(text) else text.strip()


def is_person(text: str) -> bool:
    """Tell whether a text looks like a person's name and nothing else."""
    text = text.strip()
    return _PERSON.fullmatch(text) is not None and _PAPER_END.search(text) is None
